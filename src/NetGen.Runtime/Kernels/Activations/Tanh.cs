using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen.Kernels;

/// <summary>y = tanh x.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Tanh : ISlopedActivation
{
    /// <inheritdoc/>
    public static bool IsCheap => false;

    /// <inheritdoc/>
    public static bool IsIdentity => false;

    /// <inheritdoc/>
    public static bool HasHalves => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Begin<T>(T x)
        where T : struct, ILanes<T>
        => VectorMath<T>.TanhBegin(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T End<T>(T x, T begun)
        where T : struct, ILanes<T>
        => VectorMath<T>.TanhEnd(x, begun);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : struct, ILanes<T>
        => VectorMath<T>.Tanh(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BeginWithSlope<T>(T x, out T second)
        where T : struct, ILanes<T>
    {
        var minusOne = VectorMath<T>.Expm1AndExp(T.Abs(x) * T.Of(-2f), out var exp);
        // An exponential needs no sign, so that of x travels with it.
        second = exp | (x & T.Of(-0f));
        return minusOne;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T EndWithSlope<T>(T first, T second, out T slope)
        where T : struct, ILanes<T>
    {
        slope = VectorMath<T>.TanhSlope(first, T.Abs(second));
        return VectorMath<T>.TanhEnd(second, first);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Gradient<T>(T y, T gradient)
        where T : struct, ILanes<T>
        => gradient * T.FusedMultiplyAdd(-y, y, T.One);
}
