using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>What each sample counts in the loss: the product of its own weight and its class's.</summary>
internal sealed class SampleWeights<TLabel>
    where TLabel : unmanaged
{
    private readonly float[]? _bySample;
    private readonly float[]? _byClass;

    private SampleWeights(float[]? bySample, float[]? byClass)
    {
        _bySample = bySample;
        _byClass = byClass;
    }

    /// <summary>The weights that options ask for; null where they ask for none.</summary>
    /// <exception cref="ArgumentException">There are not as many as samples or classes, one is negative or not finite, or the labels are no classes.</exception>
    public static SampleWeights<TLabel>? From(FitOptions<TLabel> options, int samples, ReadOnlySpan<TLabel> labels, int labelLength)
    {
        var bySample = Copy(options.SampleWeights, nameof(options.SampleWeights));
        var byClass = Copy(options.ClassWeights, nameof(options.ClassWeights));
        if (bySample is null && byClass is null)
            return null;

        if (bySample is not null && bySample.Length != samples)
            throw new ArgumentException($"'SampleWeights' holds {bySample.Length} weights; expected {samples}, one for each training sample.", nameof(options.SampleWeights));

        var weights = new SampleWeights<TLabel>(bySample, byClass);
        if (byClass is not null)
            weights.CheckClasses(labels, labelLength);

        return weights;
    }

    /// <summary>The weight of a sample.</summary>
    public float Of(int sample, ReadOnlySpan<TLabel> labels) =>
        (_bySample is null ? 1 : _bySample[sample]) * (_byClass is null ? 1 : _byClass[ClassOf(labels[0])]);

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

    private void CheckClasses(ReadOnlySpan<TLabel> labels, int labelLength)
    {
        if (labelLength != 1)
            throw new ArgumentException($"'ClassWeights' need one class a sample, but the samples have {labelLength} labels each.", "ClassWeights");

        for (var i = 0; i < labels.Length; i++)
        {
            var isClass = typeof(TLabel) == typeof(int) || Unsafe.BitCast<TLabel, float>(labels[i]) is 0 or 1;
            if (!isClass || (uint)ClassOf(labels[i]) >= (uint)_byClass!.Length)
                throw new ArgumentException($"'ClassWeights' holds {_byClass!.Length} weights, but sample {i} has the label {labels[i]}; expected a weight for every class.", "ClassWeights");
        }
    }
}
