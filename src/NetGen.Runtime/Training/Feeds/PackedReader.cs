using System.Runtime.InteropServices;
using NetGen.Threading;

namespace NetGen;

/// <summary>
/// Batches of records that are much smaller than the floats they become, such as images of bytes. They are read ahead as they are, and the thread
/// that trains unpacks each batch into memory that its own cache holds: to fetch the floats out of another processor's cache takes longer.
/// </summary>
internal sealed class PackedReader<TLabel> : SourceReader<TLabel>
{
    // About 2 us of work.
    private const int LeastFeatures = 16 * 1024;

    private readonly RecordSource<TLabel> _source;
    private readonly int _batchSize;
    private readonly AlignedFloats _features;

    /// <param name="source">The records.</param>
    /// <param name="batchSize">The samples of a batch.</param>
    /// <param name="seed">What the order follows from, beside the epoch; null for the order in which the samples lie.</param>
    public PackedReader(RecordSource<TLabel> source, int batchSize, long? seed)
        : base(source, batchSize, seed)
    {
        _source = source;
        _batchSize = batchSize;
        _features = new AlignedFloats(BatchBuffer<TLabel>.LengthOf(batchSize, source.SampleLength));
        // The buffers hold them as floats, but what is read into them is a span of bytes.
        BatchBuffer<TLabel>.LengthOf(batchSize, source.RecordBytes);
    }

    public override bool IsPacked => true;

    /// <summary>A buffer whose features are the bytes of the records, one after another.</summary>
    public override BatchBuffer<TLabel> NewBuffer() => new(_batchSize, (_source.RecordBytes + sizeof(float) - 1) / sizeof(float), _source.LabelLength);

    public override ReadOnlySpan<float> Features(BatchBuffer<TLabel> buffer)
    {
        var features = _features.Span[..(buffer.Count * _source.SampleLength)];
        var unpacking = new Unpacking(_source, Records(buffer, 0, buffer.Count), features);
        Team.Run(Team.PartsOf(features.Length, LeastFeatures), ref unpacking);
        return features;
    }

    protected override void Read(int first, int count, BatchBuffer<TLabel> buffer, int place)
    {
        var records = Records(buffer, place, count);
        _source.ReadRecords(first, records);
        _source.DecodeLabels(records, first, buffer.Labels(place, count));
    }

    private Span<byte> Records(BatchBuffer<TLabel> buffer, int place, int count) =>
        MemoryMarshal.AsBytes(buffer.Features(0, _batchSize)).Slice(place * _source.RecordBytes, count * _source.RecordBytes);

    private readonly ref struct Unpacking(RecordSource<TLabel> source, ReadOnlySpan<byte> records, Span<float> features) : IDivisible
    {
        private readonly ReadOnlySpan<byte> _records = records;
        private readonly Span<float> _features = features;

        public void Run(int part, int parts)
        {
            var count = _features.Length / source.SampleLength;
            var (first, end) = (Share.Start(count, part, parts), Share.Start(count, part + 1, parts));
            source.DecodeFeatures(
                _records[(first * source.RecordBytes)..(end * source.RecordBytes)], _features[(first * source.SampleLength)..(end * source.SampleLength)]);
        }
    }
}
