namespace NetGen;

/// <summary>The order in which an epoch takes samples that are known by their index, batch by batch.</summary>
/// <param name="samples">How many there are.</param>
/// <param name="batchSize">The samples of a batch.</param>
/// <param name="seed">What the order follows from, beside the epoch; null for the order in which the samples lie.</param>
internal sealed class EpochOrder(int samples, int batchSize, long? seed)
{
    private readonly int[] _order = new int[seed is null ? 0 : samples];

    public int BatchesPerEpoch => (int)(((long)samples + batchSize - 1) / batchSize);

    public bool IsShuffled => _order.Length > 0;

    /// <summary>How many samples were taken before the batch under way.</summary>
    public int First { get; private set; }

    /// <summary>The samples of the batch under way; 0 after the last one.</summary>
    public int Count => Math.Min(batchSize, samples - First);

    /// <summary>Which sample comes at a place of the batch under way.</summary>
    public int this[int place] => IsShuffled ? _order[First + place] : First + place;

    public void Start(long epoch, int skipped)
    {
        First = (int)Math.Min((long)skipped * batchSize, samples);
        for (var i = 0; i < _order.Length; i++)
            _order[i] = i;

        Shuffler.Shuffle(_order, seed ?? 0, epoch);
    }

    public void Advance() => First += Count;
}
