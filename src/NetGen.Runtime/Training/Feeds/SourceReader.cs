namespace NetGen;

/// <summary>Batches of a source, in the order in which the same samples in memory would come.</summary>
internal sealed class SourceReader<TLabel>(SampleSource<TLabel> source, int batchSize, long? seed) : BatchReader<TLabel>
    where TLabel : unmanaged
{
    private readonly EpochOrder _order = new(source.Count, batchSize, seed);

    public override int BatchesPerEpoch => _order.BatchesPerEpoch;

    public override BatchBuffer<TLabel> NewBuffer() => new(batchSize, source.SampleLength, source.LabelLength);

    public override void Start(long epoch, int skipped) => _order.Start(epoch, skipped);

    public override bool TryRead(BatchBuffer<TLabel> buffer)
    {
        var count = _order.Count;
        if (count == 0)
            return false;

        if (!_order.IsShuffled)
            source.ReadRange(_order.First, count, buffer.Features(0, count), buffer.Labels(0, count));

        for (var i = 0; i < count; i++)
        {
            buffer.Numbers[i] = _order[i];
            if (_order.IsShuffled)
                source.Read(_order[i], buffer.Features(i, 1), buffer.Labels(i, 1));
        }

        buffer.Count = count;
        _order.Advance();
        return true;
    }
}
