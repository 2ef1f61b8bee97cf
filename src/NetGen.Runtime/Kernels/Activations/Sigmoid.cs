using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

/// <summary>y = 1 / (1 + e^-x).</summary>
public readonly struct Sigmoid : ISlopedActivation
{
    /// <inheritdoc/>
    public static bool HasHalves => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Begin(Vector512<float> x) => VectorMath.ExpOfMinusAbs(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> End(Vector512<float> x, Vector512<float> begun) => VectorMath.SigmoidEnd(x, begun);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> x)
        => VectorMath.Sigmoid(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> BeginWithSlope(Vector512<float> x, out Vector512<float> second)
    {
        second = VectorMath.ExpOfMinusAbs(x);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> EndWithSlope(Vector512<float> first, Vector512<float> second, out Vector512<float> slope)
    {
        slope = VectorMath.SigmoidSlope(second);
        return VectorMath.SigmoidEnd(first, second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Gradient(Vector512<float> y, Vector512<float> gradient)
        => gradient * (y * (Vector512<float>.One - y));
}
