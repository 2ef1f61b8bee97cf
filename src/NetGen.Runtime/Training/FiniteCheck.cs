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
        // The quick look first: it is vectorised, and nearly always all there is.
        if (values.IsEmpty || TensorPrimitives.IsFiniteAll(values))
            return;

        var index = 0;
        while (float.IsFinite(values[index]))
            index++;

        throw new ArgumentException($"'{name}' holds {values[index]} in sample {index / sampleLength} at place {index % sampleLength}; expected finite values.", name);
    }
}
