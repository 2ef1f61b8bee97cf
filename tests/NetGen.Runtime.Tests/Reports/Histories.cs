namespace NetGen.Runtime.Tests.Reports;

/// <summary>Trainings that took place nowhere.</summary>
internal static class Histories
{
    /// <summary>Losses that fall, with validation data or without.</summary>
    public static History Falling(int epochs, bool validation = true) => Of(Enumerable.Range(1, epochs).Select(e => new EpochResult
    {
        Epoch = e,
        Loss = 2.0 / (e + 1),
        Accuracy = 1 - (0.5 / e),
        ValidationLoss = validation ? (2.2 / (e + 1)) + (0.01 * e) : null,
        ValidationAccuracy = validation ? 0.9 - (0.5 / e) : null,
        Metrics = [new("f1", 0.8 - (0.4 / e))],
        ValidationMetrics = validation ? [new("f1", 0.75 - (0.4 / e))] : [],
        LearningRate = 0.01 * Math.Pow(0.5, e / 4),
        Duration = TimeSpan.FromMilliseconds(500),
        SamplesPerSecond = 12000,
    }));

    public static History OfLosses(params IEnumerable<double> losses) =>
        Of(losses.Select((loss, i) => new EpochResult { Epoch = i + 1, Loss = loss, LearningRate = 0.001 }));

    public static History Of(IEnumerable<EpochResult> epochs, string explanation = "all epochs or steps were made") =>
        new([.. epochs], StopReason.Completed, explanation, new("Adam, learning rate 0.01, beta1 0.9, beta2 0.999, epsilon 1E-07", 32, 7));
}
