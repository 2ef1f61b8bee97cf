namespace NetGen;

/// <summary>Samples and their labels in memory.</summary>
/// <typeparam name="TLabel">The labels' type: <see cref="int"/> for class indices, <see cref="float"/> for targets.</typeparam>
public sealed class Dataset<TLabel>
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

    /// <summary>
    /// What the classes are called, by class index, where the labels were texts; null where nobody knows. Training hands them to
    /// <see cref="Network.ClassNames"/>.
    /// </summary>
    public IReadOnlyList<string>? ClassNames { get; internal init; }

    /// <summary>
    /// The texts of the categorical columns that the samples were made of; null where there are none, or nobody knows. Training hands them to
    /// <see cref="Network.Categories"/>.
    /// </summary>
    public Categories? Categories { get; internal init; }

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
    /// <param name="stratified">Whether both sets are to have each class in the same share, within one sample of it; for samples with one class each.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    /// <exception cref="ArgumentException">The split is to be stratified, but the labels are no classes; the message says where.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than two samples.</exception>
    public (Dataset<TLabel> Train, Dataset<TLabel> Test) Split(double testFraction, long seed, bool stratified = false)
    {
        if (!(testFraction > 0 && testFraction < 1))
            throw new ArgumentOutOfRangeException(nameof(testFraction), testFraction, "The test set's share must lie between 0 and 1, both excluded.");
        if (Count < 2)
            throw new InvalidOperationException($"A split needs at least two samples, but the data set has {Count}.");
        var (train, test) = SampleOrder.Split(Count, testFraction, seed, stratified ? Strata.RequiredOf(this, nameof(stratified)) : null);
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
        return new(_features, _labels, count, SampleLength, LabelLength) { ClassNames = ClassNames, Categories = Categories };
    }

    /// <summary>A copy without the first <paramref name="count"/> samples.</summary>
    /// <param name="count">How many, from 0 to one less than <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">No sample would be left.</exception>
    public Dataset<TLabel> Skip(int count)
    {
        if (count < 0 || count >= Count)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"From 0 to {Count - 1} samples can be left out.");
        return new(Features[(count * SampleLength)..].ToArray(), Labels[(count * LabelLength)..].ToArray(), Count - count, SampleLength, LabelLength)
        {
            ClassNames = ClassNames,
            Categories = Categories,
        };
    }

    /// <summary>The same samples, without copying them, with names for the classes.</summary>
    /// <param name="names">What the classes are called, by class index; for labels of 0 and 1, what those are called.</param>
    /// <exception cref="ArgumentException">There is no name, or one of them is null or empty.</exception>
    public Dataset<TLabel> WithClassNames(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        string[] copy = [.. names];
        if (copy.Length == 0)
            throw new ArgumentException("'names' is empty; expected a name for each class.", nameof(names));
        if (Array.FindIndex(copy, string.IsNullOrEmpty) is >= 0 and var unnamed)
            throw new ArgumentException($"'names' holds no name at place {unnamed}; expected a text.", nameof(names));
        return With(copy, Categories);
    }

    /// <summary>The samples in order, cut into batches; the last one may be smaller. Allocates nothing.</summary>
    /// <param name="batchSize">How many samples a batch has.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    public BatchSequence Batches(int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        return new(this, batchSize);
    }

    /// <summary>The same samples, with names.</summary>
    internal Dataset<TLabel> With(IReadOnlyList<string>? classNames, Categories? categories) =>
        new(_features, _labels, Count, SampleLength, LabelLength) { ClassNames = classNames, Categories = categories };

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

        return new(features, labels, order.Length, SampleLength, LabelLength) { ClassNames = ClassNames, Categories = Categories };
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
