namespace NetGen;

/// <summary>Gets the confusion matrix that a report is asked for.</summary>
internal static class ConfusionCounts
{
    private const int BatchSize = 1024;

    /// <summary>The matrix that options ask for; null where they ask for none.</summary>
    /// <exception cref="ArgumentException">They do not fit each other.</exception>
    public static ConfusionMatrix? From(ReportOptions options)
    {
        if (options is { Confusion: not null, Data: not null })
            throw new ArgumentException("'Confusion' and 'Data' are both set; expected one of them.", nameof(ReportOptions.Confusion));
        if (options.Confusion is { } counts)
            return Of(counts, options.ClassNames);
        if (options.Data is { } data)
            return Of(options.Network, data, options.ClassNames);
        return options is { TargetData: { } targets, Network: { Description.HasAccuracy: true } network } ? Of(network, targets, options.ClassNames) : null;
    }

    private static ConfusionMatrix Of(int[,] counts, IReadOnlyList<string>? names)
    {
        var classes = counts.GetLength(0);
        if (classes == 0 || counts.GetLength(1) != classes)
            throw new ArgumentException(
                $"'Confusion' is {counts.GetLength(0)} x {counts.GetLength(1)}; expected as many columns as rows, and at least one.",
                nameof(ReportOptions.Confusion));

        foreach (var count in counts)
        {
            if (count < 0)
                throw new ArgumentException($"'Confusion' holds {count}; expected counts of at least 0.", nameof(ReportOptions.Confusion));
        }

        return new ConfusionMatrix(counts, Checked(names, classes));
    }

    private static ConfusionMatrix Of(Network? network, Dataset<int> data, IReadOnlyList<string>? names)
    {
        if (network is null)
            throw new ArgumentException("'Data' is set, but no 'Network' to classify them.", nameof(ReportOptions.Data));

        var classes = network.OutputShape[^1];
        if (network is not Network<int> classifier || classes < 2)
            throw new ArgumentException(
                $"{network.Description.Name} has no class indices as labels; set 'TargetData', or count the matrix and set 'Confusion'.",
                nameof(ReportOptions.Data));

        classifier.CheckData(data, nameof(ReportOptions.Data));
        return Count(classifier, data, new ConfusionMatrix(Checked(names, classes)));
    }

    private static ConfusionMatrix Of(Network network, Dataset<float> data, IReadOnlyList<string>? names)
    {
        if (network is not Network<float> { OutputWidth: 1 } classifier)
            throw new ArgumentException($"{network.Description.Name} has outputs that are there or not, each for itself, or class indices as labels, "
                + "so that 'TargetData' make no confusion matrix; for class indices set 'Data'.", nameof(ReportOptions.TargetData));

        classifier.CheckData(data, nameof(ReportOptions.TargetData));
        return Count(classifier, data, new ConfusionMatrix(Checked(names, classes: 2)));
    }

    private static ConfusionMatrix Count<TLabel>(Network<TLabel> network, Dataset<TLabel> data, ConfusionMatrix matrix)
    {
        var outputs = new float[Math.Min(BatchSize, data.Count) * network.OutputValues];
        foreach (var batch in data.Batches(BatchSize))
        {
            var span = outputs.AsSpan(0, batch.Count * network.OutputValues);
            network.Predict(batch.Features, span);
            matrix.Add(span, batch.Labels, network.OutputWidth);
        }

        return matrix;
    }

    private static IReadOnlyList<string>? Checked(IReadOnlyList<string>? names, int classes)
    {
        if (names is not null && names.Count != classes)
            throw new ArgumentException($"'ClassNames' holds {names.Count} names; expected {classes}, one for each class.", nameof(ReportOptions.ClassNames));
        return names?.ToList().IndexOf(null!) is >= 0 and var unnamed
            ? throw new ArgumentException($"'ClassNames' holds null at place {unnamed}; expected a name for each class.", nameof(ReportOptions.ClassNames))
            : names;
    }
}
