namespace NetGen;

/// <summary>Samples and their labels in memory.</summary>
/// <typeparam name="TLabel">The labels' type: <see cref="int"/> for class indices, <see cref="float"/> for targets.</typeparam>
public sealed class Dataset<TLabel>
    where TLabel : unmanaged
{
    private readonly float[] _features;
    private readonly TLabel[] _labels;

    internal Dataset(float[] features, TLabel[] labels, int count, int sampleLength, int labelLength)
    {
        _features = features;
        _labels = labels;
        Count = count;
        SampleLength = sampleLength;
        LabelLength = labelLength;
    }

    /// <summary>How many samples there are.</summary>
    public int Count { get; }

    /// <summary>How many features one sample has.</summary>
    public int SampleLength { get; }

    /// <summary>How many labels one sample has.</summary>
    public int LabelLength { get; }

    /// <summary>All features, sample after sample: [<see cref="Count"/>, <see cref="SampleLength"/>].</summary>
    public ReadOnlySpan<float> Features => _features.AsSpan(0, Count * SampleLength);

    /// <summary>All labels, sample after sample: [<see cref="Count"/>, <see cref="LabelLength"/>].</summary>
    public ReadOnlySpan<TLabel> Labels => _labels.AsSpan(0, Count * LabelLength);

    /// <summary>One sample's features.</summary>
    /// <param name="sample">The sample's index.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<float> FeaturesOf(int sample)
    {
        CheckSample(sample);
        return _features.AsSpan(sample * SampleLength, SampleLength);
    }

    /// <summary>One sample's labels.</summary>
    /// <param name="sample">The sample's index.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<TLabel> LabelsOf(int sample)
    {
        CheckSample(sample);
        return _labels.AsSpan(sample * LabelLength, LabelLength);
    }

    /// <summary>Divides the samples at random into two sets that share none and together hold all.</summary>
    /// <param name="testFraction">The test set's share, between 0 and 1; its size is rounded, and neither set is left empty.</param>
    /// <param name="seed">The same seed divides the same way.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than two samples.</exception>
    public (Dataset<TLabel> Train, Dataset<TLabel> Test) Split(double testFraction, long seed)
    {
        if (!(testFraction > 0 && testFraction < 1))
            throw new ArgumentOutOfRangeException(nameof(testFraction), testFraction, "The test set's share must lie between 0 and 1, both excluded.");
        if (Count < 2)
            throw new InvalidOperationException($"A split needs at least two samples, but the data set has {Count}.");
        var (train, test) = SampleOrder.Split(Count, testFraction, seed);
        return (Gather(train), Gather(test));
    }

    /// <summary>A copy with the samples in random order.</summary>
    /// <param name="seed">The same seed gives the same order.</param>
    public Dataset<TLabel> Shuffle(long seed) => Gather(SampleOrder.Shuffled(Count, seed));

    /// <summary>A copy of some of the samples, in this order; one that is named twice is there twice.</summary>
    /// <param name="samples">Their indices, at least one.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public Dataset<TLabel> Select(ReadOnlySpan<int> samples)
    {
        if (samples.IsEmpty)
            throw new ArgumentException("A data set needs at least one sample, but none is selected.", nameof(samples));
        foreach (int sample in samples)
            CheckSample(sample, nameof(samples));
        return Gather(samples);
    }

    /// <summary>The first <paramref name="count"/> samples, without copying them.</summary>
    /// <param name="count">How many, from 1 to <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many samples.</exception>
    public Dataset<TLabel> Take(int count)
    {
        if (count < 1 || count > Count)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"From 1 to {Count} samples can be taken.");
        return new(_features, _labels, count, SampleLength, LabelLength);
    }

    /// <summary>A copy without the first <paramref name="count"/> samples.</summary>
    /// <param name="count">How many, from 0 to one less than <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">No sample would be left.</exception>
    public Dataset<TLabel> Skip(int count)
    {
        if (count < 0 || count >= Count)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"From 0 to {Count - 1} samples can be left out.");
        return new(Features[(count * SampleLength)..].ToArray(), Labels[(count * LabelLength)..].ToArray(), Count - count, SampleLength, LabelLength);
    }

    /// <summary>The samples in order, cut into batches; the last one may be smaller. Allocates nothing.</summary>
    /// <param name="batchSize">How many samples a batch has.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    public BatchSequence Batches(int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        return new(this, batchSize);
    }

    private void CheckSample(int sample, string name = "sample")
    {
        if ((uint)sample >= (uint)Count)
            throw new ArgumentOutOfRangeException(name, sample, $"The data set has {Count} samples; an index must be from 0 to {Count - 1}.");
    }

    private Dataset<TLabel> Gather(ReadOnlySpan<int> order)
    {
        var longest = Math.Max(SampleLength, LabelLength);
        if ((long)order.Length * longest > Array.MaxLength)
            throw new ArgumentException($"{order.Length} samples with {longest} values each are more than an array can hold; select fewer.", "samples");

        var features = new float[order.Length * SampleLength];
        var labels = new TLabel[order.Length * LabelLength];
        for (int i = 0; i < order.Length; i++)
        {
            FeaturesOf(order[i]).CopyTo(features.AsSpan(i * SampleLength));
            LabelsOf(order[i]).CopyTo(labels.AsSpan(i * LabelLength));
        }

        return new(features, labels, order.Length, SampleLength, LabelLength);
    }

    /// <summary>Some consecutive samples of a data set.</summary>
    public readonly ref struct Batch
    {
        internal Batch(ReadOnlySpan<float> features, ReadOnlySpan<TLabel> labels, int count)
        {
            Features = features;
            Labels = labels;
            Count = count;
        }

        /// <summary>The features, sample after sample.</summary>
        public ReadOnlySpan<float> Features { get; }

        /// <summary>The labels, sample after sample.</summary>
        public ReadOnlySpan<TLabel> Labels { get; }

        /// <summary>How many samples the batch has.</summary>
        public int Count { get; }
    }

    /// <summary>What <c>foreach</c> walks over to get a data set's batches.</summary>
    public struct BatchSequence
    {
        private readonly Dataset<TLabel> _data;
        private readonly int _size;
        private int _start;
        private int _next;

        internal BatchSequence(Dataset<TLabel> data, int size)
        {
            _data = data;
            _size = size;
        }

        /// <summary>The batch the walk stands on.</summary>
        public readonly Batch Current => new(
            _data.Features[(_start * _data.SampleLength)..(_next * _data.SampleLength)],
            _data.Labels[(_start * _data.LabelLength)..(_next * _data.LabelLength)],
            _next - _start);

        /// <summary>A walk from the start.</summary>
        public readonly BatchSequence GetEnumerator() => new(_data, _size);

        /// <summary>Steps to the next batch.</summary>
        public bool MoveNext()
        {
            _start = _next;
            _next = _start + Math.Min(_size, _data.Count - _start);
            return _next > _start;
        }
    }
}

