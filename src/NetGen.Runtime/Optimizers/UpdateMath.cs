using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen;

/// <summary>What the updates of several optimizers share.</summary>
/// <remarks>
/// A moment that decays would spend hundreds of steps among the denormals, where arithmetic is 24 times slower;
/// so what falls below <see cref="Tiny"/> becomes 0. For the same reason a gradient below <see cref="LeastGradient"/> counts as 0, and one whose square
/// would be denormal, in the square alone. A mean square beyond the largest float is kept all the same: see <see cref="HugeSquare"/>.
/// </remarks>
internal static class UpdateMath
{
    /// <summary>Two bits above the smallest normal float, so that one more decay by a half still gives a normal one.</summary>
    public const float Tiny = 4.70197740e-38f;

    /// <summary>
    /// The least magnitude of a gradient that counts where squares are kept: its share of a moment, times a learning rate, is not denormal yet.
    /// </summary>
    public const float LeastGradient = 1e-30f;

    /// <summary>
    /// The least magnitude of a gradient that counts in a mean square: <paramref name="share"/> times its square is <see cref="Tiny"/>, about 1e-18.
    /// </summary>
    public static float NotableGradient(float share) => (float)Math.Sqrt(Tiny / (double)share);

    /// <summary>Zero in the lanes below <see cref="Tiny"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Flush<T>(T vector)
        where T : struct, ILanes<T>
        => Lanes.CutBelow(vector, T.Of(Tiny));

    /// <summary>Zero in the lanes below <see cref="LeastGradient"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T CutTiny<T>(T gradients)
        where T : struct, ILanes<T>
        => Lanes.CutBelow(gradients, T.Of(LeastGradient));

    /// <summary>decay * average + share * gradient, a tiny result cut to zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Decay<T>(T average, T gradient, float decay, float share)
        where T : struct, ILanes<T>
        => Flush(T.FusedMultiplyAdd(T.Of(decay), average, T.Of(share) * gradient));

    /// <summary>decay * average + share * gradient^2, a tiny result cut to zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T DecaySquare<T>(T average, T gradient, float decay, float share)
        where T : struct, ILanes<T>
    {
        var result = T.FusedMultiplyAdd(T.Of(share) * gradient, gradient, T.Of(decay) * average);
        return T.Select(T.LessThan(result, T.Of(Tiny)), T.Zero, result);
    }
}
