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
    public Vector512<float> Apply(Vector512<float> x, out Vector512<float> slope)
        => VectorMath.TanhAndSlope(x, out slope);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Gradient(Vector512<float> y, Vector512<float> gradient)
        => gradient * Vector512.FusedMultiplyAdd(-y, y, Vector512<float>.One);
}
