using System.Diagnostics;
using System.Numerics.Tensors;
using System.Runtime.ExceptionServices;
using static System.FormattableString;

namespace NetGen;

/// <summary>The loop of <see cref="Network{TLabel}.Fit(Dataset{TLabel}, FitOptions{TLabel})"/>.</summary>
internal sealed partial class Trainer<TLabel>
{
    private readonly Network<TLabel> _network;
    private readonly BatchFeed<TLabel> _feed;
    private readonly TrainingPlan<TLabel> _plan;
    private readonly TrainingContext _context;
    private readonly List<EpochResult> _history = [];
    private readonly float[] _outputs;
    private RunningResult _running;
    private RunawayLoss _runaway;
    private bool _hasRunAway;
    private bool _hasLostValidation;
    private long _samples;
    private bool _hasStepped;
    private long _start;
    private TimeSpan _earlier;

    public Trainer(Network<TLabel> network, BatchFeed<TLabel> feed, TrainingPlan<TLabel> plan)
    {
        _network = network;
        _feed = feed;
        _plan = plan;
        // The outputs are written only where a metric reads them.
        _outputs = new float[plan.Metrics.Length > 0 ? BatchBuffer<TLabel>.LengthOf(plan.BatchSize, network.OutputValues) : 0];
        _context = new TrainingContext(network, plan.Optimizer, plan.Metrics, _history)
        {
            Epochs = plan.Epochs,
            StepsPerEpoch = StepsPerEpoch,
            BatchSize = plan.BatchSize,
            HasAccuracy = network.HasAccuracy,
            HasValidation = plan.Validation is not null,
            Callbacks = plan.Callbacks,
            ValueInFile = ValueInFile,
        };
    }

    private int StepsPerEpoch => (_feed.BatchesPerEpoch, _plan.StepsPerEpoch) switch
    {
        (var known, null) => known,
        (0, { } limit) => limit,
        (var known, { } limit) => Math.Min(known, limit),
    };

    private bool IsFull => _plan.Steps is { } limit && _context.TotalSteps >= limit;

    // Of a network without parameters too, where IsFiniteAll says no.
    private bool HasFiniteWeights => _network.Parameters.IsEmpty || TensorPrimitives.IsFiniteAll(_network.Parameters);

    private bool IsCancelled => _plan.Cancellation.IsCancellationRequested;

    private bool IsEnding => IsFull || _context.Failure is not null || _context.IsStopping || _plan.Optimizer.HasConverged || IsCancelled;

    /// <summary>Whether all steps of the epoch are made, so that its end is made too, whatever else is there to stop.</summary>
    /// <remarks>Of data without a known length only the next read tells; who has cancelled does not wait for it.</remarks>
    private bool IsEpochOver => _context.Step > 0 && (_context.Step == StepsPerEpoch || (_feed.BatchesPerEpoch == 0 && !IsCancelled && _feed.IsAtEnd()));

    public History Run()
    {
        // First what refuses, then what changes.
        using var participants = new Participants(_context);
        foreach (var metric in _plan.Metrics)
        {
            metric.Reset();
            metric.Add<TLabel>(default, default, _network.OutputWidth);
        }

        foreach (var callback in _plan.Callbacks)
            callback.Check(_context);

        _network.Gate.Open();
        if (_plan.ResumeFrom is { } path && TargetFile.Exists(path))
            Resume(path);
        else
            Begin();
        _network.Gate.Shut();
        _context.IsBetweenEpochs = _context.Step == 0;
        foreach (var warning in _plan.Warnings)
            _context.Warn(warning);

        var settings = new TrainingSettings(_plan.Optimizer.ToString(), _plan.BatchSize, _network.Seed);
        var begun = 0;
        var isDone = false;
        try
        {
            while (begun < _plan.Callbacks.Length)
                _plan.Callbacks[begun++].OnTrainBegin(_context);

            WriteCheckpoints();
            while (_context.Epoch <= _plan.Epochs && (!IsEnding || _context.Step > 0) && RunEpoch())
                _context.Epoch++;
            isDone = true;
        }
        finally
        {
            End(_plan.Callbacks.AsSpan(0, begun), isDone);
        }

        if (!HasFiniteWeights)
            _context.Warn("the weights hold NaN or infinity");
        var (reason, explanation) = Ending();
        return new History(_history, reason, explanation, settings) { Warnings = _context.Warnings };
    }

