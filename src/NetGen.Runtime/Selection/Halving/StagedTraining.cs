using System.Diagnostics;

namespace NetGen;

/// <summary>A training of one fold that pauses between two epochs, is scored, and goes on from there when it is told to.</summary>
/// <remarks>
/// It has a thread of its own, which sleeps while the training pauses: optimizer, schedules, callbacks and the order of the samples are
/// then, without doing anything for it, those of a training that never paused.
/// </remarks>
internal sealed class StagedTraining<TLabel> : Callback
{
    private readonly FoldTrainer<TLabel> _trainer;
    private readonly Trial _trial;
    private readonly int _maxEpochs;
    private readonly CancellationToken _cancellation;
    private readonly bool _isAlone;
    private readonly SemaphoreSlim _go = new(0);
    private Network<TLabel>? _network;
    private Thread? _thread;
    private Action<FoldResult?, Exception?>? _paused;
    private TimeSpan _time;
    private long _start;
    private int _until;
    private Ending? _ending;
    private bool _isLeft;

    /// <param name="trainer">Trains.</param>
    /// <param name="trial">What.</param>
    /// <param name="maxEpochs">The epochs of the whole training.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="isAlone">Whether its kernels do all their work themselves.</param>
    public StagedTraining(FoldTrainer<TLabel> trainer, Trial trial, int maxEpochs, CancellationToken cancellation, bool isAlone)
    {
        _trainer = trainer;
        _trial = trial;
        _maxEpochs = maxEpochs;
        _cancellation = cancellation;
        _isAlone = isAlone;
    }

    /// <summary>Trains until some epochs are made, in the background.</summary>
    /// <param name="until">The epochs, those that were made already included.</param>
    /// <param name="paused">Called at the end with the result; with nothing where it was cancelled, or with what went wrong.</param>
    public void Run(int until, Action<FoldResult?, Exception?> paused)
    {
        _until = until;
        _paused = paused;
        if (_thread is null)
            _thread = Workers.Start($"NetGen trial {_trial.Number}, fold {_trial.Fold}", _isAlone, Train);
        else if (_ending is { } ending)
            Pause(ending.Result, ending.Failure);
        else
            _go.Release();
    }

    /// <summary>Leaves the training where it is.</summary>
    public void Leave()
    {
        _isLeft = true;
        _go.Release();
        _thread?.Join();
        _go.Dispose();
        _network = null;
    }

    /// <summary>Sets the options of a training that ends after some epochs, but is planned for all.</summary>
    /// <exception cref="InvalidOperationException">The options say how long to train.</exception>
    public static void Plan(FitOptions<TLabel> options, int maxEpochs, Callback pause)
    {
        if (options.Epochs is not null || options.Steps is not null)
            throw new InvalidOperationException(
                "'Options' set 'Epochs' or 'Steps', but Hyperband decides how long to train; leave them unset, and set MaxEpochs of the search.");
        options.Epochs = maxEpochs;
        options.Callbacks = [.. options.Callbacks, pause];
    }

    public override void OnEpochEnd(TrainingContext training, EpochResult epoch)
    {
        // The last rung ends as every training does.
        if (training.Epoch < _until || training.Epoch >= _maxEpochs || training.IsStopping || _cancellation.IsCancellationRequested)
            return;

        Pause(_trainer.Measure(_trial, _network!, training.Epoch, Elapsed), null);
        _go.Wait();
        _start = Stopwatch.GetTimestamp();
        if (_isLeft)
            training.Stop("the search went on with better ones");
    }

    private void Train()
    {
        FoldResult? result = null;
        Exception? failure = null;
        try
        {
            _start = Stopwatch.GetTimestamp();
            var (network, history) = _trainer.Fit(_trial, _cancellation, (created, options) =>
            {
                _network = created;
                Plan(options, _maxEpochs, this);
            });
            if (!_isLeft && !(history.StopReason == StopReason.Cancelled && _cancellation.IsCancellationRequested))
                result = _trainer.Measure(_trial, network, history.Epochs.Count, Elapsed);
        }
        catch (Exception error)
        {
            failure = error;
        }

        // A training that ends by itself, as by early stopping, has this result on all further rungs.
        _ending = new(result, failure);
        if (!_isLeft)
            Pause(result, failure);
    }

    private TimeSpan Elapsed() => _time += Stopwatch.GetElapsedTime(_start);

    private void Pause(FoldResult? result, Exception? failure)
    {
        var paused = _paused!;
        _paused = null;
        paused(result, failure);
    }

    private sealed record Ending(FoldResult? Result, Exception? Failure);
}

/// <summary>Ends a training after some epochs.</summary>
/// <param name="epochs">How many.</param>
internal sealed class EndAfter(int epochs) : Callback
{
    public override void OnEpochEnd(TrainingContext training, EpochResult epoch)
    {
        if (training.Epoch >= epochs)
            training.Stop("this is how far the best trial was trained");
    }
}
