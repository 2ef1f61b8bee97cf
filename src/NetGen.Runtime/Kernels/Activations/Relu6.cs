using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

/// <summary>y = min(max(x, 0), 6); the derivative at 0 and at 6 is 0. NaN stays NaN.</summary>
public readonly struct Relu6 : IActivation
{
    /// <inheritdoc/>
    public static bool IsCheap => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> x)
    {
        var positive = Vector512.AndNot(x, Vector512.LessThanOrEqual(x, Vector512<float>.Zero));
        return Vector512.ConditionalSelect(Vector512.GreaterThan(positive, Vector512.Create(6f)), Vector512.Create(6f), positive);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Gradient(Vector512<float> y, Vector512<float> gradient)
    {
        var flat = Vector512.LessThanOrEqual(y, Vector512<float>.Zero) | Vector512.GreaterThanOrEqual(y, Vector512.Create(6f));
        return Vector512.AndNot(gradient, flat);
    }
}
