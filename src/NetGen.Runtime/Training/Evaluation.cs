using System.Globalization;

namespace NetGen;

/// <summary>How good a network is on a data set.</summary>
/// <param name="Loss">The mean loss, penalties included.</param>
/// <param name="Accuracy">The share of labels that the outputs hit; null where the loss has no such measure.</param>
public readonly record struct Evaluation(double Loss, double? Accuracy)
{
    private readonly MetricValue[]? _metrics;

    /// <summary>The metrics that were asked for.</summary>
    public IReadOnlyList<MetricValue> Metrics
    {
        get => _metrics ?? [];
        init => _metrics = [.. value];
    }

    /// <summary>All values, as in <c>loss 0.3400, accuracy 0.8820</c>.</summary>
    public override string ToString()
    {
        List<MetricValue> values = [new("loss", Loss)];
        if (Accuracy is { } accuracy && !Metrics.Any(m => m.Name == TrainingContext.AccuracyName))
            values.Add(new("accuracy", accuracy));
        return string.Join(", ", values.Concat(Metrics).Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Name} {v.Value:F4}")));
    }
}
