using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>What each sample counts in the loss: the product of its own weight and its class's.</summary>
internal sealed class SampleWeights<TLabel>
{
    private readonly float[]? _bySample;
    private readonly float[]? _byClass;

    private SampleWeights(float[]? bySample, float[]? byClass)
    {
        _bySample = bySample;
        _byClass = byClass;
    }

    /// <summary>The weights that options ask for; null where they ask for none.</summary>
    /// <param name="options">The options.</param>
    /// <param name="samples">How many samples there are, those held out to validate on included.</param>
    /// <param name="labels">The labels to train on.</param>
    /// <param name="labelLength">How many labels a sample has.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <exception cref="ArgumentException">
    /// There are not as many as samples or classes, one is negative or not finite, or the labels are no classes.
    /// </exception>
    public static SampleWeights<TLabel>? From(FitOptions<TLabel> options, int samples, ReadOnlySpan<TLabel> labels, int labelLength, int classes)
    {
        var weights = From(options, samples, labelLength, classes);
        if (weights?._byClass is not null)
        {
            for (var i = 0; i < labels.Length; i++)
                weights.CheckClass(i, labels[i]);
        }

        return weights;
    }

    /// <summary>The same for labels that are not known yet: they go through <see cref="CheckClass"/> as they come.</summary>
    /// <param name="options">The options.</param>
    /// <param name="samples">How many samples there are; null where that is not known.</param>
    /// <param name="labelLength">How many labels a sample has.</param>
    /// <param name="classes">How many classes there are.</param>
    public static SampleWeights<TLabel>? From(FitOptions<TLabel> options, int? samples, int labelLength, int classes)
    {
        var bySample = Copy(options.SampleWeights, nameof(options.SampleWeights));
        var byClass = Copy(options.ClassWeights, nameof(options.ClassWeights));
        if (bySample is null && byClass is null)
            return null;

        if (bySample is not null && samples is null)
            throw new ArgumentException(
                "'SampleWeights' need data whose samples have an index, which a stream's have not; use a SampleSource or a Dataset.",
                nameof(options.SampleWeights));
        if (bySample is not null && bySample.Length != samples)
            throw new ArgumentException(
                $"'SampleWeights' holds {bySample.Length} weights; expected {samples}, one for each sample of 'data'.", nameof(options.SampleWeights));
        if (byClass is not null && labelLength != 1)
            throw new ArgumentException(
                $"'ClassWeights' need one class a sample, but the samples have {labelLength} labels each.", nameof(options.ClassWeights));

        // Longer ones than there are classes say that somebody had other classes in mind.
        if (byClass is not null && byClass.Length != classes)
            throw new ArgumentException(
                $"'ClassWeights' holds {byClass.Length} weights; expected {classes}, one for each class.", nameof(options.ClassWeights));

        return new SampleWeights<TLabel>(bySample, byClass);
    }

    /// <summary>The weights of some of the samples, in this order; null for all of them as they are.</summary>
    public SampleWeights<TLabel> Of(int[]? samples) =>
        samples is null || _bySample is null ? this : new(Array.ConvertAll(samples, sample => _bySample[sample]), _byClass);

    /// <summary>The weight of a sample.</summary>
    public float Of(long sample, ReadOnlySpan<TLabel> labels) =>
        (_bySample is null ? 1 : _bySample[sample]) * (_byClass is null ? 1 : _byClass[ClassOf(labels[0])]);

    /// <summary>Throws unless there is a weight for a label, where weights go by classes.</summary>
    public void CheckClass(long sample, TLabel label)
    {
        if (_byClass is null)
            return;

        var isClass = typeof(TLabel) == typeof(int) || Unsafe.BitCast<TLabel, float>(label) is 0 or 1;
        if (!isClass || (uint)ClassOf(label) >= (uint)_byClass.Length)
            throw new ArgumentException(
                $"'ClassWeights' holds {_byClass.Length} weights, but sample {sample} has the label {label}; expected a weight for every class.",
                "ClassWeights");
    }

    private static float[]? Copy(IReadOnlyList<float>? weights, string name)
    {
        if (weights is null)
            return null;

        var copy = weights.ToArray();
        for (var i = 0; i < copy.Length; i++)
        {
            if (!float.IsFinite(copy[i]) || copy[i] < 0)
                throw new ArgumentException($"'{name}' holds {copy[i]} at place {i}; expected finite weights of at least 0.", name);
        }

        return copy;
    }

    private static int ClassOf(TLabel label) => typeof(TLabel) == typeof(int) ? Unsafe.BitCast<TLabel, int>(label) : (int)Unsafe.BitCast<TLabel, float>(label);
}
