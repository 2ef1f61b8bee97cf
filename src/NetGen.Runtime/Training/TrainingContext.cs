namespace NetGen;

/// <summary>A training under way, as its callbacks see it.</summary>
public sealed class TrainingContext
{
    private readonly List<EpochResult> _history;
    private readonly List<string> _checkpoints = [];
    private readonly HashSet<Callback> _restored = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> _warnings = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly bool _hasAccuracyMetric;

    internal TrainingContext(Network network, Optimizer optimizer, IReadOnlyList<Metric> metrics, List<EpochResult> history)
    {
        Network = network;
        Optimizer = optimizer;
        Metrics = metrics;
        _history = history;
        _hasAccuracyMetric = metrics.Any(m => m.Name == AccuracyName);
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>The optimizer.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>The metrics, at their values over the epoch so far; after an epoch over the validation data, where there are any.</summary>
    public IReadOnlyList<Metric> Metrics { get; }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; internal set; } = 1;

    /// <summary>Of how many; <see cref="int.MaxValue"/> where there is no limit.</summary>
    public int Epochs { get; internal init; }

    /// <summary>The steps made in this epoch.</summary>
    public int Step { get; internal set; }

    /// <summary>Of how many; 0 where the data do not tell.</summary>
    public int StepsPerEpoch { get; internal init; }

    /// <summary>The steps made in this training, those before a resume included.</summary>
    public long TotalSteps { get; internal set; }

    /// <summary>The samples of a full step.</summary>
    public int BatchSize { get; internal init; }

    /// <summary>Whether the loss has an accuracy.</summary>
    public bool HasAccuracy { get; internal init; }

    /// <summary>Whether there are validation data.</summary>
    public bool HasValidation { get; internal init; }

    /// <summary>The mean loss of the last step's batch: before its update, and where <see cref="Lbfgs"/> makes it after it.</summary>
    public double BatchLoss { get; internal set; }

    /// <summary>The mean loss of the epoch so far.</summary>
    public double Loss { get; internal set; }

    /// <summary>The accuracy of the epoch so far; null where the loss has none.</summary>
    public double? Accuracy { get; internal set; }

    /// <summary>The gradient of the last step: <see cref="Network.TrainableCount"/> values in the layout of <see cref="Network.Parameters"/>.</summary>
    public ReadOnlySpan<float> Gradients => Network.LastGradients;

    /// <summary>The finished epochs.</summary>
    public IReadOnlyList<EpochResult> History => _history;

    /// <summary>Whether <see cref="Stop"/> was called.</summary>
    public bool IsStopping => StopExplanation is not null;

    /// <summary>The name of the loss's own accuracy, unless a metric has it.</summary>
    internal const string AccuracyName = "accuracy";

    /// <summary>Whether there is an accuracy to show beside the metrics: the loss's own, unless a metric of that name takes its place.</summary>
    internal bool ShowsAccuracy => HasAccuracy && !_hasAccuracyMetric;

    /// <summary><see cref="Accuracy"/>, where it is to be shown beside the metrics.</summary>
    internal double? ShownAccuracy => _hasAccuracyMetric ? null : Accuracy;

    /// <summary>Whether the callbacks have seen the end of the training.</summary>
    internal bool IsOver { get; set; }

    /// <summary>How many labels the steps of the epoch under way had before a resume; for who checks a checkpoint against it.</summary>
    internal long EpochLabels { get; set; }

    /// <summary>The value of a name in the last epoch of another checkpoint; null where the file is none of a training on these data, or has none.</summary>
    internal Func<string, string, double?>? ValueInFile { get; init; }

    /// <summary>Who takes part.</summary>
    internal IReadOnlyList<Callback> Callbacks { get; init; } = [];

    internal string? StopExplanation { get; set; }

    /// <summary>Why no further step can be made, because something is not finite; null where it can.</summary>
    internal string? Failure { get; set; }

    /// <summary>Whether the metrics count no epoch that is under way.</summary>
    internal bool IsBetweenEpochs { get; set; } = true;

    /// <summary>Whether this thread, a callback's, may evaluate with the training's metrics.</summary>
    internal bool LendsMetrics => (IsBetweenEpochs || IsOver) && _thread == Environment.CurrentManagedThreadId;

    /// <summary>What whoever trains should know, each once.</summary>
    internal IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Says something to whoever trains: in the history, and on the console where it shows the training.</summary>
    internal void Warn(string warning) => _warnings.Add(warning);

    /// <summary>The checkpoints that were asked for since they were written last.</summary>
    internal List<string> Checkpoints => _checkpoints;

    /// <summary>
    /// Whether a callback has its state from the checkpoint that this training goes on from: one that was not there when it was written starts anew.
    /// </summary>
    /// <param name="callback">The callback.</param>
    public bool IsRestored(Callback callback) => _restored.Contains(callback);

    /// <summary>Says of a callback that it has its state from a checkpoint.</summary>
    internal void SetRestored(Callback callback) => _restored.Add(callback);

    /// <summary>Ends the training after the step or epoch under way.</summary>
    /// <param name="explanation">Why, in words.</param>
    public void Stop(string explanation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(explanation);
        StopExplanation ??= explanation;
    }

    /// <summary>
    /// Writes a checkpoint, from which <see cref="FitOptions{TLabel}.ResumeFrom"/> goes on, as soon as all callbacks have seen this step or epoch.
    /// </summary>
    /// <param name="path">The file; one that is there is replaced in one step.</param>
    /// <exception cref="InvalidOperationException">The training is over: the callbacks have ended theirs, and some have changed the weights.</exception>
    public void SaveCheckpoint(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (IsOver)
            throw new InvalidOperationException("The training is over, so nothing can go on from here; call 'SaveCheckpoint' in 'OnStepEnd' or "
                + "'OnEpochEnd', or 'Save' of the network.");
        _checkpoints.Add(path);
    }
}
