using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>Trains and scores the networks of a description on its folds. Any number of threads at once.</summary>
internal sealed class FoldTrainer<TLabel>
{
    private readonly Dataset<TLabel> _data;
    private readonly Func<Trial, Network<TLabel>> _create;
    private readonly Func<Trial, FitOptions<TLabel>> _options;
    private readonly Score _score;
    private readonly bool _returnsTrainScores;
    private readonly Lazy<(Dataset<TLabel> Train, Dataset<TLabel> Test)>[] _folds;
    private readonly Lock _describing = new();
    private readonly bool _isParallel;
    private readonly ConditionalWeakTable<object, Trial> _users = [];

    public FoldTrainer(
        Dataset<TLabel> data,
        Func<Trial, Network<TLabel>> create,
        Func<Trial, FitOptions<TLabel>> options,
        IReadOnlyList<Fold> folds,
        Score score,
        bool isParallel,
        bool returnsTrainScores)
    {
        _isParallel = isParallel;
        _data = data;
        _create = create;
        _options = options;
        _score = score;
        _returnsTrainScores = returnsTrainScores;
        // Copied when first used, then shared by all trials.
        _folds = [.. folds.Select(fold => new Lazy<(Dataset<TLabel>, Dataset<TLabel>)>(() => fold.Of(data)))];
    }

    public int FoldCount => _folds.Length;

    /// <summary>Trains and scores one fold; null where it was cancelled.</summary>
    public FoldResult? Train(Trial trial, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var (network, history) = Fit(trial, cancellation, adapt: null);
        return history.StopReason == StopReason.Cancelled && cancellation.IsCancellationRequested
            ? null
            : Measure(trial, network, history.Epochs.Count, () => Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Trains a network on its fold, or on all data for fold 0.</summary>
    /// <param name="trial">What to train.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="adapt">Called with the network and its options before the training.</param>
    public (Network<TLabel> Network, History History) Fit(Trial trial, CancellationToken cancellation, Action<Network<TLabel>, FitOptions<TLabel>>? adapt)
    {
        var (network, options) = Describe(trial);
        adapt?.Invoke(network, options);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(options.Cancellation, cancellation);
        options.Cancellation = either.Token;
        var history = network.Fit(trial.Fold == 0 ? _data : _folds[trial.Fold - 1].Value.Train, options);
        // Half a training would be scored as a whole one, and stay in the journal.
        return history.StopReason != StopReason.Cancelled || cancellation.IsCancellationRequested
            ? (network, history)
            : throw new InvalidOperationException($"The token in the options of this trial was cancelled after {history.Epochs.Count} epochs, so it "
                + "has no score. To end the search, cancel the token of the search.");
    }

    /// <summary>How good a network is on what its fold was not trained on, and where asked for on the rest.</summary>
    /// <param name="trial">The training.</param>
    /// <param name="network">The network.</param>
    /// <param name="epochs">The epochs that were made.</param>
    /// <param name="time">Gives the time so far, the scoring included.</param>
    public FoldResult Measure(Trial trial, Network<TLabel> network, int epochs, Func<TimeSpan> time)
    {
        var (train, test) = _folds[trial.Fold - 1].Value;
        var score = _score.Measure(network, test);
        double? trainScore = _returnsTrainScores ? _score.Measure(network, train) : null;
        return new(trial.Fold, score, epochs, time()) { TrainScore = trainScore };
    }

    // One thread at a time, so that what users write need not be thread-safe.
    private (Network<TLabel>, FitOptions<TLabel>) Describe(Trial trial)
    {
        lock (_describing)
        {
            var network = _create(trial) ?? throw new InvalidOperationException("'Create' returned null; expected a new network.");
            if (network.Steps > 0)
                throw new InvalidOperationException("'Create' returned a network that was trained before; expected a new one, which knows nothing of "
                    + "the samples that it is scored on.");
            var options = _options(trial) ?? throw new InvalidOperationException("'Options' returned null; expected new options.");
            CheckShared(trial, options);
            // Many trainings at once would write over one another.
            options.ShowProgress = false;
            return (network, options);
        }
    }

    /// <summary>
    /// Throws where trainings that run side by side are given the same callback or metric. Were it left to the trainings, which refuse one that is in
    /// another at the moment, it would depend on the clock.
    /// </summary>
    private void CheckShared(Trial trial, FitOptions<TLabel> options)
    {
        // The best network is trained when all others are.
        if (!_isParallel || trial.Fold == 0)
            return;

        foreach (var part in (IEnumerable<object?>)[.. options.Callbacks ?? [], .. options.Metrics ?? []])
        {
            if (part is null)
                continue;
            if (_users.TryGetValue(part, out var other) && (other.Number, other.Fold) != (trial.Number, trial.Fold))
            {
                throw new InvalidOperationException(
                    $"'Options' gave the same {part.GetType().Name} to the trainings of trial {other.Number}, fold {other.Fold}, and trial "
                        + $"{trial.Number}, fold {trial.Fold}, which may run side by side and would mix up what it remembers; "
                    + "make a new one inside 'Options'.");
            }

            _users.AddOrUpdate(part, trial);
        }
    }
}
