using NetGen.Kernels;

namespace NetGen;

/// <summary>
/// The rate falls along half a cosine and stays at its end (Loshchilov and Hutter, 2016; Keras' <c>CosineDecay</c>), after a straight warm-up where asked for.
/// </summary>
/// <remarks>
/// Of a start rate: <c>start * ((1 - alpha) * (1 + cos(pi * t)) / 2 + alpha)</c>, t from 0 to 1 over <c>decaySteps</c>. The start rate is the initial one,
/// or the warm-up's target, which the rate reaches on a straight line from the initial one in <c>warmupSteps</c> steps before.
/// </remarks>
public sealed class CosineDecay : LearningRateSchedule
{
    private readonly double _initial;
    private readonly long _decaySteps;
    private readonly double _alpha;
    private readonly double _target;
    private readonly long _warmupSteps;

    /// <summary>Creates the schedule.</summary>
    /// <param name="initialRate">The rate of the first step, at least 0.</param>
    /// <param name="decaySteps">The steps of the fall, at least 1, those of the warm-up not counted.</param>
    /// <param name="alpha">The share of the start rate that is left at the end, at least 0.</param>
    /// <param name="warmupTarget">The rate at the end of the warm-up, at least 0; null for no warm-up.</param>
    /// <param name="warmupSteps">The steps of the warm-up, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    /// <exception cref="ArgumentException">There are steps of a warm-up without a target.</exception>
    public CosineDecay(double initialRate, long decaySteps, double alpha = 0, double? warmupTarget = null, long warmupSteps = 0)
    {
        _initial = Hyperparameter.NotNegative(initialRate, nameof(initialRate));
        _decaySteps = Hyperparameter.AtLeast(1, decaySteps, nameof(decaySteps));
        _alpha = Hyperparameter.NotNegative(alpha, nameof(alpha));
        ArgumentOutOfRangeException.ThrowIfNegative(warmupSteps);
        if (warmupSteps > 0 && warmupTarget is null)
            throw new ArgumentException($"'warmupSteps' is {warmupSteps}, but there is no 'warmupTarget' to warm up to.", nameof(warmupTarget));
        _target = warmupTarget is { } target ? Hyperparameter.NotNegative(target, nameof(warmupTarget)) : _initial;
        _warmupSteps = warmupSteps;
    }

    internal override string Settings =>
        FormattableString.Invariant($"rate {_initial}, steps {_decaySteps}, alpha {_alpha}, warm-up to {_target} in {_warmupSteps} steps");

    /// <inheritdoc/>
    public override double At(long step)
    {
        if (step < _warmupSteps)
            return (_target - _initial) * ((double)step / _warmupSteps) + _initial;

        var t = (double)Math.Min(step - _warmupSteps, _decaySteps) / _decaySteps;
        return _target * ((1 - _alpha) * (0.5 * (1 + PortableMath.CosPi(t))) + _alpha);
    }
}
