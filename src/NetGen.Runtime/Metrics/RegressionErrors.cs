namespace NetGen;

/// <summary>The mean absolute error of the outputs: the mean of |output - target|.</summary>
/// <param name="name">What it is called; <c>mae</c> unless given.</param>
public sealed class Mae(string? name = null) : MeanMetric(name ?? "mae")
{
    /// <summary>False.</summary>
    public override bool HigherIsBetter => false;

    private protected override double? MostOfLabel => double.PositiveInfinity;

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> labels, int outputLength)
    {
        MetricInput.Check(outputs, labels, outputLength);
        for (var i = 0; i < labels.Length; i++)
            Include(Math.Abs((double)outputs[i] - labels[i]));
    }
}

/// <summary>The mean squared error of the outputs: the mean of (output - target)^2.</summary>
public class Mse : MeanMetric
{
    /// <summary>Creates a metric.</summary>
    /// <param name="name">What it is called; <c>mse</c> unless given.</param>
    public Mse(string? name = null)
        : base(name ?? "mse")
    {
    }

    /// <summary>False.</summary>
    public override bool HigherIsBetter => false;

    private protected override double? MostOfLabel => double.PositiveInfinity;

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> labels, int outputLength)
    {
        MetricInput.Check(outputs, labels, outputLength);
        for (var i = 0; i < labels.Length; i++)
        {
            var error = (double)outputs[i] - labels[i];
            Include(error * error);
        }
    }
}

/// <summary>
/// The root of the mean squared error, in the unit of the targets. Of several outputs the root of the mean over all, as Keras has it, not the mean of the
/// roots.
/// </summary>
/// <param name="name">What it is called; <c>rmse</c> unless given.</param>
public sealed class Rmse(string? name = null) : Mse(name ?? "rmse")
{
    /// <inheritdoc/>
    public override double Value => Math.Sqrt(base.Value);
}
