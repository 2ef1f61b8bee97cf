namespace NetGen;

/// <summary>What trials are compared by.</summary>
public sealed class Score
{
    private readonly Func<Metric>? _metric;

    private Score(string name, bool higherIsBetter, Func<Metric>? metric)
    {
        Name = name;
        HigherIsBetter = higherIsBetter;
        _metric = metric;
    }

    /// <summary>The share of labels that the outputs hit.</summary>
    public static Score Accuracy { get; } = new("accuracy", higherIsBetter: true, null);

    /// <summary>The mean loss, with the penalties that the network declares and without those of the options; the lower the better.</summary>
    public static Score Loss { get; } = new("loss", higherIsBetter: false, null);

    /// <summary>What it is called in tables.</summary>
    public string Name { get; }

    /// <summary>Whether a greater value is a better one.</summary>
    public bool HigherIsBetter { get; }

    /// <summary>A metric's value.</summary>
    /// <param name="metric">Makes the metric; called for every training, since a metric serves one at a time.</param>
    public static Score Of(Func<Metric> metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        var first = metric();
        return new(first.Name, first.HigherIsBetter, metric);
    }

    /// <summary>The score of a network.</summary>
    /// <exception cref="InvalidOperationException">It is to be the accuracy, and the network's loss has none.</exception>
    internal double Measure<TLabel>(Network<TLabel> network, Dataset<TLabel> data)
    {
        if (_metric is not null)
            return network.Evaluate(data, _metric()).Metrics[0].Value;

        var evaluation = network.Evaluate(data);
        return HigherIsBetter
            ? evaluation.Accuracy ?? throw new InvalidOperationException(
                "The score is the accuracy, but the loss of this network has none; set Score = Score.Loss, or a metric.")
            : evaluation.Loss;
    }

    /// <summary>Negative where <paramref name="left"/> is the better score, positive where <paramref name="right"/> is; what is no number is worst.</summary>
    internal int Compare(double left, double right) => (double.IsNaN(left), double.IsNaN(right)) switch
    {
        (true, true) => 0,
        (true, false) => 1,
        (false, true) => -1,
        _ => HigherIsBetter ? right.CompareTo(left) : left.CompareTo(right),
    };
}
