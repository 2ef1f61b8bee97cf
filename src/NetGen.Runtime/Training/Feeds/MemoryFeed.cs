namespace NetGen;

/// <summary>Batches of a data set in memory: gathered where the samples are shuffled or weighted, and taken as they lie where they are not.</summary>
internal sealed class MemoryFeed<TLabel> : BatchFeed<TLabel>
    where TLabel : unmanaged
{
    private readonly Dataset<TLabel> _data;
    private readonly int _batchSize;
    private readonly long _seed;
    private readonly SampleWeights<TLabel>? _weights;
    private readonly int[] _order;
    private readonly float[] _features;
    private readonly TLabel[] _labels;
    private readonly float[] _batchWeights;
    private int _next;

    /// <param name="data">The samples.</param>
    /// <param name="batchSize">The samples of a batch, at most all.</param>
    /// <param name="seed">What the order follows from, beside the epoch; null for the order in which the samples lie.</param>
    /// <param name="weights">The samples' weights; null where each weighs 1.</param>
    public MemoryFeed(Dataset<TLabel> data, int batchSize, long? seed, SampleWeights<TLabel>? weights)
    {
        _data = data;
        _batchSize = batchSize;
        _seed = seed ?? 0;
        _weights = weights;
        var gathered = seed is null ? 0 : batchSize;
        _order = new int[seed is null ? 0 : data.Count];
        _features = new float[gathered * data.SampleLength];
        _labels = new TLabel[gathered * data.LabelLength];
        _batchWeights = new float[weights is null ? 0 : batchSize];
    }

    public override int BatchesPerEpoch => (int)(((long)_data.Count + _batchSize - 1) / _batchSize);

    private bool IsShuffled => _order.Length > 0;

    public override void Start(long epoch, int skipped)
    {
        _next = (int)Math.Min((long)skipped * _batchSize, _data.Count);
        for (var i = 0; i < _order.Length; i++)
            _order[i] = i;

        Shuffler.Shuffle(_order, _seed, epoch);
    }

    public override bool TryNext(out FedBatch<TLabel> batch)
    {
        var count = Math.Min(_batchSize, _data.Count - _next);
        if (count == 0)
        {
            batch = default;
            return false;
        }

        batch = IsShuffled ? Gathered(count) : AsTheyLie(count);
        _next += count;
        return true;
    }

    private FedBatch<TLabel> Gathered(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var sample = _order[_next + i];
            _data.FeaturesOf(sample).CopyTo(_features.AsSpan(i * _data.SampleLength));
            _data.LabelsOf(sample).CopyTo(_labels.AsSpan(i * _data.LabelLength));
        }

        return new(
            count,
            _features.AsSpan(0, count * _data.SampleLength),
            _labels.AsSpan(0, count * _data.LabelLength),
            Weights(_order.AsSpan(_next, count), count));
    }

    private FedBatch<TLabel> AsTheyLie(int count) => new(
        count,
        _data.Features.Slice(_next * _data.SampleLength, count * _data.SampleLength),
        _data.Labels.Slice(_next * _data.LabelLength, count * _data.LabelLength),
        Weights(default, count));

    private ReadOnlySpan<float> Weights(ReadOnlySpan<int> samples, int count)
    {
        if (_weights is null)
            return default;

        for (var i = 0; i < count; i++)
        {
            var sample = samples.IsEmpty ? _next + i : samples[i];
            _batchWeights[i] = _weights.Of(sample, _data.LabelsOf(sample));
        }

        return _batchWeights.AsSpan(0, count);
    }
}
