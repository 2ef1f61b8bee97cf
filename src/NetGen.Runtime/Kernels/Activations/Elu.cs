using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen.Kernels;

/// <summary>y = x where x is positive, alpha (e^x - 1) elsewhere (Clevert et al., 2016).</summary>
/// <param name="alpha">What y tends to, negated, far below 0; not negative, because backward tells the side from the sign of y.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Elu(float alpha) : ISlopedActivation
{
    /// <inheritdoc/>
    public static bool IsCheap => false;

    /// <inheritdoc/>
    public static bool IsIdentity => false;

    /// <inheritdoc/>
    public static bool HasHalves => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : struct, ILanes<T>
    {
        var positive = T.GreaterThan(x, T.Zero);
        var negativePart = T.AndNot(x, positive);
        return T.Select(positive, x, VectorMath<T>.Expm1(negativePart) * T.Of(alpha));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BeginWithSlope<T>(T x, out T second)
        where T : struct, ILanes<T>
    {
        var positive = T.GreaterThan(x, T.Zero);
        var minusOne = VectorMath<T>.Expm1AndExp(T.AndNot(x, positive), out second);
        return T.Select(positive, x, minusOne * T.Of(alpha));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T EndWithSlope<T>(T first, T second, out T slope)
        where T : struct, ILanes<T>
    {
        var below = Lanes.CutBelow(second * T.Of(alpha), T.Of(Lanes.MinNormal));
        slope = T.Select(T.GreaterThan(first, T.Zero), T.One, below);
        return first;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Gradient<T>(T y, T gradient)
        where T : struct, ILanes<T>
        => T.Select(T.GreaterThan(y, T.Zero), gradient, gradient * (y + T.Of(alpha)));
}
