namespace NetGen;

/// <summary>Mean and spread of scores.</summary>
internal static class FoldStatistics
{
    public static double Mean(IReadOnlyList<FoldResult> folds) => folds.Count == 0 ? double.NaN : folds.Average(f => f.Score);

    /// <summary>The root of the mean squared distance from the mean, as scikit-learn's <c>std_test_score</c>.</summary>
    public static double StandardDeviation(IReadOnlyList<FoldResult> folds)
    {
        if (folds.Count == 0)
            return double.NaN;

        var mean = Mean(folds);
        return Math.Sqrt(folds.Average(f => (f.Score - mean) * (f.Score - mean)));
    }

    public static TimeSpan Time(IReadOnlyList<FoldResult> folds) => new(folds.Sum(f => f.Time.Ticks));
}
