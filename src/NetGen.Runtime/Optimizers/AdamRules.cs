using System.Runtime.CompilerServices;
using NetGen.Kernels;
using NetGen.Kernels.Vectors;

namespace NetGen;

/// <summary>The update of <see cref="Adam"/>: the mean gradient is kept first, the mean square second.</summary>
internal readonly struct AdamRule(float correctedRate, float beta1, float beta2, float epsilon) : IUpdate
{
    private readonly float _rate = correctedRate;
    private readonly float _meanDecay = beta1;
    private readonly float _meanShare = 1 - beta1;
    private readonly float _squareDecay = beta2;
    private readonly float _squareShare = 1 - beta2;
    private readonly float _notable = UpdateMath.NotableGradient(1 - beta2);
    private readonly float _epsilon = epsilon;

    public static int Moments => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T parameters, T gradients, ref Kept<T> kept)
        where T : struct, IWidth<T>
    {
        T mean = UpdateMath.Decay(kept.First, UpdateMath.CutTiny(gradients), _meanDecay, _meanShare);
        T square = UpdateMath.DecaySquare(kept.Second, Lanes.CutBelow(gradients, T.Of(_notable)), _squareDecay, _squareShare);
        (kept.First, kept.Second) = (mean, square);
        T root = square * VectorMath<T>.ReciprocalSqrt(square);
        return parameters - T.Of(_rate) * mean / (root + T.Of(_epsilon));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsInRange<T>(in Kept<T> before, in Kept<T> after)
        where T : struct, IWidth<T>
        => HugeSquare.IsNone(before.Second, after.Second);

    public bool ApplyInDouble(in UpdatedParameter before, ref UpdatedParameter after)
    {
        if (!HugeSquare.Is(before.Kept.Second, after.Kept.Second))
            return false;

        double decayed = HugeSquare.Decay(before.Kept.Second, before.Gradient, _squareDecay, _squareShare);
        after.Kept.Second = HugeSquare.Encode(decayed);
        after.Parameter = (float)(before.Parameter - (double)_rate * after.Kept.First / (Math.Sqrt(decayed) + _epsilon));
        return true;
    }
}

/// <summary>The same as AMSGrad has it: by the greatest mean square so far, which is kept third.</summary>
internal readonly struct AmsGradRule(float correctedRate, float beta1, float beta2, float epsilon) : IUpdate
{
    private readonly float _rate = correctedRate;
    private readonly float _meanDecay = beta1;
    private readonly float _meanShare = 1 - beta1;
    private readonly float _squareDecay = beta2;
    private readonly float _squareShare = 1 - beta2;
    private readonly float _notable = UpdateMath.NotableGradient(1 - beta2);
    private readonly float _epsilon = epsilon;

    public static int Moments => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T parameters, T gradients, ref Kept<T> kept)
        where T : struct, IWidth<T>
    {
        T mean = UpdateMath.Decay(kept.First, UpdateMath.CutTiny(gradients), _meanDecay, _meanShare);
        T square = UpdateMath.DecaySquare(kept.Second, Lanes.CutBelow(gradients, T.Of(_notable)), _squareDecay, _squareShare);
        T greatest = T.Max(kept.Third, square);
        (kept.First, kept.Second, kept.Third) = (mean, square, greatest);
        T root = greatest * VectorMath<T>.ReciprocalSqrt(greatest);
        return parameters - T.Of(_rate) * mean / (root + T.Of(_epsilon));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsInRange<T>(in Kept<T> before, in Kept<T> after)
        where T : struct, IWidth<T>
        => HugeSquare.IsNone(before.Second, after.Second) & HugeSquare.IsNone(before.Third, after.Third);

    public bool ApplyInDouble(in UpdatedParameter before, ref UpdatedParameter after)
    {
        if (!HugeSquare.Is(before.Kept.Second, after.Kept.Second) && !HugeSquare.Is(before.Kept.Third, after.Kept.Third))
            return false;

        double decayed = HugeSquare.Decay(before.Kept.Second, before.Gradient, _squareDecay, _squareShare);
        double greatest = Math.Max(HugeSquare.Value(before.Kept.Third), decayed);
        (after.Kept.Second, after.Kept.Third) = (HugeSquare.Encode(decayed), HugeSquare.Encode(greatest));
        after.Parameter = (float)(before.Parameter - (double)_rate * after.Kept.First / (Math.Sqrt(greatest) + _epsilon));
        return true;
    }
}
