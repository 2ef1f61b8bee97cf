using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen;

/// <summary>A mean square too large for a float: that of gradients from about 1e19 on.</summary>
/// <remarks>
/// A mean square is never negative, so its sign is free: -s stands for s * 2^128, and any square of a finite gradient has a place. Infinity would be
/// kept for ever, and a parameter of which it is kept never moves again, or becomes NaN. Such lanes are rare, and each is computed in double by itself.
/// A sum of squares that does not decay, and whose place that is not, stays at the greatest.
/// </remarks>
internal static class HugeSquare
{
    private const double Scale = 340282366920938463463374607431768211456.0;

    private const uint Infinity = 0x7F800000;

    /// <summary>Whether no square was huge before a step, or is after it. False for NaN as well, which does no harm.</summary>
    /// <remarks>As bits, a negative number is above infinity.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNone<T>(T before, T after)
        where T : struct, IWidth<T>
        => T.AreBelow(before, after, Infinity);

    /// <summary>Whether one was, or is.</summary>
    public static bool Is(float before, float after) => before < 0 || float.IsPositiveInfinity(after);

    /// <summary>decay * square + share * gradient^2, from a kept square.</summary>
    public static double Decay(float kept, float gradient, float decay, float share) =>
        Decay(kept, (double)gradient, decay, share);

    /// <summary>The same of a number that may be no float, as the difference of two.</summary>
    public static double Decay(float kept, double number, float decay, float share) => decay * Value(kept) + share * (number * number);

    /// <summary>The square that is kept as a float.</summary>
    public static double Value(float kept) => kept < 0 ? kept * -Scale : kept;

    /// <summary>Whether a negative number is one that <see cref="Encode"/> writes; a file may hold any.</summary>
    public static bool IsKept(float negative) => negative is <= -1 and >= -float.MaxValue;

    /// <summary>What to keep of a square.</summary>
    public static float Encode(double square)
    {
        var kept = (float)square;
        return float.IsInfinity(kept) && double.IsFinite(square) ? Math.Max((float)(square / -Scale), -float.MaxValue) : kept;
    }
}