/// <summary>Makes data sets out of arrays.</summary>
public static class Dataset
{
    /// <summary>Samples with one or more class indices each.</summary>
    /// <param name="features">The features, sample after sample. The array is taken, not copied: leave it alone from here on.</param>
    /// <param name="labels">The labels, sample after sample. The array is taken, not copied.</param>
    /// <param name="count">How many samples there are.</param>
    /// <exception cref="ArgumentException">The arrays are not whole numbers of samples.</exception>
    public static Dataset<int> Classification(float[] features, int[] labels, int count) =>
        Create(features, labels, count, nameof(labels));

    /// <summary>Samples with one class index each.</summary>
    /// <param name="features">The features, sample after sample. The array is taken, not copied: leave it alone from here on.</param>
    /// <param name="labels">The labels, one a sample. The array is taken, not copied.</param>
    /// <exception cref="ArgumentException">There are no labels, or the features are not a whole number for each.</exception>
    public static Dataset<int> Classification(float[] features, int[] labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Length == 0)
            throw new ArgumentException("A data set needs at least one sample, but there are no labels.", nameof(labels));
        return Create(features, labels, labels.Length, nameof(labels));
    }

    /// <summary>Samples with one or more numbers to predict each.</summary>
    /// <param name="features">The features, sample after sample. The array is taken, not copied: leave it alone from here on.</param>
    /// <param name="targets">The targets, sample after sample. The array is taken, not copied.</param>
    /// <param name="count">How many samples there are.</param>
    /// <exception cref="ArgumentException">The arrays are not whole numbers of samples.</exception>
    public static Dataset<float> Regression(float[] features, float[] targets, int count) =>
        Create(features, targets, count, nameof(targets));

    private static Dataset<TLabel> Create<TLabel>(float[] features, TLabel[] labels, int count, string labelsName)
        where TLabel : unmanaged
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels, labelsName);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return new(features, labels, count, PerSample(features.Length, count, nameof(features)), PerSample(labels.Length, count, labelsName));
    }

    private static int PerSample(int length, int count, string name)
    {
        if (length == 0 || length % count != 0)
            throw new ArgumentException($"{count} samples need a positive multiple of {count} {name}, but there are {length}.", name);
        return length / count;
    }
}
