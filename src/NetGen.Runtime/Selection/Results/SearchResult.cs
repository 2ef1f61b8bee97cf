namespace NetGen;

/// <summary>What a search found: its trials, which one is best, and a network trained as that one on all data.</summary>
/// <typeparam name="TLabel">The type of a label.</typeparam>
public sealed class SearchResult<TLabel>
{
    private readonly Func<TrialResult, Network<TLabel>> _refit;

    internal SearchResult(Score score, IReadOnlyList<TrialResult> trials, bool isComplete, Func<TrialResult, Network<TLabel>> refit)
    {
        Score = score.Name;
        Trials = Ranked(trials, score);
        IsComplete = isComplete;
        _refit = refit;
    }

    private SearchResult(SearchResult<TLabel> other, IReadOnlyList<TrialResult> trials)
    {
        Score = other.Score;
        Trials = trials;
        IsComplete = other.IsComplete;
        _refit = other._refit;
    }

    /// <summary>What the score is called.</summary>
    public string Score { get; }

    /// <summary>The finished trials in their order.</summary>
    public IReadOnlyList<TrialResult> Trials { get; }

    /// <summary>Whether all trials were finished; false where the search was cancelled before.</summary>
    public bool IsComplete { get; }

    /// <summary>The trial with the best mean score, the first of several.</summary>
    /// <exception cref="InvalidOperationException">No trial has a score.</exception>
    public TrialResult Best => Trials.Where(t => !double.IsNaN(t.Mean)).OrderBy(t => t.Rank).ThenBy(t => t.Number).FirstOrDefault()
        ?? throw new InvalidOperationException(Trials.Count == 0
            ? "No trial was finished, so none is best."
            : $"None of the {Trials.Count} trials has a score, so none is best; the first: {Trials[0]}.");

    /// <summary>Trains a network as in the best trial on all data. Each call trains anew, with the same bits.</summary>
    /// <exception cref="InvalidOperationException">No trial has a score.</exception>
    /// <exception cref="TrialException">The training failed.</exception>
    /// <exception cref="OperationCanceledException">The search's token was cancelled.</exception>
    public Network<TLabel> Refit() => _refit(Best);

    /// <summary>The same, the best trial first; so are then its tables.</summary>
    public SearchResult<TLabel> ByRank() => new(this, [.. Trials.OrderBy(t => t.Rank).ThenBy(t => t.Number)]);

    /// <summary>A table for the console, and the best trial below it.</summary>
    public override string ToString()
    {
        var best = Trials.Any(t => !double.IsNaN(t.Mean)) ? $"best: {Best}" : "no trial has a score";
        return $"{ResultTable.Of(Score, Trials).ToText()}{best}{(IsComplete ? "" : "\nthe search was cancelled")}\n";
    }

    /// <summary>All trials as comma-separated values with a header, in full precision, and the score of each fold.</summary>
    /// <remarks>
    /// What holds a comma, a quote or a line break is quoted, and a text that a spreadsheet would take for a formula has an apostrophe before it.
    /// </remarks>
    public string ToCsv() => ResultTable.WithFolds(Score, Trials).ToCsv();

    /// <summary>A table as Markdown. Every text in it reads as it is: none becomes a link to a page, a picture, HTML or a style.</summary>
    public string ToMarkdown() => ResultTable.Of(Score, Trials).ToMarkdown();

    /// <summary>The trials in their order, each with the number of better ones, plus 1, as its rank.</summary>
    private static TrialResult[] Ranked(IReadOnlyList<TrialResult> trials, Score score)
    {
        var ranked = trials.ToArray();
        var order = Enumerable.Range(0, ranked.Length).ToArray();
        Array.Sort(order, (left, right) => score.Compare(ranked[left].Mean, ranked[right].Mean));
        for (var i = 0; i < order.Length; i++)
        {
            var isAsGood = i > 0 && score.Compare(ranked[order[i - 1]].Mean, ranked[order[i]].Mean) == 0;
            ranked[order[i]] = ranked[order[i]] with { Rank = isAsGood ? ranked[order[i - 1]].Rank : i + 1 };
        }

        return ranked;
    }
}