    private void Begin()
    {
        _plan.Optimizer.BeginTraining();
        _network.Names = _plan.Names;
        if (_plan.Preprocessor is not null)
            _network.Preprocessor = _plan.Preprocessor;
        _plan.Optimizer.EnterTraining(isResumed: false);
    }

    /// <summary>Tells every callback, whatever one of them throws.</summary>
    /// <param name="callbacks">The callbacks that know of the training.</param>
    /// <param name="mayThrow">Whether there is no exception already that the caller must see.</param>
    private void End(ReadOnlySpan<Callback> callbacks, bool mayThrow)
    {
        _context.IsOver = true;
        _network.Gate.Open();
        ExceptionDispatchInfo? failure = null;
        foreach (var callback in callbacks)
        {
            try
            {
                callback.OnTrainEnd(_context);
            }
#pragma warning disable CA1031 // Whatever it is, the others have files to close and weights to restore.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failure ??= ExceptionDispatchInfo.Capture(exception);
            }
        }

        _plan.Optimizer.LeaveTraining();
        if (mayThrow)
            failure?.Throw();
    }

    /// <summary>False where the epoch was left before its end.</summary>
    private bool RunEpoch()
    {
        _start = Stopwatch.GetTimestamp();
        _feed.Start(_network.Epochs, _context.Step);
        if (_context.Step == 0)
        {
            BeginEpoch();
            foreach (var callback in _plan.Callbacks)
                callback.OnEpochBegin(_context);
        }

        while (_context.Step < (_plan.StepsPerEpoch ?? int.MaxValue))
        {
            if (IsEnding && !IsEpochOver)
                return false;
            if (!_feed.TryNext(out var batch))
                break;
            // Where the wait was long.
            if (IsCancelled)
                return false;

            RunStep(batch);
        }

        EndEpoch(Elapsed);
        return true;
    }

    /// <summary>The time of this epoch, that before a resume included.</summary>
    private TimeSpan Elapsed => _earlier + Stopwatch.GetElapsedTime(_start);

    private void BeginEpoch()
    {
        _context.IsBetweenEpochs = false;
        _running = default;
        _samples = 0;
        _earlier = TimeSpan.Zero;
        foreach (var metric in _plan.Metrics)
            metric.Reset();
    }

    private void RunStep(in FedBatch<TLabel> batch)
    {
        var outputs = _outputs.AsSpan(0, _outputs.Length == 0 ? 0 : batch.Count * _network.OutputValues);
        var isSameBatch = _plan.Optimizer.NeedsFullBatch && _hasStepped;
        var result = _network.TrainInFit(batch, outputs, _plan.Optimizer, _plan.Penalty, _plan.Limits, isSameBatch);
        _hasStepped = true;
        foreach (var metric in _plan.Metrics)
            metric.Add(outputs, batch.Labels, _network.OutputWidth);

        _running.Add(result);
        _samples += batch.Count;
        _context.Step++;
        _context.TotalSteps++;
        _context.BatchLoss = result.Loss;
        _context.Loss = _running.Loss;
        _context.Accuracy = Accuracy(_running);
        Judge(result.Loss);
        foreach (var callback in _plan.Callbacks)
            callback.OnStepEnd(_context);

        _plan.OnStep?.Invoke(new StepProgress(_context.Epoch, _plan.Epochs, _context.Step, _context.StepsPerEpoch, _context.Loss, _context.Accuracy));
        WriteGoodCheckpoints();
    }

    /// <summary>Ends the training where a step could not be made, and says it where the loss runs away.</summary>
    private void Judge(double loss)
    {
        var what = double.IsFinite(loss) ? _plan.Optimizer.Failure : Invariant($"the loss became {loss}");
        if (what is not null)
        {
            // A gradient may be infinite where its loss is not: then the update before has spoiled the weights already.
            var weights = HasFiniteWeights ? "the weights are those from before that step" : "the weights held NaN or infinity before that step";
            _context.Failure = Invariant($"{what} in step {_context.Step} of epoch {_context.Epoch}; {weights}");
        }
        else if (_runaway.Add(loss) && _plan.Shuffle)
        {
            var since = Invariant($"at least {_runaway.Least:G3} in each of the steps {_runaway.First} to {2 * _runaway.First - 1}");
            WarnOfRunaway(Invariant($"{since}, at most {_runaway.MostBefore:G3} in the first {_runaway.First / 2 - 1}"));
        }
    }

    // Once is enough: what runs away goes on doing so.
    private void WarnOfRunaway(string where)
    {
        if (!_hasRunAway)
            _context.Warn($"the loss runs away: {where}. {HealthAdvice.OfRunaway}");
        _hasRunAway = true;
    }

    /// <summary>Writes the checkpoints that were asked for, unless the step failed or has spoiled the weights: the file from before it is worth more.</summary>
    private void WriteGoodCheckpoints()
    {
        if (_context.Checkpoints.Count > 0 && _context.Failure is null && !HasFiniteWeights)
            _context.Failure = Invariant($"the weights became NaN or infinite by step {_context.Step} of epoch {_context.Epoch}");
        if (_context.Failure is not null)
            _context.Checkpoints.Clear();
        WriteCheckpoints();
    }

    private void EndEpoch(TimeSpan duration)
    {
        var metrics = Values();
        Evaluation? validation = _plan.Validation is { } data ? _network.EvaluateChecked(data, _plan.Metrics) : null;
        var epoch = new EpochResult
        {
            Epoch = _context.Epoch,
            Loss = _running.Loss,
            Accuracy = Accuracy(_running),
            ValidationLoss = validation?.Loss,
            ValidationAccuracy = validation?.Accuracy,
            Metrics = metrics,
            ValidationMetrics = validation?.Metrics ?? [],
            LearningRate = _plan.Optimizer.LearningRate,
            Duration = duration,
            SamplesPerSecond = _samples / duration.TotalSeconds,
        };
        _network.Epochs++;
        _history.Add(epoch);
        _context.Step = 0;
        _context.IsBetweenEpochs = true;
        // Before a callback takes them for the best ones.
        if (_context.Failure is null && !HasFiniteWeights)
            _context.Failure = Invariant($"the weights became NaN or infinite in an update of epoch {_context.Epoch}");
        if (_history[0].Loss > 0 && epoch.Loss > RunawayLoss.Factor * _history[0].Loss && double.IsFinite(epoch.Loss))
            WarnOfRunaway(Invariant($"{epoch.Loss:G3} in epoch {epoch.Epoch}, {_history[0].Loss:G3} in epoch 1"));
        if (epoch.ValidationLoss is { } measured && !double.IsFinite(measured) && !_hasLostValidation)
        {
            _context.Warn(Invariant($"the validation loss became {measured} in epoch {epoch.Epoch}"));
            _hasLostValidation = true;
        }

        foreach (var callback in _plan.Callbacks)
            callback.OnEpochEnd(_context, epoch);

        _plan.OnEpoch?.Invoke(epoch);
        WriteGoodCheckpoints();
    }

    private MetricValue[] Values() => [.. _plan.Metrics.Select(m => new MetricValue(m.Name, m.Value))];

    private double? Accuracy(RunningResult result) => _network.HasAccuracy ? result.Accuracy : null;

    private (StopReason Reason, string Explanation) Ending() => this switch
    {
        { _context.StopExplanation: { } why } => (StopReason.Callback, why),
        { _context.Failure: { } what } => (StopReason.NonFinite, what),
        { _plan.Optimizer.HasConverged: true } => (StopReason.Converged, _plan.Optimizer.Convergence),
        { _plan.Cancellation.IsCancellationRequested: true } when _context.Epoch <= _plan.Epochs && !IsFull => (StopReason.Cancelled, "training was cancelled"),
        { _context.Step: > 0, HasFiniteWeights: false } when _hasStepped =>
            (StopReason.NonFinite, Invariant($"the weights became NaN or infinite by step {_context.Step} of epoch {_context.Epoch}")),
        _ => (StopReason.Completed, "all epochs or steps were made"),
    };
}
