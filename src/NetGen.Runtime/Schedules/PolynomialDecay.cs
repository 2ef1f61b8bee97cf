using NetGen.Kernels;

namespace NetGen;

/// <summary>
/// The rate falls to an end in so many steps and stays there: <c>(initial - end) * (1 - step / decaySteps)^power + end</c> (Keras' <c>PolynomialDecay</c>).
/// </summary>
/// <remarks>With <c>cycle</c> it does not stay there, but starts over with <c>decaySteps</c> doubled, then tripled, and so on.</remarks>
public sealed class PolynomialDecay : LearningRateSchedule
{
    private readonly double _initial;
    private readonly long _decaySteps;
    private readonly double _end;
    private readonly double _power;
    private readonly bool _cycle;

    /// <summary>Creates the schedule.</summary>
    /// <param name="initialRate">The rate of the first step, at least 0.</param>
    /// <param name="decaySteps">The steps until the end, at least 1.</param>
    /// <param name="endRate">The rate at the end, at least 0.</param>
    /// <param name="power">The power, above 0; 1 is a straight line.</param>
    /// <param name="cycle">Whether to start over beyond the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public PolynomialDecay(double initialRate, long decaySteps, double endRate = 0.0001, double power = 1, bool cycle = false)
    {
        _initial = Hyperparameter.NotNegative(initialRate, nameof(initialRate));
        _decaySteps = Hyperparameter.AtLeast(1, decaySteps, nameof(decaySteps));
        _end = Hyperparameter.NotNegative(endRate, nameof(endRate));
        _power = Hyperparameter.Positive(power, nameof(power));
        _cycle = cycle;
    }

    internal override string Settings => FormattableString.Invariant($"rate {_initial}, steps {_decaySteps}, end {_end}, power {_power}, cycle {_cycle}");

    /// <inheritdoc/>
    public override double At(long step)
    {
        double length = _decaySteps;
        if (_cycle)
            length *= Math.Max(1, Math.Ceiling(step / length));
        var left = 1 - Math.Min(step, length) / length;
        return (_initial - _end) * (left > 0 ? PortableMath.Pow(left, _power) : 0) + _end;
    }
}
