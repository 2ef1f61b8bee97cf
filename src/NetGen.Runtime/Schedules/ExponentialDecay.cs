using NetGen.Kernels;

namespace NetGen;

/// <summary>
/// The rate falls by a factor in every so many steps, smoothly or in stairs: <c>initial * decayRate^(step / decaySteps)</c> (Keras' <c>ExponentialDecay</c>).
/// </summary>
public sealed class ExponentialDecay : LearningRateSchedule
{
    private readonly double _initial;
    private readonly long _decaySteps;
    private readonly double _decayRate;
    private readonly bool _staircase;

    /// <summary>Creates the schedule.</summary>
    /// <param name="initialRate">The rate of the first step, at least 0.</param>
    /// <param name="decaySteps">The steps in which the rate falls by the factor, at least 1.</param>
    /// <param name="decayRate">The factor, above 0.</param>
    /// <param name="staircase">Whether the exponent is rounded down to a whole number, so that the rate changes only every <paramref name="decaySteps"/>
    /// steps.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public ExponentialDecay(double initialRate, long decaySteps, double decayRate, bool staircase = false)
    {
        _initial = Hyperparameter.NotNegative(initialRate, nameof(initialRate));
        _decaySteps = Hyperparameter.AtLeast(1, decaySteps, nameof(decaySteps));
        _decayRate = Hyperparameter.Positive(decayRate, nameof(decayRate));
        _staircase = staircase;
    }

    internal override string Settings => FormattableString.Invariant($"rate {_initial}, steps {_decaySteps}, decay {_decayRate}, staircase {_staircase}");

    /// <inheritdoc/>
    public override double At(long step)
    {
        var exponent = (double)step / _decaySteps;
        return _initial * PortableMath.Pow(_decayRate, _staircase ? Math.Floor(exponent) : exponent);
    }
}
