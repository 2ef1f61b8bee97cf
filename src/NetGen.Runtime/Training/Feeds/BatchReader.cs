namespace NetGen;

/// <summary>Reads the batches of an epoch in their order, on whatever thread asks.</summary>
internal abstract class BatchReader<TLabel> : IDisposable
{
    /// <summary>The batches of an epoch; 0 where that is not known before its end.</summary>
    public abstract int BatchesPerEpoch { get; }

    /// <summary>A buffer for a batch.</summary>
    public abstract BatchBuffer<TLabel> NewBuffer();

    /// <summary>Makes ready for an epoch.</summary>
    public abstract void Start(long epoch, int skipped);

    /// <summary>Reads the next batch, without its weights; false at the end of the epoch.</summary>
    public abstract bool TryRead(BatchBuffer<TLabel> buffer);

    /// <summary>Whether a buffer holds something from which its features are yet to be made.</summary>
    public virtual bool IsPacked => false;

    /// <summary>The features of a batch that was read, valid until the next call; for the thread that trains.</summary>
    public virtual ReadOnlySpan<float> Features(BatchBuffer<TLabel> buffer) => buffer.Features(0, buffer.Count);

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
{
    private readonly float[] _features = new float[LengthOf(batchSize, sampleLength, option)];
    private readonly TLabel[] _labels = new TLabel[LengthOf(batchSize, labelLength, option)];
    private readonly long[] _numbers = new long[batchSize];
    private readonly float[] _weights = new float[batchSize];

    /// <summary>The memory that its features take.</summary>
    public long Bytes => (long)_features.Length * sizeof(float);

    /// <summary>The samples in it.</summary>
    public int Count { get; set; }

    /// <summary>Which samples of the data they are.</summary>
    public Span<long> Numbers => _numbers;

    /// <summary>What they weigh, where anything does.</summary>
    public Span<float> Weights => _weights;

    public Span<float> Features(int first, int count) => _features.AsSpan(first * sampleLength, count * sampleLength);

    public Span<TLabel> Labels(int first, int count) => _labels.AsSpan(first * labelLength, count * labelLength);

    /// <summary>How many values that many samples have.</summary>
    /// <exception cref="ArgumentException">More than an array can hold.</exception>
    public static int LengthOf(int samples, int length, string option = nameof(FitOptions<>.BatchSize)) => (long)samples * length <= Array.MaxLength
        ? samples * length
        : throw new ArgumentException(
            $"'{option}' asks for {samples} samples with {length} values each in memory, more than an array can hold; use a smaller one.", option);
}
