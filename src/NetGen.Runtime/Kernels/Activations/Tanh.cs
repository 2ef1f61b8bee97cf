using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

/// <summary>y = tanh x.</summary>
public readonly struct Tanh : ISlopedActivation
{
    /// <inheritdoc/>
    public static bool HasHalves => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Begin(Vector512<float> x) => VectorMath.TanhBegin(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> End(Vector512<float> x, Vector512<float> begun) => VectorMath.TanhEnd(x, begun);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> x)
        => VectorMath.Tanh(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> BeginWithSlope(Vector512<float> x, out Vector512<float> second)
    {
        var minusOne = VectorMath.Expm1AndExp(Vector512.Abs(x) * Vector512.Create(-2f), out var exp);
        // An exponential needs no sign, so that of x travels with it.
        second = exp | (x & Vector512.Create(-0f));
        return minusOne;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> EndWithSlope(Vector512<float> first, Vector512<float> second, out Vector512<float> slope)
    {
        slope = VectorMath.TanhSlope(first, Vector512.Abs(second));
        return VectorMath.TanhEnd(second, first);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Gradient(Vector512<float> y, Vector512<float> gradient)
        => gradient * Vector512.FusedMultiplyAdd(-y, y, Vector512<float>.One);
}
