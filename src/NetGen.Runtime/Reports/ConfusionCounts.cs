namespace NetGen;

/// <summary>How often which class was taken for which.</summary>
internal sealed class ConfusionCounts
{
    private readonly int[,] _counts;

    public ConfusionCounts(int[,] counts, IReadOnlyList<string>? names)
    {
        Classes = counts.GetLength(0);
        if (Classes == 0 || counts.GetLength(1) != Classes)
            throw new ArgumentException($"'Confusion' is {counts.GetLength(0)} x {counts.GetLength(1)}; expected as many columns as rows, and at least one.", nameof(ReportOptions.Confusion));
        if (names is not null && names.Count != Classes)
            throw new ArgumentException($"'ClassNames' holds {names.Count} names; expected {Classes}, one for each class.", nameof(ReportOptions.ClassNames));

        if (names?.ToList().IndexOf(null!) is >= 0 and var unnamed)
            throw new ArgumentException($"'ClassNames' holds null at place {unnamed}; expected a name for each class.", nameof(ReportOptions.ClassNames));

        foreach (var count in counts)
        {
            if (count < 0)
                throw new ArgumentException($"'Confusion' holds {count}; expected counts of at least 0.", nameof(ReportOptions.Confusion));
        }

        _counts = counts;
        Names = names ?? [.. Enumerable.Range(0, Classes).Select(i => Figures.Count(i))];
    }

    public int Classes { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>How many samples of a class were taken for another, or for itself.</summary>
    public int this[int actual, int predicted] => _counts[actual, predicted];

    public long Total => Enumerable.Range(0, Classes).Sum(Support);

    /// <summary>How many samples a class has.</summary>
    public long Support(int actual) => Enumerable.Range(0, Classes).Sum(c => (long)_counts[actual, c]);

    /// <summary>The share of those taken for a class that are of it; NaN where there are none.</summary>
    public double Precision(int index) => (double)_counts[index, index] / Enumerable.Range(0, Classes).Sum(c => (long)_counts[c, index]);

    /// <summary>The share of a class that was taken for it; NaN where there are none.</summary>
    public double Recall(int index) => (double)_counts[index, index] / Support(index);

    /// <summary>The harmonic mean of the two; NaN where the class neither occurs nor was predicted.</summary>
    public double F1(int index)
    {
        var (precision, recall) = (Precision(index), Recall(index));
        return _counts[index, index] > 0 ? 2 * precision * recall / (precision + recall) : double.IsNaN(precision) && double.IsNaN(recall) ? double.NaN : 0;
    }

    /// <summary>The matrix that options ask for; null where they ask for none.</summary>
    /// <exception cref="ArgumentException">They do not fit each other.</exception>
    public static ConfusionCounts? From(ReportOptions options)
    {
        if (options is { Confusion: not null, Data: not null })
            throw new ArgumentException("'Confusion' and 'Data' are both set; expected one of them.", nameof(ReportOptions.Confusion));
        if (options.Confusion is { } counts)
            return new(counts, options.ClassNames);
        return options.Data is { } data ? new(Count(options.Network, data), options.ClassNames) : null;
    }

    private static int[,] Count(Network? network, Dataset<int> data)
    {
        const int BatchSize = 1024;
        if (network is null)
            throw new ArgumentException("'Data' is set, but no 'Network' to classify them.", nameof(ReportOptions.Data));

        var classes = network.OutputShape[^1];
        if (network is not Network<int> classifier || classes < 2)
            throw new ArgumentException($"{network.Description.Name} has no class indices as labels; count the matrix and set 'Confusion'.", nameof(ReportOptions.Data));

        classifier.CheckData(data, nameof(ReportOptions.Data));
        var counts = new int[classes, classes];
        var outputs = new float[Math.Min(BatchSize, data.Count) * data.LabelLength * classes];
        foreach (var batch in data.Batches(BatchSize))
        {
            var span = outputs.AsSpan(0, batch.Labels.Length * classes);
            network.Predict(batch.Features, span);
            for (var i = 0; i < batch.Labels.Length; i++)
            {
                // A row of NaN was taken for no class.
                if (MetricInput.ClassOf(span.Slice(i * classes, classes)) is { } predicted)
                    counts[batch.Labels[i], predicted]++;
            }
        }

        return counts;
    }
}
