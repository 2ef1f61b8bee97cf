namespace NetGen;

/// <summary>Makes data sets from arrays.</summary>
public static class Dataset
{
    /// <summary>Samples with one class each.</summary>
    /// <param name="features">The samples, one after another. Kept, not copied.</param>
    /// <param name="labels">The class of each sample, from 0. Kept, not copied.</param>
    /// <exception cref="ArgumentException">The features do not divide among the labels.</exception>
    public static Dataset<int> Classification(float[] features, int[] labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return new Dataset<int>(features, labels, labels.Length);
    }

    /// <summary>Samples with float targets.</summary>
    /// <param name="features">The samples, one after another. Kept, not copied.</param>
    /// <param name="targets">The targets of each sample, one after another. Kept, not copied.</param>
    /// <param name="count">How many samples there are.</param>
    /// <exception cref="ArgumentException">The features or targets do not divide among the samples.</exception>
    public static Dataset<float> Regression(float[] features, float[] targets, int count) => new(features, targets, count);
}

/// <summary>Samples and their labels, in memory.</summary>
/// <typeparam name="TLabel">The type of a label.</typeparam>
public sealed class Dataset<TLabel>
    where TLabel : unmanaged
{
    private readonly float[] _features;
    private readonly TLabel[] _labels;

    internal Dataset(float[] features, TLabel[] labels, int count)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        SampleLength = LengthOfEach(features.Length, count, nameof(features));
        LabelLength = LengthOfEach(labels.Length, count, nameof(labels));
        _features = features;
        _labels = labels;
        Count = count;
    }

    private Dataset(Dataset<TLabel> source, ReadOnlySpan<int> order)
    {
        Count = order.Length;
        SampleLength = source.SampleLength;
        LabelLength = source.LabelLength;
        _features = new float[Count * SampleLength];
        _labels = new TLabel[Count * LabelLength];
        for (var i = 0; i < order.Length; i++)
        {
            source.FeaturesOf(order[i]).CopyTo(_features.AsSpan(i * SampleLength));
            source.LabelsOf(order[i]).CopyTo(_labels.AsSpan(i * LabelLength));
        }
    }

    /// <summary>How many samples there are.</summary>
    public int Count { get; }

    /// <summary>The values of one sample; 0 where there is no sample.</summary>
    public int SampleLength { get; }

    /// <summary>The labels of one sample; 0 where there is no sample.</summary>
    public int LabelLength { get; }

    /// <summary>The values of all samples, one sample after another.</summary>
    public ReadOnlySpan<float> Features => _features;

    /// <summary>The labels of all samples, one sample after another.</summary>
    public ReadOnlySpan<TLabel> Labels => _labels;

    /// <summary>The values of one sample.</summary>
    /// <param name="index">The sample, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<float> FeaturesOf(int index)
    {
        CheckIndex(index);
        return _features.AsSpan(index * SampleLength, SampleLength);
    }

    /// <summary>The labels of one sample.</summary>
    /// <param name="index">The sample, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<TLabel> LabelsOf(int index)
    {
        CheckIndex(index);
        return _labels.AsSpan(index * LabelLength, LabelLength);
    }

    /// <summary>The samples in an order that follows from the seed.</summary>
    /// <param name="seed">What the order follows from.</param>
    public Dataset<TLabel> Shuffle(long seed) => new(this, Order(seed));

    /// <summary>Two disjoint parts, drawn by the seed; together they are all samples.</summary>
    /// <param name="testFraction">The share of the second part, from 0 to 1; its count is rounded to the nearest whole number.</param>
    /// <param name="seed">What the draw follows from.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not from 0 to 1.</exception>
    public (Dataset<TLabel> Train, Dataset<TLabel> Test) Split(double testFraction, long seed)
    {
        if (!(testFraction is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(testFraction), testFraction, "'testFraction' must be from 0 to 1.");

        var order = Order(seed);
        var train = Count - (int)Math.Round(Count * testFraction);
        return (new(this, order.AsSpan(0, train)), new(this, order.AsSpan(train)));
    }

    /// <summary>The first samples.</summary>
    /// <param name="count">How many; at most <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or more than there are.</exception>
    public Dataset<TLabel> Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        return new(_features[..(count * SampleLength)], _labels[..(count * LabelLength)], count);
    }

    /// <summary>Goes over the samples in batches, the last one with what is left. Allocates nothing.</summary>
    /// <param name="batchSize">The samples of a batch, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public BatchEnumerator<TLabel> Batches(int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        return new BatchEnumerator<TLabel>(this, batchSize);
    }

    private static int LengthOfEach(int values, int count, string name)
    {
        if (count == 0 ? values != 0 : values == 0 || values % count != 0)
            throw new ArgumentException($"'{name}' holds {values} values, which do not divide among {count} samples.", name);

        return count == 0 ? 0 : values / count;
    }

    private int[] Order(long seed)
    {
        var order = new int[Count];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;

        Shuffler.Shuffle(order, seed, epoch: 0);
        return order;
    }

    private void CheckIndex(int index)
    {
        if ((uint)index >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Count} samples.");
    }
}
