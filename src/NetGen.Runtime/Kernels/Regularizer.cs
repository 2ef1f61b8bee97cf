using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

/// <summary>Penalties on the size of parameters: l1 * sum |w| + l2 * sum w^2, as Keras has them.</summary>
public static class Regularizer
{
    /// <summary>The penalty, summed in double in a fixed order.</summary>
    /// <param name="parameters">The parameters it is on.</param>
    /// <param name="l1">The weight of the magnitudes.</param>
    /// <param name="l2">The weight of the squares.</param>
    [MethodImpl(Hot.Pass)]
    public static double Penalty(ReadOnlySpan<float> parameters, float l1, float l2)
    {
        ref float w = ref Lanes.Start(parameters);
        var magnitudes = Vector512<double>.Zero;
        var squares = Vector512<double>.Zero;
        for (int i = 0; i < parameters.Length; i += Lanes.Count)
        {
            var (lower, upper) = Vector512.Widen(Lanes.LoadAt(ref w, i, parameters.Length));
            magnitudes = magnitudes + Vector512.Abs(lower) + Vector512.Abs(upper);
            squares = Vector512.FusedMultiplyAdd(upper, upper, Vector512.FusedMultiplyAdd(lower, lower, squares));
        }

        return l1 * Lanes.Sum(magnitudes) + l2 * Lanes.Sum(squares);
    }

    /// <summary>Adds the penalty's gradient, l1 sign(w) + 2 l2 w with sign(0) = 0, and returns the penalty.</summary>
    /// <param name="parameters">The parameters it is on.</param>
    /// <param name="l1">The weight of the magnitudes.</param>
    /// <param name="l2">The weight of the squares.</param>
    /// <param name="gradients">The gradient of each parameter, added to.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(Hot.Pass)]
    public static double AddGradient(ReadOnlySpan<float> parameters, float l1, float l2, Span<float> gradients)
    {
        int length = parameters.Length;
        Lanes.CheckLength(gradients.Length, length, nameof(gradients));
        ref float w = ref Lanes.Start(parameters);
        ref float g = ref Lanes.Start(gradients);
        var linear = Vector512.Create(l1);
        var slope = Vector512.Create(2 * l2);
        for (int i = 0; i < length; i += Lanes.Count)
        {
            var weight = Lanes.LoadAt(ref w, i, length);
            var sign = linear | (weight & Vector512.Create(-0f));
            var lasso = Vector512.AndNot(sign, Vector512.Equals(weight, Vector512<float>.Zero));
            Lanes.StoreAt(Vector512.FusedMultiplyAdd(slope, weight, Lanes.LoadAt(ref g, i, length) + lasso), ref g, i, length);
        }

        return Penalty(parameters, l1, l2);
    }
}
