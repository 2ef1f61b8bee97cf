using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

/// <summary>y = x where x is positive, slope x elsewhere; the derivative at 0 is the slope.</summary>
/// <param name="slope">The slope below 0; not negative, because backward tells the side from the sign of y.</param>
public readonly struct LeakyRelu(float slope) : IActivation
{
    /// <inheritdoc/>
    public static bool IsCheap => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> x)
        => Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), x, x * Vector512.Create(slope));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Gradient(Vector512<float> y, Vector512<float> gradient)
        => Vector512.ConditionalSelect(Vector512.GreaterThan(y, Vector512<float>.Zero), gradient, gradient * Vector512.Create(slope));
}
