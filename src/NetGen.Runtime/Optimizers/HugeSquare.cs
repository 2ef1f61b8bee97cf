using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen;

/// <summary>A mean square too large for a float: that of gradients from about 1e19 on.</summary>
/// <remarks>
/// A mean square is never negative, so its sign is free: -s stands for s * 2^128, and any square of a finite gradient has a place. Infinity would be
/// kept for ever, and a parameter of which it is kept never moves again, or becomes NaN. Such lanes are rare, and each is computed in double by itself.
/// </remarks>
internal static class HugeSquare
{
    private const double Scale = 340282366920938463463374607431768211456.0;

    /// <summary>All bits set in the lanes that are to be computed in double: the square was huge before the step, or is after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Find(Vector512<float> before, Vector512<float> after) =>
        Vector512.LessThan(before, Vector512<float>.Zero) | Vector512.Equals(after, Vector512.Create(float.PositiveInfinity));

    /// <summary>The mean square that a kept value stands for.</summary>
    public static double Decode(float kept) => kept < 0 ? kept * -Scale : kept;

    /// <summary>What to keep of a mean square.</summary>
    public static float Encode(double square)
    {
        var kept = (float)square;
        return float.IsInfinity(kept) && double.IsFinite(square) ? (float)(square / -Scale) : kept;
    }

    /// <summary>decay * square + share * gradient^2.</summary>
    public static double Decay(float kept, float gradient, float decay, float share) => decay * Decode(kept) + share * ((double)gradient * gradient);
}
