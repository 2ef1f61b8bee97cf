namespace NetGen;

/// <summary>What happened in an epoch.</summary>
public sealed record EpochResult
{
    /// <summary>The epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>
    /// The mean training loss: each step's before its update, and where <see cref="Lbfgs"/> makes the steps after it, as <c>Evaluate</c> gives it then.
    /// </summary>
    public required double Loss { get; init; }

    /// <summary>The training accuracy, likewise; null where the loss has none.</summary>
    public double? Accuracy { get; init; }

    /// <summary>The loss on the validation data; null where there are none.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The accuracy on the validation data; null where there are none, or the loss has none.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>The metrics on the training data, of the same outputs as <see cref="Loss"/>.</summary>
    public IReadOnlyList<MetricValue> Metrics { get; init; } = [];

    /// <summary>The metrics on the validation data, without <c>val_</c> in their names; empty where there are none.</summary>
    public IReadOnlyList<MetricValue> ValidationMetrics { get; init; } = [];

    /// <summary>The optimizer's step size at the end of the epoch.</summary>
    public double LearningRate { get; init; }

    /// <summary>The time the steps took, without the validation.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The samples trained on in a second of that time.</summary>
    public double SamplesPerSecond { get; init; }

    /// <summary>
    /// All values under the names that Keras gives them: <c>loss</c>, <c>accuracy</c>, the metrics, then the same with <c>val_</c>, then <c>learning_rate</c>.
    /// A metric of the name <c>accuracy</c> takes the place of the loss's own.
    /// </summary>
    public IEnumerable<MetricValue> Values()
    {
        yield return new("loss", Loss);
        if (Accuracy is { } accuracy && !Metrics.Any(m => m.Name == TrainingContext.AccuracyName))
            yield return new(TrainingContext.AccuracyName, accuracy);
        foreach (var metric in Metrics)
            yield return metric;
        if (ValidationLoss is { } validationLoss)
            yield return new("val_loss", validationLoss);
        if (ValidationAccuracy is { } validationAccuracy && !ValidationMetrics.Any(m => m.Name == TrainingContext.AccuracyName))
            yield return new("val_accuracy", validationAccuracy);
        foreach (var metric in ValidationMetrics)
            yield return new("val_" + metric.Name, metric.Value);
        yield return new("learning_rate", LearningRate);
    }

    /// <summary>One of <see cref="Values"/>.</summary>
    /// <param name="name">Its name, such as <c>val_loss</c>.</param>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public double this[string name]
    {
        get
        {
            foreach (var value in Values())
            {
                if (value.Name == name)
                    return value.Value;
            }

            throw new ArgumentException(
                $"There is no value '{name}' in an epoch of this training; there are {string.Join(", ", Values().Select(v => v.Name))}.", nameof(name));
        }
    }
}
