namespace NetGen;

/// <summary>Where a training gets its batches from. The order follows from the epoch's number alone, so that a training resumes anywhere.</summary>
internal abstract class BatchFeed<TLabel> : IDisposable
{
    /// <summary>The batches of an epoch; 0 where that is not known before its end.</summary>
    public abstract int BatchesPerEpoch { get; }

    /// <summary>What the samples are, in few characters; null where they are not in memory, and to read them all would cost an epoch.</summary>
    public virtual string? Digest => null;

    /// <summary>Makes ready for an epoch.</summary>
    /// <param name="epoch">Its number, from 0.</param>
    /// <param name="skipped">How many batches to leave out: those that were made before a resume.</param>
    public abstract void Start(long epoch, int skipped);

    /// <summary>The next batch, valid until the next call; false at the end of the epoch.</summary>
    public abstract bool TryNext(out FedBatch<TLabel> batch);

    /// <summary>Whether the epoch has no further batch; waits for it where it is still being read. The batch that was given out is valid no longer.</summary>
    public abstract bool IsAtEnd();

    /// <summary>Ends whatever runs beside the training.</summary>
    public virtual void Dispose()
    {
    }
}

/// <summary>A batch on its way into a step.</summary>
/// <param name="count">Its samples.</param>
/// <param name="features">Their features.</param>
/// <param name="labels">Their labels.</param>
/// <param name="weights">Their weights; empty where each weighs 1.</param>
internal readonly ref struct FedBatch<TLabel>(int count, ReadOnlySpan<float> features, ReadOnlySpan<TLabel> labels, ReadOnlySpan<float> weights)
{
    public int Count { get; } = count;

    public ReadOnlySpan<float> Features { get; } = features;

    public ReadOnlySpan<TLabel> Labels { get; } = labels;

    public ReadOnlySpan<float> Weights { get; } = weights;
}
