namespace NetGen;

/// <summary>The share of labels that the outputs hit.</summary>
/// <remarks>
/// A class index is hit where its output is the greatest of the row (the first of several equal ones). A target is hit where it is above 0.5 and
/// its output above the threshold, or neither is: each output of a multi-label network counts. What is NaN hits nothing.
/// </remarks>
public sealed class Accuracy : MeanMetric
{
    private readonly float _threshold;

    /// <summary>Creates a metric.</summary>
    /// <param name="threshold">What an output must exceed to count as a one, in 0 to 1; for targets only.</param>
    /// <param name="name">What it is called; <c>accuracy</c> unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is out of range.</exception>
    public Accuracy(double threshold = 0.5, string? name = null)
        : base(name ?? "accuracy")
    {
        _threshold = MetricInput.Threshold(threshold);
    }

    private protected override double? MostOfLabel => 1;

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int outputLength)
    {
        MetricInput.Check(outputs, labels, outputLength);
        for (var i = 0; i < labels.Length; i++)
            Include(MetricInput.ClassOf(outputs.Slice(i * outputLength, outputLength)) == labels[i] ? 1 : 0);
    }

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> labels, int outputLength)
    {
        MetricInput.CheckBinary(this, outputs, labels, outputLength);
        for (var i = 0; i < labels.Length; i++)
            Include(MetricInput.IsPredicted(outputs[i], _threshold) == MetricInput.IsPositive(labels[i]) ? 1 : 0);
    }
}
