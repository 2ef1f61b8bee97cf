namespace NetGen;

/// <summary>
/// The share of class indices whose output is among the k greatest of its row. Of equal outputs the first ones count as greater, as in <see cref="Accuracy"/>;
/// in scikit-learn it is the last ones. A row with NaN hits nothing.
/// </summary>
public sealed class TopKAccuracy : MeanMetric
{
    private readonly int _k;

    /// <summary>Creates a metric.</summary>
    /// <param name="k">How many of the greatest outputs count; at least 1.</param>
    /// <param name="name">What it is called; <c>top_5_accuracy</c>, for 5, unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is below 1.</exception>
    public TopKAccuracy(int k = 5, string? name = null)
        : base(name ?? FormattableString.Invariant($"top_{k}_accuracy"))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        _k = k;
    }

    private protected override double? MostOfLabel => 1;

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int outputLength)
    {
        MetricInput.Check(outputs, labels, outputLength);
        for (var i = 0; i < labels.Length; i++)
            Include(Rank(outputs.Slice(i * outputLength, outputLength), labels[i]) < _k ? 1 : 0);
    }

    /// <summary>How many outputs of a row come before one of them; all where one is NaN, which has no place in an order.</summary>
    private static int Rank(ReadOnlySpan<float> row, int label)
    {
        if (MetricInput.ClassOf(row) is null)
            return int.MaxValue;

        var before = 0;
        for (var i = 0; i < row.Length; i++)
            before += row[i] > row[label] || (row[i] == row[label] && i < label) ? 1 : 0;

        return before;
    }
}
