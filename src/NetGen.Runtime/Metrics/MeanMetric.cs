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
    public override void Restore(TrainingState state) => (_sum, _count) = (state.GetNumber("sum"), state.GetInteger("count"));

    /// <summary>Adds a number to those that the mean is taken of.</summary>
    /// <param name="value">The number.</param>
    protected void Include(double value)
    {
        _sum += value;
        _count++;
    }
}
