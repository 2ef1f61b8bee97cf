using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

/// <summary>y = max(x, 0); the derivative at 0 is 0. NaN stays NaN.</summary>
public readonly struct Relu : IActivation
{
    /// <inheritdoc/>
    public static bool IsCheap => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> x)
        => Vector512.AndNot(x, Vector512.LessThanOrEqual(x, Vector512<float>.Zero));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Gradient(Vector512<float> y, Vector512<float> gradient)
        => Vector512.AndNot(gradient, Vector512.LessThanOrEqual(y, Vector512<float>.Zero));
}
