namespace NetGen;

/// <summary>Samples that are read when they are needed, each by its index: for data larger than memory.</summary>
/// <typeparam name="TLabel">The labels' type: <see cref="int"/> for class indices, <see cref="float"/> for targets.</typeparam>
/// <remarks>
/// A source of one's own derives from this class. <see cref="Network{TLabel}.Fit(SampleSource{TLabel}, FitOptions{TLabel})"/> reads on a
/// thread of its own, ahead of the steps, and several trainings may read one source at once: reads must be safe on any thread, and should
/// allocate nothing. Training makes the same steps, bit for bit, as with the same samples in a <see cref="Dataset{TLabel}"/>.
/// </remarks>
public abstract class SampleSource<TLabel> : IDisposable
{
    /// <summary>How many samples there are.</summary>
    public abstract int Count { get; }

    /// <summary>How many features one sample has.</summary>
    public abstract int SampleLength { get; }

    /// <summary>How many labels one sample has.</summary>
    public abstract int LabelLength { get; }

    /// <summary>What the classes are called, by class index; null where nobody knows. Training hands them to <see cref="Network.ClassNames"/>.</summary>
    public virtual IReadOnlyList<string>? ClassNames => null;

    /// <summary>
    /// The texts of categorical columns; null where there are none, or nobody knows. Training hands them to <see cref="Network.Categories"/>.
    /// </summary>
    public virtual Categories? Categories => null;

    /// <summary>Reads one sample. Thread-safe.</summary>
    /// <param name="sample">Its index, from 0 and below <see cref="Count"/>.</param>
    /// <param name="features">Takes its features: [<see cref="SampleLength"/>].</param>
    /// <param name="labels">Takes its labels: [<see cref="LabelLength"/>].</param>
    public abstract void Read(int sample, Span<float> features, Span<TLabel> labels);

    /// <summary>Reads consecutive samples: one by one, unless overridden for something faster. Thread-safe.</summary>
    /// <param name="first">The index of the first one.</param>
    /// <param name="count">How many.</param>
    /// <param name="features">Takes their features, sample after sample: [<paramref name="count"/>, <see cref="SampleLength"/>].</param>
    /// <param name="labels">Takes their labels: [<paramref name="count"/>, <see cref="LabelLength"/>].</param>
    public virtual void ReadRange(int first, int count, Span<float> features, Span<TLabel> labels)
    {
        for (var i = 0; i < count; i++)
            Read(first + i, features.Slice(i * SampleLength, SampleLength), labels.Slice(i * LabelLength, LabelLength));
    }

    /// <summary>Closes what is open; nothing may be reading.</summary>
    public virtual void Dispose()
    {
    }

    /// <summary>Throws unless there are such samples, and room for them.</summary>
    private protected void CheckRange(int first, int count, int features, int labels)
    {
        if (first < 0 || count < 0 || first > Count - count)
            throw new ArgumentOutOfRangeException(nameof(first), $"The source has {Count} samples; {count} cannot be read from index {first} on.");
        if (features != (long)count * SampleLength)
            throw new ArgumentException(
                $"'features' has room for {features} values; expected {(long)count * SampleLength}: {count} samples with {SampleLength} each.",
                nameof(features));
        if (labels != (long)count * LabelLength)
            throw new ArgumentException(
                $"'labels' has room for {labels} values; expected {(long)count * LabelLength}: {count} samples with {LabelLength} each.", nameof(labels));
    }
}
