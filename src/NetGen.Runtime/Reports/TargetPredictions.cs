using System.Globalization;

namespace NetGen;

/// <summary>What a regression predicts, beside what is so: a series for each output, or one of all outputs where they are many.</summary>
internal sealed record TargetPredictions(string Name, float[] Actual, float[] Predicted)
{
    // Of more outputs, such as pixels, none has a meaning of its own.
    private const int MostSeries = 6;
    private const int BatchSize = 1024;

    /// <summary>The values of <see cref="R2"/>, <see cref="Rmse"/> and <see cref="Mae"/>.</summary>
    public IEnumerable<double> Errors
    {
        get
        {
            Metric[] metrics = [new R2(), new Rmse(), new Mae()];
            foreach (var metric in metrics)
                metric.Add(Predicted, Actual, 1);
            return metrics.Select(m => m.Value);
        }
    }

    /// <summary>The series that options ask for; none where they ask for none.</summary>
    /// <exception cref="ArgumentException">They do not fit each other.</exception>
    public static IReadOnlyList<TargetPredictions> From(ReportOptions options)
    {
        if (options.TargetData is not { } data)
            return [];
        if (options is { Data: not null } or { Confusion: not null })
            throw new ArgumentException(
                $"'TargetData' is set beside '{(options.Data is null ? "Confusion" : "Data")}'; expected one of them.", nameof(ReportOptions.TargetData));

        if (options.Network is not { } network)
            throw new ArgumentException("'TargetData' is set, but no 'Network' to predict them.", nameof(ReportOptions.TargetData));
        if (network is not Network<float> regression)
            throw new ArgumentException(
                $"{network.Description.Name} has class indices as labels; set 'Data' in place of 'TargetData'.", nameof(ReportOptions.TargetData));

        regression.CheckData(data, nameof(ReportOptions.TargetData));
        return regression.HasAccuracy ? [] : Divide(data.Labels, Predict(regression, data), regression.OutputValues);
    }

    private static float[] Predict(Network<float> network, Dataset<float> data)
    {
        var outputs = new float[data.Labels.Length];
        var done = 0;
        foreach (var batch in data.Batches(BatchSize))
        {
            network.Predict(batch.Features, outputs.AsSpan(done, batch.Labels.Length));
            done += batch.Labels.Length;
        }

        return outputs;
    }

    private static TargetPredictions[] Divide(ReadOnlySpan<float> actual, float[] predicted, int outputs)
    {
        if (outputs is 1 or > MostSeries)
            return [new(outputs == 1 ? "output" : "all outputs", actual.ToArray(), predicted)];

        var series = new TargetPredictions[outputs];
        for (var output = 0; output < outputs; output++)
        {
            var (theirs, ours) = (new float[actual.Length / outputs], new float[actual.Length / outputs]);
            for (var i = 0; i < theirs.Length; i++)
                (theirs[i], ours[i]) = (actual[(i * outputs) + output], predicted[(i * outputs) + output]);
            series[output] = new(string.Create(CultureInfo.InvariantCulture, $"output {output + 1}"), theirs, ours);
        }

        return series;
    }
}
