namespace NetGen;

/// <summary>
/// Batches of a stream. To shuffle, it holds some samples back: each that goes out is drawn from those held, and the next of the stream takes
/// its place. The draws follow from the seed and the epoch alone.
/// </summary>
internal sealed class ForwardReader<TLabel> : BatchReader<TLabel>
{
    private readonly SampleStream<TLabel> _stream;
    private readonly int _batchSize;
    private readonly long _seed;
    private readonly BatchBuffer<TLabel>? _held;
    private SampleReader<TLabel>? _reader;
    private Draws _draws;
    private long _read;
    private bool _isAtEnd;
    private bool _hasHeldSamples;

    /// <param name="stream">The samples.</param>
    /// <param name="batchSize">The samples of a batch.</param>
    /// <param name="seed">What the order follows from, beside the epoch; null for the order of the stream.</param>
    /// <param name="shuffleBuffer">How many samples are held back to shuffle.</param>
    public ForwardReader(SampleStream<TLabel> stream, int batchSize, long? seed, int shuffleBuffer)
    {
        _stream = stream;
        _batchSize = batchSize;
        _seed = seed ?? 0;
        _held = seed is null ? null : new(shuffleBuffer, stream.SampleLength, stream.LabelLength, nameof(FitOptions<>.ShuffleBuffer));
    }

    public override int BatchesPerEpoch => 0;

    public override BatchBuffer<TLabel> NewBuffer() => new(_batchSize, _stream.SampleLength, _stream.LabelLength);

    public override void Start(long epoch, int skipped)
    {
        Dispose();
        _reader = _stream.Open();
        _draws = new Draws(_seed, epoch);
        _read = 0;
        _isAtEnd = false;
        if (_held is not null)
            Fill(_held);

        if (skipped == 0)
            return;

        var left = NewBuffer();
        for (var batch = 0; batch < skipped && TryRead(left); batch++)
        {
        }
    }

    public override bool TryRead(BatchBuffer<TLabel> buffer)
    {
        buffer.Count = 0;
        while (buffer.Count < _batchSize && (_held is null ? TryReadInto(buffer, buffer.Count) : TryDrawInto(buffer, _held)))
            buffer.Count++;

        if (_read == 0)
            throw new ArgumentException(
                _hasHeldSamples ? "'data' holds no sample any more; each epoch reads it anew, from its beginning." : "'data' holds no sample.", "data");

        _hasHeldSamples = true;
        return buffer.Count > 0;
    }

    public override void Dispose()
    {
        _reader?.Dispose();
        _reader = null;
    }

    private void Fill(BatchBuffer<TLabel> held)
    {
        held.Count = 0;
        while (held.Count < held.Numbers.Length && TryReadInto(held, held.Count))
            held.Count++;
    }

    private bool TryReadInto(BatchBuffer<TLabel> buffer, int place)
    {
        if (_isAtEnd || !_reader!.TryRead(buffer.Features(place, 1), buffer.Labels(place, 1)))
        {
            _isAtEnd = true;
            return false;
        }

        buffer.Numbers[place] = _read++;
        return true;
    }

    private bool TryDrawInto(BatchBuffer<TLabel> buffer, BatchBuffer<TLabel> held)
    {
        if (held.Count == 0)
            return false;

        var drawn = _draws.Below(held.Count);
        Copy(held, drawn, buffer, buffer.Count);
        if (!TryReadInto(held, drawn))
        {
            held.Count--;
            Copy(held, held.Count, held, drawn);
        }

        return true;
    }

    private static void Copy(BatchBuffer<TLabel> from, int place, BatchBuffer<TLabel> to, int target)
    {
        from.Features(place, 1).CopyTo(to.Features(target, 1));
        from.Labels(place, 1).CopyTo(to.Labels(target, 1));
        to.Numbers[target] = from.Numbers[place];
    }

    private struct Draws(long seed, long epoch)
    {
        private readonly Philox _random = new(seed, RandomPurpose.Shuffling, part: 1, epoch);
        private uint _block;

        public int Below(int bound) => (int)Shuffler.Below(_random, ref _block, (uint)bound);
    }
}
