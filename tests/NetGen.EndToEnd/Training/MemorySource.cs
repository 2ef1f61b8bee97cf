namespace NetGen.EndToEnd.Training;

/// <summary>Samples in memory that are read as if they were not.</summary>
internal sealed class MemorySource(Dataset<int> data) : SampleSource<int>
{
    private bool _isDisposed;
    private int _reads;

    public Action<int>? BeforeRead { get; set; }

    public int Reads => Volatile.Read(ref _reads);

    public override int Count => data.Count;

    public override int SampleLength => data.SampleLength;

    public override int LabelLength => data.LabelLength;

    public override void Read(int sample, Span<float> features, Span<int> labels)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        Interlocked.Increment(ref _reads);
        BeforeRead?.Invoke(sample);
        data.FeaturesOf(sample).CopyTo(features);
        data.LabelsOf(sample).CopyTo(labels);
    }

    public override void Dispose() => _isDisposed = true;
}
