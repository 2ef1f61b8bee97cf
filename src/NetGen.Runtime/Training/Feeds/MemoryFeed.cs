namespace NetGen;

/// <summary>Batches of a data set in memory: gathered where the samples are shuffled or weighted, and taken as they lie where they are not.</summary>
internal sealed class MemoryFeed<TLabel> : BatchFeed<TLabel>
{
    private readonly Dataset<TLabel> _data;
    private readonly EpochOrder _order;
    private readonly SampleWeights<TLabel>? _weights;
    private readonly float[] _features;
    private readonly TLabel[] _labels;
    private readonly float[] _batchWeights;

    /// <param name="data">The samples.</param>
    /// <param name="batchSize">The samples of a batch, at most all.</param>
    /// <param name="seed">What the order follows from, beside the epoch; null for the order in which the samples lie.</param>
    /// <param name="weights">The samples' weights; null where each weighs 1.</param>
    public MemoryFeed(Dataset<TLabel> data, int batchSize, long? seed, SampleWeights<TLabel>? weights)
    {
        _data = data;
        _order = new EpochOrder(data.Count, batchSize, seed);
        _weights = weights;
        var gathered = seed is null ? 0 : batchSize;
        _features = new float[gathered * data.SampleLength];
        _labels = new TLabel[gathered * data.LabelLength];
        _batchWeights = new float[weights is null ? 0 : batchSize];
    }

    public override int BatchesPerEpoch => _order.BatchesPerEpoch;

    public override string? Digest => DataDigest.Of(_data);

    public override void Start(long epoch, int skipped) => _order.Start(epoch, skipped);

    public override bool TryNext(out FedBatch<TLabel> batch)
    {
        var count = _order.Count;
        if (count == 0)
        {
            batch = default;
            return false;
        }

        batch = _order.IsShuffled ? Gathered(count) : AsTheyLie(count);
        _order.Advance();
        return true;
    }

    public override bool IsAtEnd() => _order.Count == 0;

    private FedBatch<TLabel> Gathered(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var sample = _order[i];
            _data.FeaturesOf(sample).CopyTo(_features.AsSpan(i * _data.SampleLength));
            _data.LabelsOf(sample).CopyTo(_labels.AsSpan(i * _data.LabelLength));
        }

        return new(count, _features.AsSpan(0, count * _data.SampleLength), _labels.AsSpan(0, count * _data.LabelLength), Weights(count));
    }

    private FedBatch<TLabel> AsTheyLie(int count) => new(
        count,
        _data.Features.Slice(_order.First * _data.SampleLength, count * _data.SampleLength),
        _data.Labels.Slice(_order.First * _data.LabelLength, count * _data.LabelLength),
        Weights(count));

    private ReadOnlySpan<float> Weights(int count)
    {
        if (_weights is null)
            return default;

        for (var i = 0; i < count; i++)
            _batchWeights[i] = _weights.Of(_order[i], _data.LabelsOf(_order[i]));

        return _batchWeights.AsSpan(0, count);
    }
}
