namespace NetGen;

/// <summary>What came out of a trial.</summary>
public sealed record TrialResult
{
    private readonly Choice[] _choices;
    private readonly ulong[] _draws;

    internal TrialResult(int number, Choice[] choices, ulong[] draws, IReadOnlyList<FoldResult> folds, Exception? error)
    {
        Number = number;
        _choices = choices;
        _draws = draws;
        Folds = folds;
        Error = error;
    }

    /// <summary>Which of the trials it is, from 1.</summary>
    public int Number { get; }

    /// <summary>What was chosen, in the order of the search's choices, as tables show it.</summary>
    public IReadOnlyList<ChosenValue> Choices => [.. _choices.Zip(_draws, (choice, draw) => new ChosenValue(choice.Name, choice.Text(draw)))];

    /// <summary>The folds in their order; none where the trial failed.</summary>
    public IReadOnlyList<FoldResult> Folds { get; }

    /// <summary>The mean score; NaN where the trial failed, or where the score of a fold is not defined.</summary>
    public double Mean => FoldStatistics.Mean(Folds);

    /// <summary>The standard deviation of the scores over the folds, their number as the divisor.</summary>
    public double StandardDeviation => FoldStatistics.StandardDeviation(Folds);

    /// <summary>
    /// The mean score on what was trained on; null unless <see cref="ModelSelection{TLabel}.ReturnTrainScore"/> asks for it, and where the trial failed.
    /// </summary>
    public double? TrainMean => FoldStatistics.TrainMean(Folds);

    /// <summary>The standard deviation of those scores over the folds; null where there are none.</summary>
    public double? TrainStandardDeviation => FoldStatistics.TrainStandardDeviation(Folds);

    /// <summary>The place among all trials, 1 for the best; trials with the same mean share the better place. 0 while the search goes on.</summary>
    public int Rank { get; internal init; }

    /// <summary>The epochs that were made, as a mean over the folds.</summary>
    public double Epochs => Folds.Count == 0 ? 0 : Folds.Average(f => f.Epochs);

    /// <summary>The time of the trial's trainings, added up.</summary>
    public TimeSpan Time => FoldStatistics.Time(Folds);

    /// <summary>Why the trial failed; null where it did not.</summary>
    public Exception? Error { get; }

    /// <summary>The epoch at which the search left the training; 0 where it did not.</summary>
    internal int Until { get; init; }

    internal ulong[] Draws => _draws;

    /// <summary>What was chosen.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="choice">One of the search's choices.</param>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public T Get<T>(Choice<T> choice) => Trial.Chosen(choice, _choices, _draws);

    /// <summary>As in <c>trial 4 (alpha 0.1): 0.9750 +/- 0.0120</c>.</summary>
    public override string ToString()
    {
        var chosen = Trial.Describe(_choices, _draws);
        var outcome = Error is null ? FormattableString.Invariant($"{Mean:F4} +/- {StandardDeviation:F4}") : $"failed: {Reason.Of(Error)}";
        return $"trial {Number}{(chosen.Length == 0 ? "" : $" ({chosen})")}: {outcome}";
    }
}

/// <summary>What was chosen in a trial.</summary>
/// <param name="Name">The choice.</param>
/// <param name="Value">The value's text.</param>
public readonly record struct ChosenValue(string Name, string Value);
