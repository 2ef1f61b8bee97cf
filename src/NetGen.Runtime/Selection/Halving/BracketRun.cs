using System.Runtime.ExceptionServices;

namespace NetGen;

/// <summary>Runs a bracket: trains all its trials until the first rung, goes on with the best until the next, and so on.</summary>
internal sealed class BracketRun<TLabel> : IDisposable
{
    private readonly SearchRun<TLabel> _run;
    private readonly Score _score;
    private readonly int _maxEpochs;
    private readonly SemaphoreSlim _slots;
    private readonly bool _isCrowd;
    private readonly int[] _reached;
    private readonly int _first;
    private readonly Dictionary<(int Trial, int Fold), StagedTraining<TLabel>> _trainings = [];
    private ExceptionDispatchInfo? _failure;

    /// <param name="run">The search.</param>
    /// <param name="score">What decides who goes on.</param>
    /// <param name="maxEpochs">The epochs of a training that goes all the way.</param>
    /// <param name="slots">How many more trainings may run, of all brackets together.</param>
    /// <param name="isCrowd">Whether that many keep all processors busy.</param>
    /// <param name="first">The bracket's first trial.</param>
    /// <param name="reached">Takes the epochs after which the search left each trial.</param>
    public BracketRun(SearchRun<TLabel> run, Score score, int maxEpochs, SemaphoreSlim slots, bool isCrowd, int first, int[] reached)
    {
        _run = run;
        _score = score;
        _maxEpochs = maxEpochs;
        _slots = slots;
        _isCrowd = isCrowd;
        _first = first;
        _reached = reached;
    }

    public void Run(Bracket bracket)
    {
        int[] trials = [.. Enumerable.Range(_first, bracket.Rungs[0].Trials)];
        for (var i = 0; i < bracket.Rungs.Length; i++)
        {
            var (_, epochs) = bracket.Rungs[i];
            Train(trials, epochs);
            if (_run.Stop.IsCancellationRequested)
                return;

            var better = i + 1 < bracket.Rungs.Length ? Best(trials, epochs, bracket.Rungs[i + 1].Trials) : [];
            foreach (var trial in trials.Except(better))
                Leave(trial, epochs);
            trials = better;
        }
    }

    public void Dispose()
    {
        foreach (var training in _trainings.Values)
            training.Leave();
    }

    /// <summary>Those that go on, in their order. A trial that failed does not, even where its place stays empty.</summary>
    private int[] Best(int[] trials, int epochs, int count) =>
    [
        .. trials
            .Select(trial => (Trial: trial, Mean: _run.MeanOf(trial, epochs) ?? double.NaN))
            .Where(t => !double.IsNaN(t.Mean))
            .Order(Comparer<(int Trial, double Mean)>.Create((left, right) =>
                _score.Compare(left.Mean, right.Mean) is not 0 and var order ? order : left.Trial.CompareTo(right.Trial)))
            .Take(count)
            .Select(t => t.Trial)
            .Order(),
    ];

    private void Train(int[] trials, int epochs)
    {
        using var pending = new CountdownEvent(1);
        foreach (var key in from trial in trials from fold in Enumerable.Range(1, _run.Trainer.FoldCount) select new TrainingKey(trial, fold, epochs))
        {
            if (_run.IsKnown(key))
                continue;

            _slots.Wait();
            pending.AddCount();
            if (_run.Stop.IsCancellationRequested)
                Finished(pending);
            else
                Start(key, pending);
        }

        pending.Signal();
        pending.Wait();
        _failure?.Throw();
    }

    private void Start(TrainingKey key, CountdownEvent pending)
    {
        var trial = _run.Trial(key.Trial, key.Fold);
        if (!_trainings.TryGetValue((key.Trial, key.Fold), out var training))
            _trainings[(key.Trial, key.Fold)] = training = new(_run.Trainer, trial, _maxEpochs, _run.Stop.Token, _isCrowd);

        training.Run(key.Until, (result, error) =>
        {
            try
            {
                if (result is { } trained)
                    _run.Add(key, trained);
                else if (error is not null && !(error is OperationCanceledException && _run.Stop.IsCancellationRequested))
                    _run.Fail(trial, error);
            }
            catch (Exception unexpected)
            {
                Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(unexpected), null);
                _run.Stop.Cancel();
            }
            finally
            {
                Finished(pending);
            }
        });
    }

    private void Finished(CountdownEvent pending)
    {
        _slots.Release();
        pending.Signal();
    }

    private void Leave(int trial, int epochs)
    {
        for (var fold = 1; fold <= _run.Trainer.FoldCount; fold++)
        {
            if (_trainings.Remove((trial, fold), out var training))
                training.Leave();
        }

        _reached[trial - 1] = epochs;
        _run.Report(trial, epochs);
    }
}
