using NetGen.Kernels;

namespace NetGen;

/// <summary>
/// The rate falls along half a cosine, then starts over, each time longer and from a lower rate where asked for (SGDR, Loshchilov and Hutter, 2016; Keras'
/// <c>CosineDecayRestarts</c>).
/// </summary>
/// <remarks>
/// In period i, counted from 0: <c>initial * ((1 - alpha) * rateFactor^i * (1 + cos(pi * t)) / 2 + alpha)</c>, t from 0 to 1 over <c>firstSteps *
/// stepsFactor^i</c> steps.
/// </remarks>
public sealed class CosineDecayRestarts : LearningRateSchedule
{
    private readonly double _initial;
    private readonly long _firstSteps;
    private readonly double _stepsFactor;
    private readonly double _rateFactor;
    private readonly double _alpha;

    /// <summary>Creates the schedule.</summary>
    /// <param name="initialRate">The rate of the first step, at least 0.</param>
    /// <param name="firstSteps">The steps of the first period, at least 1.</param>
    /// <param name="stepsFactor">By what each period is longer than the one before, at least 1 (Keras' <c>t_mul</c>).</param>
    /// <param name="rateFactor">With what the rate of each restart is multiplied, above 0 (Keras' <c>m_mul</c>).</param>
    /// <param name="alpha">The share of the initial rate that is left at the end of a period, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public CosineDecayRestarts(double initialRate, long firstSteps, double stepsFactor = 2, double rateFactor = 1, double alpha = 0)
    {
        _initial = Hyperparameter.NotNegative(initialRate, nameof(initialRate));
        _firstSteps = Hyperparameter.AtLeast(1, firstSteps, nameof(firstSteps));
        _stepsFactor = double.IsFinite(stepsFactor) && stepsFactor >= 1
            ? stepsFactor
            : throw new ArgumentOutOfRangeException(nameof(stepsFactor), stepsFactor, "'stepsFactor' must be finite and at least 1.");
        _rateFactor = Hyperparameter.Positive(rateFactor, nameof(rateFactor));
        _alpha = Hyperparameter.NotNegative(alpha, nameof(alpha));
    }

    internal override string Settings =>
        FormattableString.Invariant($"rate {_initial}, steps {_firstSteps}, steps factor {_stepsFactor}, rate factor {_rateFactor}, alpha {_alpha}");

    /// <inheritdoc/>
    public override double At(long step)
    {
        double length = _firstSteps;
        var period = 0L;
        double inPeriod = step;
        if (_stepsFactor == 1)
        {
            (period, var rest) = Math.DivRem(step, _firstSteps);
            inPeriod = rest;
        }

        while (inPeriod >= length)
        {
            inPeriod -= length;
            length *= _stepsFactor;
            period++;
        }

        var cosine = 0.5 * PortableMath.Pow(_rateFactor, period) * (1 + PortableMath.CosPi(inPeriod / length));
        return _initial * ((1 - _alpha) * cosine + _alpha);
    }
}
