using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen;

/// <summary>A rule before whose update each parameter loses a share of itself: weight decay that is no part of the gradient.</summary>
/// <param name="rule">The rule.</param>
/// <param name="share">The share.</param>
internal readonly struct Decayed<TRule>(TRule rule, float share) : IUpdate
    where TRule : struct, IUpdate
{
    private readonly TRule _rule = rule;
    private readonly float _loss = -share;

    public static int Moments => TRule.Moments;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T parameters, T gradients, ref Kept<T> kept)
        where T : struct, IWidth<T>
        => _rule.Apply(UpdateMath.Flush(T.FusedMultiplyAdd(T.Of(_loss), parameters, parameters)), gradients, ref kept);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsInRange<T>(in Kept<T> before, in Kept<T> after)
        where T : struct, IWidth<T>
        => _rule.IsInRange(before, after);

    public bool ApplyInDouble(in UpdatedParameter before, ref UpdatedParameter after)
    {
        var decayed = before;
        decayed.Parameter = (float)(before.Parameter + (double)_loss * before.Parameter);
        return _rule.ApplyInDouble(decayed, ref after);
    }
}
