namespace NetGen;

/// <summary>The rate falls with the inverse of the time: <c>initial / (1 + decayRate * step / decaySteps)</c> (Keras' <c>InverseTimeDecay</c>).</summary>
public sealed class InverseTimeDecay : LearningRateSchedule
{
    private readonly double _initial;
    private readonly long _decaySteps;
    private readonly double _decayRate;
    private readonly bool _staircase;

    /// <summary>Creates the schedule.</summary>
    /// <param name="initialRate">The rate of the first step, at least 0.</param>
    /// <param name="decaySteps">The unit of time, in steps, at least 1.</param>
    /// <param name="decayRate">How fast it falls, above 0.</param>
    /// <param name="staircase">Whether the time is rounded down to a whole number of units.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public InverseTimeDecay(double initialRate, long decaySteps, double decayRate, bool staircase = false)
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
        var time = (double)step / _decaySteps;
        return _initial / (1 + _decayRate * (_staircase ? Math.Floor(time) : time));
    }
}
