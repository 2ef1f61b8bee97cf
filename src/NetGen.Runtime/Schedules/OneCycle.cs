using NetGen.Kernels;

namespace NetGen;

/// <summary>
/// The rate rises to its maximum and falls far below its start, both along half a cosine (Smith and Topin, 2018; PyTorch's <c>OneCycleLR</c>).
/// </summary>
/// <remarks>
/// From <c>maxRate / divFactor</c> at step 0 to <c>maxRate</c> at step <c>pctStart * totalSteps - 1</c>, then to <c>maxRate / divFactor /
/// finalDivFactor</c> at step <c>totalSteps - 1</c>, where it stays. Between two rates: <c>to + (from - to) * (1 + cos(pi * t)) / 2</c>. The momentum stays
/// as it is.
/// </remarks>
public sealed class OneCycle : LearningRateSchedule
{
    private readonly double _start;
    private readonly double _max;
    private readonly double _end;
    private readonly double _top;
    private readonly double _last;

    /// <summary>Creates the schedule.</summary>
    /// <param name="maxRate">The highest rate, at least 0.</param>
    /// <param name="totalSteps">The steps of the training, at least 1.</param>
    /// <param name="pctStart">The share of the steps in which the rate rises, from 0 to 1.</param>
    /// <param name="divFactor">The highest rate over that of the first step, above 0.</param>
    /// <param name="finalDivFactor">The rate of the first step over that of the last, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public OneCycle(double maxRate, long totalSteps, double pctStart = 0.3, double divFactor = 25, double finalDivFactor = 1e4)
    {
        _max = Hyperparameter.NotNegative(maxRate, nameof(maxRate));
        _last = Hyperparameter.AtLeast(1, totalSteps, nameof(totalSteps)) - 1;
        if (!(pctStart is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(pctStart), pctStart, "'pctStart' must be from 0 to 1.");
        _top = pctStart * totalSteps - 1;
        _start = _max / Hyperparameter.Positive(divFactor, nameof(divFactor));
        _end = _start / Hyperparameter.Positive(finalDivFactor, nameof(finalDivFactor));
    }

    internal override string Settings => FormattableString.Invariant($"rates {_start}, {_max}, {_end}, top at {_top}, end at {_last}");

    /// <inheritdoc/>
    public override double At(long step)
    {
        var at = Math.Min(step, _last);
        if (at <= _top)
            return _top > 0 ? Between(_start, _max, at / _top) : _max;

        return Between(_max, _end, (at - _top) / (_last - _top));
    }

    private static double Between(double from, double to, double t) => to + (from - to) / 2 * (1 + PortableMath.CosPi(t));
}
