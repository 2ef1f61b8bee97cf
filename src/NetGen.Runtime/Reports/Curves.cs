namespace NetGen;

/// <summary>A value over the epochs, on the training data and on the validation data.</summary>
/// <param name="Name">The value's name.</param>
/// <param name="Epochs">The epochs.</param>
/// <param name="Train">The value on the training data, or where there is no such difference; NaN where an epoch has none.</param>
/// <param name="Validation">The value on the validation data; null where there is none.</param>
internal sealed record Curves(string Name, int[] Epochs, double[] Train, double[]? Validation)
{
    public const string Loss = "loss";
    public const string LearningRate = "learning_rate";
    private const string ValidationPrefix = "val_";

    /// <summary>What can be drawn: loss, accuracy, the metrics, the learning rate.</summary>
    public static IReadOnlyList<string> Names(History history)
    {
        var last = history.Last;
        List<string> names = [Loss];
        if (last.Accuracy is not null && !last.Metrics.Any(m => m.Name == TrainingContext.AccuracyName))
            names.Add(TrainingContext.AccuracyName);
        return [.. names, .. last.Metrics.Select(m => m.Name), LearningRate];
    }

    public static Curves Of(History history, string name)
    {
        var validation = Values(history, ValidationPrefix + name);
        return new(name, [.. history.Epochs.Select(e => e.Epoch)], Values(history, name), Array.TrueForAll(validation, double.IsNaN) ? null : validation);
    }

    /// <summary>Whether there is nothing to see: no two finite values of the training data that differ, nor of the validation data.</summary>
    public bool IsConstant => !Differ(Train) && !Differ(Validation ?? []);

    private static bool Differ(double[] values) => values.Where(double.IsFinite).Distinct().Skip(1).Any();

    /// <summary>One of the values of an epoch, by its name there; NaN for an epoch that has none.</summary>
    public static double[] Values(History history, string name) =>
        [.. history.Epochs.Select(e => e.Values().FirstOrDefault(v => v.Name == name, new(name, double.NaN)).Value)];
}
