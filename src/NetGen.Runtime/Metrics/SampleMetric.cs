namespace NetGen;

/// <summary>What one sample counts in a metric of one's own.</summary>
/// <typeparam name="TLabel">The type of a label: <c>int</c> for class indices, <c>float</c> for targets.</typeparam>
/// <param name="output">The sample's outputs: a row of the last axis.</param>
/// <param name="label">Its class index, or a target for each of the outputs.</param>
public delegate double SampleMeasure<TLabel>(ReadOnlySpan<float> output, ReadOnlySpan<TLabel> label);

/// <summary>The mean of a delegate over the samples.</summary>
internal sealed class SampleMetric<TLabel>(string name, SampleMeasure<TLabel> measure, bool higherIsBetter) : MeanMetric(name)
{
    public override bool HigherIsBetter => higherIsBetter;

    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int outputLength)
    {
        if (measure is not SampleMeasure<int> measureOfClass)
        {
            base.Add(outputs, labels, outputLength);
            return;
        }

        MetricInput.Check(outputs, labels, outputLength);
        for (var i = 0; i < labels.Length; i++)
            Include(measureOfClass(outputs.Slice(i * outputLength, outputLength), labels.Slice(i, 1)));
    }

    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> labels, int outputLength)
    {
        if (measure is not SampleMeasure<float> measureOfTargets)
        {
            base.Add(outputs, labels, outputLength);
            return;
        }

        MetricInput.Check(outputs, labels, outputLength);
        for (var i = 0; i < labels.Length; i += outputLength)
            Include(measureOfTargets(outputs.Slice(i, outputLength), labels.Slice(i, outputLength)));
    }
}
