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
    public Vector512<float> BeginWithSlope(Vector512<float> x, out Vector512<float> second)
    {
        var positive = Vector512.GreaterThan(x, Vector512<float>.Zero);
        var minusOne = VectorMath.Expm1AndExp(Vector512.AndNot(x, positive), out second);
        return Vector512.ConditionalSelect(positive, x, minusOne * Vector512.Create(alpha));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> EndWithSlope(Vector512<float> first, Vector512<float> second, out Vector512<float> slope)
    {
        var below = Lanes.CutBelow(second * Vector512.Create(alpha), Vector512.Create(Lanes.MinNormal));
        slope = Vector512.ConditionalSelect(Vector512.GreaterThan(first, Vector512<float>.Zero), Vector512<float>.One, below);
        return first;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Gradient(Vector512<float> y, Vector512<float> gradient)
        => Vector512.ConditionalSelect(Vector512.GreaterThan(y, Vector512<float>.Zero), gradient, gradient * (y + Vector512.Create(alpha)));
}
