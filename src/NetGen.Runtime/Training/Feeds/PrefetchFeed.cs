using System.Runtime.ExceptionServices;

namespace NetGen;

/// <summary>Reads batches ahead, on a thread of its own, into a ring of buffers.</summary>
/// <remarks>
/// The thread reads, checks and weighs; a failure reaches the training when it asks for the batch that failed. Once the buffers are there nothing
/// is allocated. The reading thread is woken when half of the ring is free, so that a step pays for half a wake-up at most.
/// </remarks>
internal sealed class PrefetchFeed<TLabel> : BatchFeed<TLabel>
{
    private const int LeastBuffers = 4;
    private const int MostBuffers = 16;

    // In so much memory as many buffers as fit: the more, the fewer the wake-ups and the longer a pause that nobody notices.
    private const int RingBytes = 8 << 20;

    private readonly Network<TLabel> _network;
    private readonly BatchReader<TLabel> _reader;
    private readonly SampleWeights<TLabel>? _weights;
    private readonly bool _checkFinite;
    private readonly BatchBuffer<TLabel>[] _ring;
    private readonly Thread _thread;

    // What both threads touch is guarded by the gate: not the Lock class, for a thread waits here for the other.
    private readonly object _gate = new();
    private long _epoch;
    private int _skipped;
    private int _requests;
    private int _first;
    private int _filled;
    private bool _isLent;
    private bool _isAtEnd;
    private bool _isDisposed;
    private ExceptionDispatchInfo? _failure;

    /// <param name="network">Whose labels they must be.</param>
    /// <param name="reader">What reads; it is disposed with the feed.</param>
    /// <param name="weights">The samples' weights; null where each weighs 1.</param>
    /// <param name="checkFinite">Whether to look for NaN and infinity even where <see cref="Network.CheckFinite"/> does not ask for it.</param>
    public PrefetchFeed(Network<TLabel> network, BatchReader<TLabel> reader, SampleWeights<TLabel>? weights, bool checkFinite = false)
    {
        _checkFinite = checkFinite;
        _network = network;
        _reader = reader;
        _weights = weights;
        var first = reader.NewBuffer();
        _ring = new BatchBuffer<TLabel>[Math.Clamp((int)(RingBytes / Math.Max(1, first.Bytes)), LeastBuffers, MostBuffers)];
        _ring[0] = first;
        for (var i = 1; i < _ring.Length; i++)
            _ring[i] = reader.NewBuffer();

        _thread = new Thread(Serve) { IsBackground = true, Name = "NetGen reader" };
        _thread.Start();
    }

    public override int BatchesPerEpoch => _reader.BatchesPerEpoch;

    public override void Start(long epoch, int skipped)
    {
        lock (_gate)
        {
            (_epoch, _skipped) = (epoch, skipped);
            _requests++;
            (_first, _filled) = (0, 0);
            (_isLent, _isAtEnd, _failure) = (false, false, null);
            Monitor.PulseAll(_gate);
        }
    }

    public override bool TryNext(out FedBatch<TLabel> batch)
    {
        BatchBuffer<TLabel> buffer;
        lock (_gate)
        {
            WaitForBatch();
            if (_filled == 0)
            {
                _failure?.Throw();
                batch = default;
                return false;
            }

            _isLent = true;
            buffer = _ring[_first];
        }

        batch = new(buffer.Count, _reader.Features(buffer), buffer.Labels(0, buffer.Count), _weights is null ? default : buffer.Weights[..buffer.Count]);
        return true;
    }

    public override bool IsAtEnd()
    {
        lock (_gate)
        {
            WaitForBatch();
            // A read that failed is none that found the end.
            return _filled == 0 && _failure is null;
        }
    }

