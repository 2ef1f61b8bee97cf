using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen.Kernels;

/// <summary>y = x where x is positive, slope x elsewhere; the derivative at 0 is the slope.</summary>
/// <param name="slope">The slope below 0; not negative, because backward tells the side from the sign of y.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LeakyRelu(float slope) : IActivation
{
    /// <inheritdoc/>
    public static bool IsCheap => true;

    /// <inheritdoc/>
    public static bool IsIdentity => false;

    /// <inheritdoc/>
    public static bool HasHalves => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : struct, ILanes<T>
        => T.Select(T.GreaterThan(x, T.Zero), x, x * T.Of(slope));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Gradient<T>(T y, T gradient)
        where T : struct, ILanes<T>
        => T.Select(T.GreaterThan(y, T.Zero), gradient, gradient * T.Of(slope));
}
