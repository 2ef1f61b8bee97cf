using System.Globalization;

namespace NetGen;

/// <summary>Tries choices: a <see cref="GridSearch{TLabel}"/>, a <see cref="RandomSearch{TLabel}"/> or a <see cref="Hyperband{TLabel}"/>.</summary>
/// <typeparam name="TLabel">The type of a label.</typeparam>
public abstract class Search<TLabel> : ModelSelection<TLabel>
{
    private protected Search()
    {
    }

    /// <summary>
    /// What to try; <see cref="ModelSelection{TLabel}.Create"/> and <see cref="ModelSelection{TLabel}.Options"/> read it from their <see cref="Trial"/>.
    /// </summary>
    public required IReadOnlyList<Choice> Choices { get; init; }

    /// <summary>
    /// A file that keeps every finished training. A search that finds its own journal goes on where that one ended, with the same result; none is kept unless
    /// set.
    /// </summary>
    public string? Journal { get; init; }

    /// <summary>
    /// Whether a trial that throws is kept as failed and ranked last; false unless set, so that it ends the search. A journal does not keep failures: they are
    /// tried again.
    /// </summary>
    public bool RecordFailures { get; init; }

    /// <summary>Called when a trial is finished, by one thread at a time, in any order.</summary>
    public Action<TrialResult>? OnTrial { get; init; }

    /// <summary>Runs the search.</summary>
    /// <returns>What it found; where it was cancelled, as far as it came.</returns>
    /// <exception cref="ArgumentException">The description is no good.</exception>
    /// <exception cref="TrialException">A trial failed, and <see cref="RecordFailures"/> is not set.</exception>
    /// <exception cref="InvalidDataException"><see cref="Journal"/> is no journal of this search.</exception>
    /// <exception cref="IOException"><see cref="Journal"/> cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException"><see cref="Journal"/> is read-only.</exception>
    public SearchResult<TLabel> Run()
    {
        var trainer = CheckedTrainer();
        var choices = CheckedChoices(trainer.FoldCount);
        using var run = new SearchRun<TLabel>(this, trainer, choices, Draw(choices));
        var trials = RunTrials(run);
        return new(Score, [.. trials.OfType<TrialResult>()], !trials.Contains(null), best => Refit(run.Trainer, choices, best));
    }

    /// <summary>What makes a journal this search's own.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Description(Choice[] choices) =>
    [
        new("search", Kind),
        new("seed", Seed.ToString(CultureInfo.InvariantCulture)),
        new("data", DataDigest.Of(Data)),
        new("folds", Folds.ToString()),
        new("score", Score.Name),
        new("choices", string.Join("; ", choices.Select(c => c.ToString()))),
        // Not where nobody asks for them, so that journals from before can go on.
        .. ReturnTrainScore ? [new("train scores", "yes")] : (KeyValuePair<string, string>[])[],
    ];

    /// <summary>How many trials a journal of this search may have.</summary>
    /// <param name="drawn">Those of this run.</param>
    internal virtual int JournaledTrials(int drawn) => drawn;

    /// <summary>The epochs after which a trial is scored; null where it is scored once, at the end of its training.</summary>
    /// <param name="trial">The trial, from 1.</param>
    internal virtual IReadOnlyList<int>? StagesOf(int trial) => null;

    /// <summary>What is tried, in words; searches that may not continue each other differ in it.</summary>
    private protected abstract string Kind { get; }

    /// <summary>What each trial chooses, as <see cref="Choice.Draw"/> gives it.</summary>
    private protected abstract ulong[][] Draw(Choice[] choices);

    /// <summary>Runs what is not known yet. A result for each trial; null where it did not come so far.</summary>
    private protected virtual TrialResult?[] RunTrials(SearchRun<TLabel> run)
    {
        TrainingKey[] missing =
        [
            .. from trial in Enumerable.Range(1, run.Draws.Length)
               from fold in Enumerable.Range(1, run.Trainer.FoldCount)
               let key = new TrainingKey(trial, fold, 0)
               where !run.IsKnown(key)
               select key,
        ];
        Workers.Run(Parallelism, missing.Length, run.Stop, index => RunTraining(run, missing[index]));
        return [.. Enumerable.Range(1, run.Draws.Length).Select(trial => run.ResultOf(trial, until: 0))];
    }

    /// <summary>Trains the best network on all data.</summary>
    private protected virtual void AdaptRefit(TrialResult best, FitOptions<TLabel> options)
    {
    }

    /// <summary>Random values for some trials.</summary>
    private protected ulong[][] DrawRandom(Choice[] choices, int trials) =>
        [.. Enumerable.Range(1, trials).Select(trial => choices.Select((choice, i) => choice.Draw(TrialSeeds.Bits(Seed, trial, i))).ToArray())];

    private static void RunTraining(SearchRun<TLabel> run, TrainingKey key)
    {
        var trial = run.Trial(key.Trial, key.Fold);
        FoldResult? result = null;
        try
        {
            result = run.Trainer.Train(trial, run.Stop.Token);
        }
        catch (Exception error) when (error is not OperationCanceledException || !run.Stop.IsCancellationRequested)
        {
            run.Fail(trial, error);
        }
        catch (OperationCanceledException)
        {
            // The result says how far the search came.
        }

        if (result is { } trained)
            run.Add(key, trained);
        run.Report(key.Trial, key.Until);
    }

    private Network<TLabel> Refit(FoldTrainer<TLabel> trainer, Choice[] choices, TrialResult best)
    {
        var trial = new Trial(best.Number, 0, TrialSeeds.Of(Seed, best.Number, 0), choices, best.Draws);
        try
        {
            var (network, history) = trainer.Fit(trial, Cancellation, (_, options) => AdaptRefit(best, options));
            return history.StopReason == StopReason.Cancelled
                ? throw new OperationCanceledException("The training of the best network was cancelled.", Cancellation)
                : network;
        }
        catch (Exception error) when (error is not OperationCanceledException || !Cancellation.IsCancellationRequested)
        {
            throw TrialException.Of(trial, error);
        }
    }

    private Choice[] CheckedChoices(int folds)
    {
        ArgumentNullException.ThrowIfNull(Choices);
        Choice[] choices = [.. Choices];
        if (choices.Length == 0)
            throw new ArgumentException(
                "'Choices' is empty, so there is nothing to search; expected at least one choice. To score one network use CrossValidation.", nameof(Choices));
        if (choices.GroupBy(c => c.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"'Choices' holds two choices '{twice.Key}'; give one of them another name.", nameof(Choices));
        if (Array.Find(choices, c => ResultTable.IsColumn(c.Name, Score.Name, folds)) is { } taken)
            throw new ArgumentException(
                $"'Choices' holds a choice '{taken.Name}', which is a column of its own in the tables of this search; give it another name.", nameof(Choices));
        return choices;
    }
}
