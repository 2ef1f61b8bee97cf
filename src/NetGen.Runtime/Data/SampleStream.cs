namespace NetGen;

/// <summary>Samples that can only be read one after another, from the first: a large CSV file, a database, something that makes them up.</summary>
/// <typeparam name="TLabel">The labels' type: <see cref="int"/> for class indices, <see cref="float"/> for targets.</typeparam>
/// <remarks>
/// A stream of one's own derives from this class, or is made of a sequence with <see cref="SampleStream"/>. Each epoch opens it once and reads
/// on a thread of its own, ahead of the steps. To shuffle, <see cref="FitOptions{TLabel}.ShuffleBuffer"/> samples are held in memory.
/// </remarks>
public abstract class SampleStream<TLabel>
{
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

    /// <summary>
    /// Starts to read at the first sample. Thread-safe; the same samples come in the same order each time, or else a training cannot be repeated.
    /// </summary>
    public abstract SampleReader<TLabel> Open();
}

/// <summary>One walk over a <see cref="SampleStream{TLabel}"/>, used by one thread at a time.</summary>
/// <typeparam name="TLabel">The labels' type.</typeparam>
public abstract class SampleReader<TLabel> : IDisposable
{
    /// <summary>Reads the next sample; false at the end. Should allocate nothing.</summary>
    /// <param name="features">Takes its features: [<see cref="SampleStream{TLabel}.SampleLength"/>].</param>
    /// <param name="labels">Takes its labels: [<see cref="SampleStream{TLabel}.LabelLength"/>].</param>
    public abstract bool TryRead(Span<float> features, Span<TLabel> labels);

    /// <summary>Closes what <see cref="SampleStream{TLabel}.Open"/> opened.</summary>
    public virtual void Dispose()
    {
    }
}

/// <summary>Makes streams out of sequences.</summary>
public static class SampleStream
{
    /// <summary>A class index for each sample of a sequence.</summary>
    /// <param name="samples">Enumerated anew for each epoch, on another thread. The arrays are copied, so one may be used again and again.</param>
    /// <param name="sampleLength">How many features each has.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not positive.</exception>
    public static SampleStream<int> Classification(IEnumerable<(float[] Features, int Label)> samples, int sampleLength) =>
        new SequenceStream<(float[] Features, int Label), int>(samples, sampleLength, 1, static (sample, labels) =>
        {
            labels[0] = sample.Label;
            return (sample.Features, 1);
        });

    /// <summary>One or more numbers to predict for each sample of a sequence.</summary>
    /// <param name="samples">Enumerated anew for each epoch, on another thread. The arrays are copied, so one may be used again and again.</param>
    /// <param name="sampleLength">How many features each has.</param>
    /// <param name="targetLength">How many targets each has.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is not positive.</exception>
    public static SampleStream<float> Regression(IEnumerable<(float[] Features, float[] Targets)> samples, int sampleLength, int targetLength = 1) =>
        new SequenceStream<(float[] Features, float[] Targets), float>(samples, sampleLength, targetLength, static (sample, labels) =>
        {
            if (sample.Targets.Length == labels.Length)
                sample.Targets.CopyTo(labels);
            return (sample.Features, sample.Targets.Length);
        });
}
