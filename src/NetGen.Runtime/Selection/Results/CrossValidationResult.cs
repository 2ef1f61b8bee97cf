using System.Globalization;

namespace NetGen;

/// <summary>What a cross-validation found.</summary>
public sealed class CrossValidationResult
{
    internal CrossValidationResult(string score, IReadOnlyList<FoldResult> folds)
    {
        Score = score;
        Folds = folds;
    }

    /// <summary>What the score is called.</summary>
    public string Score { get; }

    /// <summary>The folds in their order.</summary>
    public IReadOnlyList<FoldResult> Folds { get; }

    /// <summary>The mean score.</summary>
    public double Mean => FoldStatistics.Mean(Folds);

    /// <summary>The standard deviation of the scores over the folds, their number as the divisor.</summary>
    public double StandardDeviation => FoldStatistics.StandardDeviation(Folds);

    /// <summary>The mean score on what was trained on; null unless <see cref="ModelSelection{TLabel}.ReturnTrainScore"/> asks for it.</summary>
    public double? TrainMean => FoldStatistics.TrainMean(Folds);

    /// <summary>The standard deviation of those scores over the folds; null where there are none.</summary>
    public double? TrainStandardDeviation => FoldStatistics.TrainStandardDeviation(Folds);

    /// <summary>The time of all trainings, added up.</summary>
    public TimeSpan Time => FoldStatistics.Time(Folds);

    /// <summary>
    /// As in <c>accuracy 0.9750 +/- 0.0120 over 5 folds: 0.9825 0.9561 0.9825 0.9737 0.9803</c>, and with scores on what was trained on, <c>; train 0.9960 +/-
    /// 0.0011</c>.
    /// </summary>
    public override string ToString()
    {
        var scores = string.Join(' ', Folds.Select(f => f.Score.ToString("F4", CultureInfo.InvariantCulture)));
        var train = TrainMean is null ? "" : string.Create(CultureInfo.InvariantCulture, $"; train {TrainMean:F4} +/- {TrainStandardDeviation:F4}");
        return string.Create(CultureInfo.InvariantCulture,
            $"{Score} {Mean:F4} +/- {StandardDeviation:F4} over {Folds.Count} fold{(Folds.Count == 1 ? "" : "s")}: {scores}{train}");
    }
}
