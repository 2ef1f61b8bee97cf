namespace NetGen;

/// <summary>Mean and spread of scores.</summary>
internal static class FoldStatistics
{
    public static double Mean(IReadOnlyList<FoldResult> folds) => Mean(folds, f => f.Score);

    /// <summary>The mean of the scores on what was trained on; null where a fold has none.</summary>
    public static double? TrainMean(IReadOnlyList<FoldResult> folds) => HaveTrainScores(folds) ? Mean(folds, f => f.TrainScore!.Value) : null;

    /// <summary>The root of the mean squared distance from the mean, as scikit-learn's <c>std_test_score</c>.</summary>
    public static double StandardDeviation(IReadOnlyList<FoldResult> folds) => StandardDeviation(folds, f => f.Score);

    /// <summary>The same of the scores on what was trained on; null where a fold has none.</summary>
    public static double? TrainStandardDeviation(IReadOnlyList<FoldResult> folds) =>
        HaveTrainScores(folds) ? StandardDeviation(folds, f => f.TrainScore!.Value) : null;

    public static TimeSpan Time(IReadOnlyList<FoldResult> folds) => new(folds.Sum(f => f.Time.Ticks));

    private static bool HaveTrainScores(IReadOnlyList<FoldResult> folds) => folds.Count > 0 && folds.All(f => f.TrainScore is not null);

    private static double Mean(IReadOnlyList<FoldResult> folds, Func<FoldResult, double> score) => folds.Count == 0 ? double.NaN : folds.Average(score);

    private static double StandardDeviation(IReadOnlyList<FoldResult> folds, Func<FoldResult, double> score)
    {
        if (folds.Count == 0)
            return double.NaN;

        var mean = Mean(folds, score);
        return Math.Sqrt(folds.Average(f => (score(f) - mean) * (score(f) - mean)));
    }
}
