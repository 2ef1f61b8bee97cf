using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Kernels;

namespace NetGen;

/// <summary>What the updates of several optimizers share.</summary>
/// <remarks>
/// A moment that decays would spend hundreds of steps among the denormals, where arithmetic is 24 times slower;
/// so what falls below <see cref="Tiny"/> becomes 0, which changes no update that a float can hold.
/// </remarks>
internal static class UpdateMath
{
    /// <summary>Two bits above the smallest normal float, so that one more decay by a half still gives a normal one.</summary>
    public const float Tiny = 4.70197740e-38f;

    /// <summary>The gradient magnitude from which <paramref name="share"/> times its square is at least <see cref="Tiny"/>.</summary>
    public static float SquareThreshold(float share) => (float)Math.Sqrt(Tiny / (double)share);

    /// <summary>Zero in the lanes below <see cref="Tiny"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Flush(Vector512<float> vector) => Lanes.CutBelow(vector, Vector512.Create(Tiny));

    /// <summary>decay * average + share * gradient, tiny results cut to zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Decay(Vector512<float> average, Vector512<float> gradient, Vector512<float> decay, Vector512<float> share)
        => Flush(Vector512.FusedMultiplyAdd(decay, average, share * Flush(gradient)));

    /// <summary>decay * average + share * gradient^2, tiny squares and results cut to zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> DecaySquare(
        Vector512<float> average, Vector512<float> gradient, Vector512<float> decay, Vector512<float> share, Vector512<float> threshold)
    {
        var notable = Lanes.CutBelow(gradient, threshold);
        return Flush(Vector512.FusedMultiplyAdd(share * notable, notable, decay * average));
    }
}
