using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

/// <summary>y = x where x is positive, alpha (e^x - 1) elsewhere (Clevert et al., 2016).</summary>
/// <param name="alpha">What y tends to, negated, far below 0; not negative, because backward tells the side from the sign of y.</param>
public readonly struct Elu(float alpha) : ISlopedActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> x)
    {
        var positive = Vector512.GreaterThan(x, Vector512<float>.Zero);
        var negativePart = Vector512.AndNot(x, positive);
        return Vector512.ConditionalSelect(positive, x, VectorMath.Expm1(negativePart) * Vector512.Create(alpha));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Apply(Vector512<float> x, out Vector512<float> slope)
    {
        var positive = Vector512.GreaterThan(x, Vector512<float>.Zero);
        var negativePart = Vector512.AndNot(x, positive);
        var y = VectorMath.Expm1AndExp(negativePart, out var exp) * Vector512.Create(alpha);
        slope = Vector512.ConditionalSelect(positive, Vector512<float>.One, Lanes.CutBelow(exp * Vector512.Create(alpha), Vector512.Create(Lanes.MinNormal)));
        return Vector512.ConditionalSelect(positive, x, y);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Gradient(Vector512<float> y, Vector512<float> gradient)
        => Vector512.ConditionalSelect(Vector512.GreaterThan(y, Vector512<float>.Zero), gradient, gradient * (y + Vector512.Create(alpha)));
}
