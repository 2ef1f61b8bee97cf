using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

/// <summary>y = ln(1 + e^x), stable on both sides.</summary>
public readonly struct Softplus : IActivation
{
    /// <inheritdoc/>
    public static bool HasHalves => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Begin(Vector512<float> x) => VectorMath.ExpOfMinusAbs(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> End(Vector512<float> x, Vector512<float> begun) => VectorMath.SoftplusEnd(x, begun);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> x)
        => VectorMath.Softplus(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Gradient(Vector512<float> y, Vector512<float> gradient)
        => gradient * -VectorMath.Expm1(-y);
}
