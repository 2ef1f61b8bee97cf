using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen.Kernels;

/// <summary>y = 1 / (1 + e^-x).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Sigmoid : ISlopedActivation
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
        => VectorMath<T>.ExpOfMinusAbs(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T End<T>(T x, T begun)
        where T : struct, ILanes<T>
        => VectorMath<T>.SigmoidEnd(x, begun);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : struct, ILanes<T>
        => VectorMath<T>.Sigmoid(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BeginWithSlope<T>(T x, out T second)
        where T : struct, ILanes<T>
    {
        second = VectorMath<T>.ExpOfMinusAbs(x);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T EndWithSlope<T>(T first, T second, out T slope)
        where T : struct, ILanes<T>
    {
        slope = VectorMath<T>.SigmoidSlope(second);
        return VectorMath<T>.SigmoidEnd(first, second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Gradient<T>(T y, T gradient)
        where T : struct, ILanes<T>
        => gradient * (y * (T.One - y));
}
