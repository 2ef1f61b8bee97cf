using NetGen.Kernels;

namespace NetGen;

/// <summary>The rate is multiplied with a factor every so many steps: <c>initial * factor^floor(step / stepSize)</c> (PyTorch's <c>StepLR</c>).</summary>
public sealed class StepDecay : LearningRateSchedule
{
    private readonly double _initial;
    private readonly long _stepSize;
    private readonly double _factor;

    /// <summary>Creates the schedule.</summary>
    /// <param name="initialRate">The rate of the first step, at least 0.</param>
    /// <param name="stepSize">The steps between two changes, at least 1.</param>
    /// <param name="factor">What the rate is multiplied with, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public StepDecay(double initialRate, long stepSize, double factor = 0.1)
    {
        _initial = Hyperparameter.NotNegative(initialRate, nameof(initialRate));
        _stepSize = Hyperparameter.AtLeast(1, stepSize, nameof(stepSize));
        _factor = Hyperparameter.Positive(factor, nameof(factor));
    }

    internal override string Settings => FormattableString.Invariant($"rate {_initial}, steps {_stepSize}, factor {_factor}");

    /// <inheritdoc/>
    public override double At(long step) => _initial * PortableMath.Pow(_factor, step / _stepSize);
}
