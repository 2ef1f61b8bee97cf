using System.Globalization;

namespace NetGen;

/// <summary>Finished epochs as columns of a checkpoint: a training has the same values in each of its epochs.</summary>
internal static class HistoryColumns
{
    private const string Epochs = "epochs";
    private const string Seconds = "seconds";
    private const string Speed = "samples_per_second";

    /// <summary>Longer than anything that was measured: a year, of which many can be added up.</summary>
    internal static readonly TimeSpan LongestTime = TimeSpan.FromDays(366);

    public static void Save(IReadOnlyList<EpochResult> history, TrainingState state)
    {
        state.Set(Epochs, history.Count);
        if (history.Count == 0)
            return;

        var rows = history.Select(Row).ToArray();
        for (var i = 0; i < rows[0].Length; i++)
            state.Set(Column(i), rows.Select(row => row[i]).ToArray());
        state.Set(Seconds, history.Select(epoch => epoch.Duration.TotalSeconds).ToArray());
        state.Set(Speed, history.Select(epoch => epoch.SamplesPerSecond).ToArray());
    }

    /// <summary>How many epochs <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">That is no number of epochs.</exception>
    public static int CountIn(TrainingState state) => state.GetCount(Epochs, int.MaxValue - 1);

    /// <summary>The epochs that <see cref="Save"/> wrote.</summary>
    /// <param name="state">Where they are.</param>
    /// <param name="hasAccuracy">Whether the network's loss has an accuracy.</param>
    /// <param name="hasValidation">Whether there were validation data.</param>
    /// <param name="metrics">The names of the metrics.</param>
    /// <exception cref="InvalidDataException">A column is missing, is not as long as there are epochs, or has a value that no epoch can have.</exception>
    public static List<EpochResult> Restore(TrainingState state, bool hasAccuracy, bool hasValidation, string[] metrics)
    {
        var count = CountIn(state);
        if (count == 0)
            return [];
        if (state.GetDoubles(Column(0)).Length is var rows && rows != count)
            throw state.Invalid(Epochs, $"{TrainingState.Text(rows)}, as many as {state.NameOf(Column(0))} has values", TrainingState.Text(count));

        // Columns before rows: what is not there takes no memory.
        var column = 0;
        double[] Next(Func<double, bool> isRight, string expected) => state.GetDoubles(Column(column++), count, isRight, expected).ToArray();
        double[] Any() => Next(_ => true, "");
        double[]? Share(bool isThere) => isThere ? Next(value => !(value < 0 || value > 1), "values from 0 to 1") : null;
        double[][] Metrics() => [.. metrics.Select(_ => Any())];

        var (loss, accuracy, values) = (Any(), Share(hasAccuracy), Metrics());
        var validationLoss = hasValidation ? Any() : null;
        var (validationAccuracy, validationValues) = (Share(hasValidation && hasAccuracy), hasValidation ? Metrics() : []);
        var rates = Next(value => value is >= 0 and <= float.MaxValue, "finite values of at least 0");
        var seconds = state.GetDoubles(Seconds, count, value => value >= 0 && value <= LongestTime.TotalSeconds, "times in seconds").ToArray();
        var speeds = state.GetDoubles(Speed, count, value => value >= 0, "values of at least 0").ToArray();

        MetricValue[] Named(double[][] columns, int row) => [.. columns.Select((c, i) => new MetricValue(metrics[i], c[row]))];
        return
        [
            .. Enumerable.Range(0, count).Select(row => new EpochResult
            {
                Epoch = row + 1,
                Loss = loss[row],
                Accuracy = accuracy?[row],
                Metrics = Named(values, row),
                ValidationLoss = validationLoss?[row],
                ValidationAccuracy = validationAccuracy?[row],
                ValidationMetrics = Named(validationValues, row),
                LearningRate = rates[row],
                Duration = TimeSpan.FromSeconds(seconds[row]),
                SamplesPerSecond = speeds[row],
            }),
        ];
    }

    // In the order in which they are restored.
    private static double[] Row(EpochResult epoch)
    {
        List<double> row = [epoch.Loss];
        void Add(double? value) => row.AddRange(value is { } there ? [there] : []);

        Add(epoch.Accuracy);
        row.AddRange(epoch.Metrics.Select(m => m.Value));
        Add(epoch.ValidationLoss);
        Add(epoch.ValidationAccuracy);
        row.AddRange(epoch.ValidationMetrics.Select(m => m.Value));
        return [.. row, epoch.LearningRate];
    }

    private static string Column(int index) => string.Create(CultureInfo.InvariantCulture, $"column{index}");
}
