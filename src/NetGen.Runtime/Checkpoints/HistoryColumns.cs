using System.Globalization;

namespace NetGen;

/// <summary>Finished epochs as columns of a checkpoint: a training has the same values in each of its epochs.</summary>
internal static class HistoryColumns
{
    private const string Epochs = "epochs";
    private const string Seconds = "seconds";
    private const string Speed = "samples_per_second";

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

    /// <summary>The epochs that <see cref="Save"/> wrote.</summary>
    /// <param name="state">Where they are.</param>
    /// <param name="hasAccuracy">Whether the network's loss has an accuracy.</param>
    /// <param name="hasValidation">Whether there were validation data.</param>
    /// <param name="metrics">The names of the metrics.</param>
    /// <exception cref="InvalidDataException">A column is missing or too short.</exception>
    public static List<EpochResult> Restore(TrainingState state, bool hasAccuracy, bool hasValidation, string[] metrics)
    {
        var count = (int)state.GetInteger(Epochs);
        var epochs = new List<EpochResult>();
        for (var row = 0; row < count; row++)
        {
            var column = 0;
            double Next() => At(state, Column(column++), row, count);
            double? NextIf(bool isThere) => isThere ? Next() : null;
            MetricValue[] NextMetrics() => [.. metrics.Select(name => new MetricValue(name, Next()))];

            epochs.Add(new()
            {
                Epoch = row + 1,
                Loss = Next(),
                Accuracy = NextIf(hasAccuracy),
                Metrics = NextMetrics(),
                ValidationLoss = NextIf(hasValidation),
                ValidationAccuracy = NextIf(hasValidation && hasAccuracy),
                ValidationMetrics = hasValidation ? NextMetrics() : [],
                LearningRate = Next(),
                Duration = TimeSpan.FromSeconds(At(state, Seconds, row, count)),
                SamplesPerSecond = At(state, Speed, row, count),
            });
        }

        return epochs;
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

    private static double At(TrainingState state, string column, int row, int count)
    {
        var values = state.GetDoubles(column);
        return values.Length == count
            ? values[row]
            : throw new InvalidDataException($"'history.{column}': expected {count} values, found {values.Length}.");
    }
}
