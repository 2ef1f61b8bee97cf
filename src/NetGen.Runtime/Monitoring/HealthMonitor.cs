using NetGen.Kernels;

namespace NetGen;

/// <summary>
/// Watches how well a network learns: dying ReLUs, saturation, vanishing and exploding gradients, NaN and the layer that it comes from. It looks at the first
/// step and at every <see cref="EverySteps"/>th, and at the first step whose loss is not finite; other steps pay nothing.
/// </summary>
/// <remarks>
/// Gradients and parameters it sees of every network; the outputs of the layers only where the class is declared with <c>[Monitor]</c>. It changes nothing:
/// the weights are the same, bit for bit, with it and without.
/// </remarks>
public sealed class HealthMonitor : Callback, IScalarSource
{
    private readonly List<HealthReport> _reports = [];
    private LayerProbe[] _layers = [];
    private LayerWatch? _watch;
    private bool _wasFinite;

    /// <summary>From one look to the next, in steps; at least 1, and 100 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int EverySteps
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(EverySteps));
            field = value;
        }
    } = 100;

    /// <summary>How many reports are kept, the last ones; at least 1, and 1000 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int Capacity
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Capacity));
            field = value;
        }
    } = 1000;

    /// <summary>Called with each report.</summary>
    public Action<HealthReport>? OnReport { get; init; }

    /// <summary>What was seen in this training, the oldest first.</summary>
    public IReadOnlyList<HealthReport> Reports => _reports;

    /// <summary>What was seen last; null before the first look.</summary>
    public HealthReport? Latest => _reports.Count > 0 ? _reports[^1] : null;

    /// <summary>The values of the last report by name, such as <c>health/dense1/zero_fraction</c>; empty before the first look.</summary>
    public IEnumerable<MetricValue> Values() => Latest?.Values() ?? [];

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext training)
    {
        ArgumentNullException.ThrowIfNull(training);
        _reports.Clear();
        _layers = LayerProbe.Of(training.Network);
        _wasFinite = true;
        WatchNext(training);
    }

    /// <inheritdoc/>
    public override void OnStepEnd(TrainingContext training)
    {
        ArgumentNullException.ThrowIfNull(training);
        var isFinite = double.IsFinite(training.BatchLoss);
        if (IsDue(training.TotalSteps) || (_wasFinite && !isFinite))
            Report(training);

        _wasFinite = isFinite;
        WatchNext(training);
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingContext training)
    {
        ArgumentNullException.ThrowIfNull(training);
        training.Network.StopWatching();
    }

    private bool IsDue(long step) => step == 1 || step % EverySteps == 0;

    private void WatchNext(TrainingContext training) => _watch = IsDue(training.TotalSteps + 1) ? training.Network.WatchNextStep() : null;

    private void Report(TrainingContext training)
    {
        var layers = Array.ConvertAll(_layers, layer => layer.Inspect(training, _watch));
        if (_reports.Count == Capacity)
            _reports.RemoveAt(0);

        var report = new HealthReport(training.TotalSteps, training.Epoch, training.BatchLoss, _watch is not null, layers, NonFiniteIn(training, layers));
        _reports.Add(report);
        OnReport?.Invoke(report);
    }

    private string? NonFiniteIn(TrainingContext training, LayerHealth[] layers)
    {
        if (_watch is { IsInputFinite: false })
            return "input";

        if (Array.Find(layers, l => l.HasFiniteOutputs is false) is { } forward)
            return forward.Name;

        if (!double.IsFinite(training.BatchLoss) && _watch is not null)
            return "loss";

        // The gradients are computed from the last layer to the first.
        return Array.FindLast(layers, l => l.GradientNorm is { } norm && !double.IsFinite(norm)) is { } backward ? backward.Name
            : double.IsFinite(training.BatchLoss) ? null
            : "loss";
    }
}
