namespace NetGen;

/// <summary>One run of a search: what is known of each training, from the journal or from this run. Any number of threads at once.</summary>
internal sealed class SearchRun<TLabel> : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TrainingKey, FoldResult> _results = [];
    private readonly Dictionary<(int Trial, int Fold), Exception> _failures = [];
    private readonly HashSet<int> _unreported = [];
    private readonly SearchJournal? _journal;
    private readonly bool _recordFailures;
    private readonly Action<TrialResult>? _onTrial;
    private readonly long _seed;

    public SearchRun(Search<TLabel> search, FoldTrainer<TLabel> trainer, Choice[] choices, ulong[][] draws)
    {
        Trainer = trainer;
        Choices = choices;
        Draws = draws;
        _seed = search.Seed;
        _recordFailures = search.RecordFailures;
        _onTrial = search.OnTrial;
        if (search.Journal is { } path)
            _journal = SearchJournal.Open(path, search.Description(choices), entry => Take(search, entry));
        Stop = CancellationTokenSource.CreateLinkedTokenSource(search.Cancellation);
    }

    public FoldTrainer<TLabel> Trainer { get; }

    public Choice[] Choices { get; }

    public ulong[][] Draws { get; }

    /// <summary>Set where the search is cancelled, or a failure ends it.</summary>
    public CancellationTokenSource Stop { get; }

    public Trial Trial(int trial, int fold) => new(trial, fold, TrialSeeds.Of(_seed, trial, fold), Choices, Draws[trial - 1]);

    public bool IsKnown(TrainingKey key)
    {
        lock (_lock)
            return _results.ContainsKey(key) || _failures.ContainsKey((key.Trial, key.Fold));
    }

    /// <summary>Keeps what came out of a training.</summary>
    public void Add(TrainingKey key, FoldResult result)
    {
        lock (_lock)
        {
            _journal?.Add(key, result, NetGen.Trial.Describe(Choices, Draws[key.Trial - 1]));
            _results[key] = result;
            _unreported.Add(key.Trial);
        }
    }

    /// <summary>Keeps that a training failed, or throws where that is to end the search.</summary>
    public void Fail(Trial trial, Exception error)
    {
        if (!_recordFailures)
            throw TrialException.Of(trial, error);
        lock (_lock)
        {
            _failures[(trial.Number, trial.Fold)] = error;
            _unreported.Add(trial.Number);
        }
    }

    /// <summary>
    /// Tells whoever wants to know, one thread at a time, that no more is done for a trial: not where folds are missing, nor where all came from the journal.
    /// </summary>
    public void Report(int trial, int until)
    {
        lock (_lock)
        {
            if (_onTrial is not null && ResultOf(trial, until) is { } result && _unreported.Remove(trial))
                _onTrial(result);
        }
    }

    /// <summary>The mean score of a trial; NaN where it failed, null where folds are missing.</summary>
    public double? MeanOf(int trial, int until)
    {
        lock (_lock)
            return ResultOf(trial, until)?.Mean;
    }

    /// <summary>What is known of a trial; null where folds are missing.</summary>
    public TrialResult? ResultOf(int trial, int until)
    {
        lock (_lock)
        {
            var folds = new List<FoldResult>();
            Exception? error = null;
            for (var fold = 1; fold <= Trainer.FoldCount; fold++)
            {
                if (_failures.TryGetValue((trial, fold), out var failure))
                    error ??= failure;
                else if (_results.TryGetValue(new(trial, fold, until), out var result))
                    folds.Add(result);
                else
                    return null;
            }

            // How far the other folds of a failed trial came may depend on the order of the work.
            return new TrialResult(trial, Choices, Draws[trial - 1], error is null ? folds : [], error) { Until = until };
        }
    }

    /// <summary>Takes in a line of the journal.</summary>
    /// <exception cref="InvalidDataException">This search has no such training.</exception>
    private void Take(Search<TLabel> search, JournalEntry entry)
    {
        var (key, result, choices) = entry;
        JournalEntry.Expect("trial", key.Trial, 1, search.JournaledTrials(Draws.Length));
        JournalEntry.Expect("fold", key.Fold, 1, Trainer.FoldCount);
        CheckStage(search.StagesOf(key.Trial), key, result);
        // Trials beyond those of this run are kept for one that has more.
        if (key.Trial <= Draws.Length && NetGen.Trial.Describe(Choices, Draws[key.Trial - 1]) is var expected && choices != expected)
            throw JournalEntry.Invalid("choices", $"{Found.Quote(expected)}, as 'trial' {key.Trial} has them", Found.Quote(choices));
        // Of a search that kept no scores on the training folds, one that shows them takes nothing over.
        if (search.ReturnTrainScore && result.TrainScore is null)
            return;
        if (!search.ReturnTrainScore)
            result = result with { TrainScore = null };
        if (!_results.TryAdd(key, result) && (!_results[key].Score.Equals(result.Score) || _results[key].Epochs != result.Epochs))
            throw JournalEntry.Invalid("trial", "each training once, or twice with one result",
                $"'trial' {key.Trial}, 'fold' {key.Fold}, 'until' {key.Until} again, with another 'score' or 'epochs'");
    }

    private static void CheckStage(IReadOnlyList<int>? stages, TrainingKey key, FoldResult result)
    {
        if (stages is null)
        {
            JournalEntry.Expect("until", key.Until, 0, 0);
            return;
        }

        if (!stages.Contains(key.Until))
            throw JournalEntry.Invalid(
                "until", $"one of the epochs {string.Join(", ", stages)}, at which 'trial' {key.Trial} is scored", TrainingState.Text(key.Until));
        if (result.Epochs > key.Until)
            throw JournalEntry.Invalid("epochs", $"at most those of 'until', {TrainingState.Text(key.Until)}", TrainingState.Text(result.Epochs));
    }

    public void Dispose()
    {
        Stop.Dispose();
        _journal?.Dispose();
    }
}
