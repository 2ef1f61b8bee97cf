namespace NetGen;

/// <summary>
/// The coefficient of determination: 1 - sum (target - output)^2 / sum (target - mean target)^2, the mean over the outputs where there are several
/// (scikit-learn's <c>r2_score</c>). 1 is perfect, 0 as good as the mean, and there is no limit below.
/// </summary>
/// <remarks>Where all targets are the same, it is 1 for outputs that are all right and 0 otherwise. It needs two samples.</remarks>
/// <param name="name">What it is called; <c>r2</c> unless given.</param>
public sealed class R2(string? name = null) : Metric(name ?? "r2")
{
    private long _count;
    private double[] _means = [];
    private double[] _spreads = [];
    private double[] _residuals = [];

    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            if (_count < 2)
                return double.NaN;

            double sum = 0;
            for (var i = 0; i < _means.Length; i++)
                sum += _spreads[i] == 0 ? ConstantScore(_residuals[i]) : 1 - (_residuals[i] / _spreads[i]);

            return sum / _means.Length;
        }
    }

    private static double ConstantScore(double residual) => double.IsNaN(residual) ? double.NaN : residual == 0 ? 1 : 0;

    /// <inheritdoc/>
    public override void Reset()
    {
        _count = 0;
        Array.Clear(_means);
        Array.Clear(_spreads);
        Array.Clear(_residuals);
    }

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> labels, int outputLength)
    {
        MetricInput.Check(outputs, labels, outputLength);
        if (_means.Length != outputLength)
            (_count, _means, _spreads, _residuals) = (0, new double[outputLength], new double[outputLength], new double[outputLength]);

        for (var row = 0; row < labels.Length; row += outputLength)
        {
            _count++;
            for (var i = 0; i < outputLength; i++)
            {
                // Welford's sums: the spread about a mean that is known only at the end, without cancellation.
                double target = labels[row + i], distance = target - _means[i], error = target - outputs[row + i];
                _means[i] += distance / _count;
                _spreads[i] += distance * (target - _means[i]);
                _residuals[i] += error * error;
            }
        }
    }

    /// <inheritdoc/>
    public override void Save(TrainingState state)
    {
        state.Set("count", _count);
        state.Set("means", _means);
        state.Set("spreads", _spreads);
        state.Set("residuals", _residuals);
    }

    /// <inheritdoc/>
    public override void CheckState(TrainingState state, TrainingContext training)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(training);
        var samples = training.EpochLabels / Math.Max(_means.Length, 1);
        state.GetInteger("count", samples, samples);
        state.GetDoubles("means", _means.Length);
        // Sums of squares, of which those of a training that went wrong are not finite.
        state.GetDoubles("spreads", _means.Length, value => !(value < 0), "values of at least 0");
        state.GetDoubles("residuals", _means.Length, value => !(value < 0), "values of at least 0");
    }

    /// <inheritdoc/>
    public override void Restore(TrainingState state)
    {
        _count = state.GetInteger("count", 0, TrainingState.MostCount);
        _means = state.GetDoubles("means").ToArray();
        _spreads = state.GetDoubles("spreads", _means.Length).ToArray();
        _residuals = state.GetDoubles("residuals", _means.Length).ToArray();
    }
}
