using System.Numerics.Tensors;

namespace NetGen.Benchmarks.Training;

/// <summary>The share of samples whose greatest output is their class's: a metric as users write one.</summary>
internal sealed class TopOne() : Metric("top_1")
{
    private long _hits;
    private long _count;

    public override double Value => (double)_hits / _count;

    public override void Reset() => (_hits, _count) = (0, 0);

    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int outputLength)
    {
        for (var i = 0; i < labels.Length; i++)
            _hits += TensorPrimitives.IndexOfMax(outputs.Slice(i * outputLength, outputLength)) == labels[i] ? 1 : 0;

        _count += labels.Length;
    }
}
