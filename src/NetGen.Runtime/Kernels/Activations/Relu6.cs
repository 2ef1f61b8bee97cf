using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen.Kernels;

/// <summary>y = min(max(x, 0), 6); the derivative at 0 and at 6 is 0. NaN stays NaN.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Relu6 : IActivation
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
    {
        var positive = T.AndNot(x, T.LessThanOrEqual(x, T.Zero));
        return T.Select(T.GreaterThan(positive, T.Of(6f)), T.Of(6f), positive);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Gradient<T>(T y, T gradient)
        where T : struct, ILanes<T>
    {
        var flat = T.LessThanOrEqual(y, T.Zero) | T.GreaterThanOrEqual(y, T.Of(6f));
        return T.AndNot(gradient, flat);
    }
}
