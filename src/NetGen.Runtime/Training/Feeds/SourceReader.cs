namespace NetGen;

/// <summary>Batches of a source, in the order in which the same samples in memory would come.</summary>
/// <param name="source">The samples.</param>
/// <param name="batchSize">The samples of a batch.</param>
/// <param name="seed">What the order follows from, beside the epoch; null for the order in which the samples lie.</param>
internal class SourceReader<TLabel>(SampleSource<TLabel> source, int batchSize, long? seed) : BatchReader<TLabel>
{
    private readonly EpochOrder _order = new(source.Count, batchSize, seed);

    /// <summary>The reader that suits a source best.</summary>
    public static SourceReader<TLabel> Of(SampleSource<TLabel> source, int batchSize, long? seed) => source is RecordSource<TLabel> { IsPacked: true } records
        ? new PackedReader<TLabel>(records, batchSize, seed)
        : new SourceReader<TLabel>(source, batchSize, seed);

    public override int BatchesPerEpoch => _order.BatchesPerEpoch;

    public override BatchBuffer<TLabel> NewBuffer() => new(batchSize, source.SampleLength, source.LabelLength);

    public sealed override void Start(long epoch, int skipped) => _order.Start(epoch, skipped);

    public sealed override bool TryRead(BatchBuffer<TLabel> buffer)
    {
        var count = _order.Count;
        if (count == 0)
            return false;

        if (!_order.IsShuffled)
            Read(_order.First, count, buffer, place: 0);

        for (var i = 0; i < count; i++)
        {
            buffer.Numbers[i] = _order[i];
            if (_order.IsShuffled)
                Read(_order[i], 1, buffer, place: i);
        }

        buffer.Count = count;
        _order.Advance();
        return true;
    }

    /// <summary>Reads consecutive samples.</summary>
    /// <param name="first">The index of the first one.</param>
    /// <param name="count">How many.</param>
    /// <param name="buffer">Takes them.</param>
    /// <param name="place">From which place on.</param>
    protected virtual void Read(int first, int count, BatchBuffer<TLabel> buffer, int place)
    {
        if (count == 1)
            source.Read(first, buffer.Features(place, 1), buffer.Labels(place, 1));
        else
            source.ReadRange(first, count, buffer.Features(place, count), buffer.Labels(place, count));
    }
}
