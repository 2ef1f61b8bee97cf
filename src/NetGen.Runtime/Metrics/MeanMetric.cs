namespace NetGen;

/// <summary>A metric that is the mean of one number a sample, label or output.</summary>
/// <remarks>The numbers are added one after another in double, so the value does not depend on how the data are cut into batches.</remarks>
public abstract class MeanMetric : Metric
{
    private double _sum;
    private long _count;

    /// <summary>Creates a metric.</summary>
    /// <param name="name">What it is called in histories, logs and monitors.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    protected MeanMetric(string name)
        : base(name)
    {
    }

    /// <inheritdoc/>
    public override double Value => _count == 0 ? double.NaN : _sum / _count;

    /// <inheritdoc/>
    public override void Reset() => (_sum, _count) = (0, 0);

    /// <inheritdoc/>
    public override void Save(TrainingState state)
    {
        state.Set("sum", _sum);
        state.Set("count", _count);
    }

    /// <inheritdoc/>
    public override void CheckState(TrainingState state, TrainingContext training)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(training);
        // One of a user's own may make any number of numbers of a label, and any numbers.
        var labels = training.EpochLabels;
        var count = MostOfLabel is null ? state.GetInteger("count", 0, TrainingState.MostCount) : state.GetInteger("count", labels, labels);
        var most = count == 0 ? 0 : MostOfLabel * count;
        var sum = state.GetNumber("sum");
        var isWrong = most is null or double.PositiveInfinity ? most is not null && sum < 0 : !(sum >= 0 && sum <= most);
        if (isWrong)
            throw state.Invalid(
                "sum", $"a number from 0 to {TrainingState.Text(most!.Value)}, for 'count' is {TrainingState.Text(count)}", TrainingState.Text(sum));
    }

    /// <inheritdoc/>
    public override void Restore(TrainingState state) => (_sum, _count) = (state.GetNumber("sum"), state.GetInteger("count"));

    /// <summary>The greatest number that a label makes, where each makes one of at least 0; null where that is not known.</summary>
    private protected virtual double? MostOfLabel => null;

    /// <summary>Adds a number to those that the mean is taken of.</summary>
    /// <param name="value">The number.</param>
    protected void Include(double value)
    {
        _sum += value;
        _count++;
    }
}