    /// <summary>Ends the thread; a read under way is waited for.</summary>
    public override void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            Monitor.PulseAll(_gate);
        }

        _thread.Join();
        _reader.Dispose();
    }

    private void WaitForBatch()
    {
        if (_isLent)
            TakeBack();
        while (_filled == 0 && !_isAtEnd)
            Monitor.Wait(_gate);
    }

    private void TakeBack()
    {
        _isLent = false;
        _first = (_first + 1) % _ring.Length;
        _filled--;
        if (_filled <= _ring.Length / 2)
            Monitor.Pulse(_gate);
    }

    // From here on the reading thread.
    private void Serve()
    {
        for (var request = 0; TryWaitForStart(ref request, out var epoch, out var skipped);)
        {
            ExceptionDispatchInfo? failure = null;
            try
            {
                ReadEpoch(request, epoch, skipped);
            }
#pragma warning disable CA1031 // Whatever it is, it belongs to the thread that trains.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }

            End(request, failure);
        }
    }

    private bool TryWaitForStart(ref int request, out long epoch, out int skipped)
    {
        lock (_gate)
        {
            while (_requests == request && !_isDisposed)
                Monitor.Wait(_gate);

            request = _requests;
            (epoch, skipped) = (_epoch, _skipped);
            return !_isDisposed;
        }
    }

    private void ReadEpoch(int request, long epoch, int skipped)
    {
        _reader.Start(epoch, skipped);
        while (FreeBuffer(request) is { } buffer && _reader.TryRead(buffer))
        {
            Check(buffer);
            Weigh(buffer);
            Publish(request);
        }
    }

    /// <summary>The next buffer to fill; null where nobody waits for it any more.</summary>
    private BatchBuffer<TLabel>? FreeBuffer(int request)
    {
        lock (_gate)
        {
            while (_filled == _ring.Length && _requests == request && !_isDisposed)
                Monitor.Wait(_gate);

            return _requests == request && !_isDisposed ? _ring[(_first + _filled) % _ring.Length] : null;
        }
    }

    private void Publish(int request)
    {
        lock (_gate)
        {
            if (_requests != request)
                return;

            _filled++;
            if (_filled == 1)
                Monitor.Pulse(_gate);
        }
    }

    private void End(int request, ExceptionDispatchInfo? failure)
    {
        lock (_gate)
        {
            if (_requests != request)
                return;

            (_isAtEnd, _failure) = (true, failure);
            Monitor.PulseAll(_gate);
        }
    }

    private void Check(BatchBuffer<TLabel> buffer)
    {
        try
        {
            _network.CheckValues(FeaturesToCheck(buffer, 0, buffer.Count), buffer.Labels(0, buffer.Count));
        }
        catch (ArgumentException)
        {
            // Which sample it is, only a look at each can tell: the message counts within what was looked at.
            for (var i = 0; i < buffer.Count; i++)
                CheckSample(buffer, i);

            throw;
        }

        if (_checkFinite && _network.FindNonFinite(FeaturesToCheck(buffer, 0, buffer.Count), buffer.Labels(0, buffer.Count)) is { } found)
            throw _network.NotFinite(found, buffer.Numbers[found.Sample], "data");
    }

    // What is packed is made of whole numbers.
    private ReadOnlySpan<float> FeaturesToCheck(BatchBuffer<TLabel> buffer, int first, int count) => _reader.IsPacked ? default : buffer.Features(first, count);

    private void CheckSample(BatchBuffer<TLabel> buffer, int place)
    {
        try
        {
            _network.CheckValues(FeaturesToCheck(buffer, place, 1), buffer.Labels(place, 1));
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException($"Sample {buffer.Numbers[place]} of 'data' does not fit {_network.GetType().Name}. {Reason.Of(error)}", "data", error);
        }
    }

    private void Weigh(BatchBuffer<TLabel> buffer)
    {
        if (_weights is null)
            return;

        for (var i = 0; i < buffer.Count; i++)
        {
            var labels = buffer.Labels(i, 1);
            _weights.CheckClass(buffer.Numbers[i], labels[0]);
            buffer.Weights[i] = _weights.Of(buffer.Numbers[i], labels);
        }
    }
}
