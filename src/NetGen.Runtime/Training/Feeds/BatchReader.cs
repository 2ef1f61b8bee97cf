namespace NetGen;

/// <summary>Reads the batches of an epoch in their order, on whatever thread asks.</summary>
internal abstract class BatchReader<TLabel> : IDisposable
    where TLabel : unmanaged
{
    /// <summary>The batches of an epoch; 0 where that is not known before its end.</summary>
    public abstract int BatchesPerEpoch { get; }

    /// <summary>A buffer for a batch.</summary>
    public abstract BatchBuffer<TLabel> NewBuffer();

    /// <summary>Makes ready for an epoch.</summary>
    public abstract void Start(long epoch, int skipped);

    /// <summary>Reads the next batch, without its weights; false at the end of the epoch.</summary>
    public abstract bool TryRead(BatchBuffer<TLabel> buffer);

    public virtual void Dispose()
    {
    }
}

/// <summary>Memory for a batch.</summary>
/// <param name="batchSize">The most samples in it.</param>
/// <param name="sampleLength">The features of a sample.</param>
/// <param name="labelLength">The labels of a sample.</param>
/// <param name="option">The option that says how many samples.</param>
internal sealed class BatchBuffer<TLabel>(int batchSize, int sampleLength, int labelLength, string option = nameof(FitOptions<>.BatchSize))
    where TLabel : unmanaged
{
    private readonly float[] _features = new float[Checked(batchSize, sampleLength, option)];
    private readonly TLabel[] _labels = new TLabel[Checked(batchSize, labelLength, option)];
    private readonly long[] _numbers = new long[batchSize];
    private readonly float[] _weights = new float[batchSize];

    /// <summary>The samples in it.</summary>
    public int Count { get; set; }

    /// <summary>Which samples of the data they are.</summary>
    public Span<long> Numbers => _numbers;

    /// <summary>What they weigh, where anything does.</summary>
    public Span<float> Weights => _weights;

    public Span<float> Features(int first, int count) => _features.AsSpan(first * sampleLength, count * sampleLength);

    public Span<TLabel> Labels(int first, int count) => _labels.AsSpan(first * labelLength, count * labelLength);

    private static int Checked(int samples, int length, string option) => (long)samples * length <= Array.MaxLength
        ? samples * length
        : throw new ArgumentException($"'{option}' asks for {samples} samples with {length} values each in memory, more than an array can hold; use a smaller one.", option);
}
