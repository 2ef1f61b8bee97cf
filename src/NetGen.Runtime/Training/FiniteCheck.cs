using System.Globalization;
using System.Numerics.Tensors;

namespace NetGen;

/// <summary>Looks for values that are not finite.</summary>
internal static class FiniteCheck
{
    /// <summary>Throws where a value is NaN or infinite, and says in which sample and at which place.</summary>
    /// <param name="values">The values of samples, one after another.</param>
    /// <param name="sampleLength">The values of one sample.</param>
    /// <param name="name">The argument.</param>
    public static void Check(ReadOnlySpan<float> values, int sampleLength, string name)
    {
        if (Find(values, sampleLength, name) is { } found)
            throw new ArgumentException($"'{name}' holds {found.Text} in sample {found.Sample} at place {found.Place}; expected finite values.", name);
    }

    /// <summary>The first value that is NaN or infinite; null where there is none.</summary>
    /// <param name="values">The values of samples, one after another.</param>
    /// <param name="sampleLength">The values of one sample.</param>
    /// <param name="part">What they are of a sample.</param>
    public static NonFiniteValue? Find(ReadOnlySpan<float> values, int sampleLength, string part)
    {
        // The quick look first: it is vectorised, and nearly always all there is.
        if (values.IsEmpty || TensorPrimitives.IsFiniteAll(values))
            return null;

        var index = 0;
        while (float.IsFinite(values[index]))
            index++;

        return new(values[index], index / sampleLength, index % sampleLength, part);
    }
}

/// <summary>A value that is NaN or infinite.</summary>
/// <param name="Value">It.</param>
/// <param name="Sample">Its sample among those that were looked at.</param>
/// <param name="Place">Where in the sample.</param>
/// <param name="Part">Of what of the sample.</param>
internal readonly record struct NonFiniteValue(float Value, int Sample, int Place, string Part)
{
    public string Text => Value.ToString(CultureInfo.InvariantCulture);
}
