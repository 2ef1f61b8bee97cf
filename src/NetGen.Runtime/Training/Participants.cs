namespace NetGen;

/// <summary>What remembers something of a training, taken for that training alone: in two at once it would mix them up.</summary>
internal sealed class Participants : IDisposable
{
    private readonly TrainingContext _training;
    private readonly Optimizer _optimizer;
    private readonly IReadOnlyList<Metric> _metrics;
    private readonly IReadOnlyList<Callback> _callbacks;
    private readonly bool _hasOptimizer;
    private readonly int _metricCount;
    private readonly int _callbackCount;

    /// <summary>Takes all that take part, or none.</summary>
    /// <param name="training">The training.</param>
    /// <exception cref="InvalidOperationException">One is in another training.</exception>
    public Participants(TrainingContext training)
    {
        (_training, _optimizer, _metrics, _callbacks) = (training, training.Optimizer, training.Metrics, training.Callbacks);
        try
        {
            _optimizer.CheckOwner(training.Network);
            _hasOptimizer = _optimizer.TryTake(training.Network) ? true : throw Refusal($"This {_optimizer.GetType().Name} is", "network");
            foreach (var metric in _metrics)
                _metricCount += metric.TryTake(training) ? 1 : throw Refusal($"The metric '{metric.Name}' is", "training");
            foreach (var callback in _callbacks)
                _callbackCount += callback.TryTake(training) ? 1 : throw Refusal($"This {callback.GetType().Name} is", "training");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        for (var i = 0; i < _callbackCount; i++)
            _callbacks[i].Release();
        for (var i = 0; i < _metricCount; i++)
            _metrics[i].Release();
        if (_hasOptimizer)
            _optimizer.Release();
    }

    private InvalidOperationException Refusal(string what, string each) => new(
        $"{what} in another training or evaluation at the moment, whose state it keeps; it cannot also take part in this one of "
            + $"'{_training.Network.Description.Name}'. Give each {each} one of its own, "
        + "made inside the delegate where a search makes the options.");
}

/// <summary>The metrics of an evaluation, taken for as long as it adds up.</summary>
internal readonly ref struct TakenMetrics : IDisposable
{
    private readonly ReadOnlySpan<Metric> _metrics;
    private readonly object? _user;

    private TakenMetrics(ReadOnlySpan<Metric> metrics, object? user)
    {
        _metrics = metrics;
        _user = user;
    }

    /// <summary>Takes metrics. Those of a training may be evaluated with by its own callbacks, where they hold nothing of an epoch that is under way.</summary>
    /// <exception cref="ArgumentException">One stands there twice, or is null.</exception>
    /// <exception cref="InvalidOperationException">One is in use.</exception>
    public static TakenMetrics ForEvaluation(ReadOnlySpan<Metric> metrics)
    {
        if (metrics.IsEmpty)
            return default;

        for (var i = 0; i < metrics.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(metrics[i], nameof(metrics));
            foreach (var other in metrics[..i])
            {
                if (ReferenceEquals(other, metrics[i]))
                    throw new ArgumentException($"'metrics' holds the same metric '{other.Name}' twice; it would count each sample twice.", nameof(metrics));
            }
        }

        var user = new object();
        for (var i = 0; i < metrics.Length; i++)
        {
            if (metrics[i].TryTake(user) || metrics[i].User is TrainingContext { LendsMetrics: true })
                continue;

            Release(metrics[..i], user);
            throw new InvalidOperationException($"The metric '{metrics[i].Name}' is in use by a training or by another evaluation, whose samples it "
                + "counts; evaluate with one of its own.");
        }

        return new(metrics, user);
    }

    public void Dispose() => Release(_metrics, _user);

    private static void Release(ReadOnlySpan<Metric> metrics, object? user)
    {
        foreach (var metric in metrics)
        {
            if (ReferenceEquals(metric.User, user))
                metric.Release();
        }
    }
}
