namespace NetGen;

/// <summary>
/// The mean of -ln(probability of the label), scikit-learn's <c>log_loss</c>: probabilities are first clipped to [eps, 1 - eps], with eps that of a float,
/// 2^-23. For targets it is -(y ln p + (1 - y) ln(1 - p)), the mean over all outputs. NaN where an output is.
/// </summary>
/// <param name="name">What it is called; <c>log_loss</c> unless given.</param>
public sealed class LogLoss(string? name = null) : MeanMetric(name ?? "log_loss")
{
    private const double Epsilon = 1.0 / (1 << 23);

    /// <summary>False.</summary>
    public override bool HigherIsBetter => false;

    private protected override double? MostOfLabel => double.PositiveInfinity;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An output is no probability.</exception>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int outputLength)
    {
        MetricInput.Check(outputs, labels, outputLength);
        MetricInput.CheckProbabilities(this, outputs);
        for (var i = 0; i < labels.Length; i++)
        {
            // Beside NaN the other outputs are no probabilities either.
            var row = outputs.Slice(i * outputLength, outputLength);
            Include(MetricInput.ClassOf(row) is null ? double.NaN : -Math.Log(Clipped(row[labels[i]])));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An output is no probability, or a target not in 0 to 1.</exception>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> labels, int outputLength)
    {
        MetricInput.CheckBinary(this, outputs, labels, outputLength);
        MetricInput.CheckProbabilities(this, outputs);
        for (var i = 0; i < labels.Length; i++)
        {
            var p = Clipped(outputs[i]);
            Include(-((labels[i] * Math.Log(p)) + ((1.0 - labels[i]) * Math.Log(1 - p))));
        }
    }

    private static double Clipped(float probability) => Math.Clamp(probability, Epsilon, 1 - Epsilon);
}
