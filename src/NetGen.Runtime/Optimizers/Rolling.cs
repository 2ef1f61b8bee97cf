using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen;

/// <summary>A rule whose steps add to a velocity that decays, and the parameters move by that: <c>v = momentum v + step; w += v</c>.</summary>
/// <remarks>The velocity is kept behind all that the rule keeps, which is one or two values.</remarks>
/// <param name="rule">The rule.</param>
/// <param name="momentum">The share of the velocity that stays.</param>
internal readonly struct Rolling<TRule>(TRule rule, float momentum) : IUpdate
    where TRule : struct, IUpdate
{
    private readonly TRule _rule = rule;
    private readonly float _momentum = momentum;

    public static int Moments => TRule.Moments + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T parameters, T gradients, ref Kept<T> kept)
        where T : struct, IWidth<T>
    {
        // From 0 the rule goes to its step.
        T step = _rule.Apply(T.Zero, gradients, ref kept);
        T velocity = UpdateMath.Flush(T.FusedMultiplyAdd(T.Of(_momentum), TRule.Moments == 1 ? kept.Second : kept.Third, step));
        if (TRule.Moments == 1)
            kept.Second = velocity;
        else
            kept.Third = velocity;
        return parameters + velocity;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsInRange<T>(in Kept<T> before, in Kept<T> after)
        where T : struct, IWidth<T>
        => _rule.IsInRange(before, after);

    public bool ApplyInDouble(in UpdatedParameter before, ref UpdatedParameter after)
    {
        UpdatedParameter still = before, step = after;
        still.Parameter = 0;
        if (!_rule.ApplyInDouble(still, ref step))
            return false;

        var velocity = (float)((double)_momentum * (TRule.Moments == 1 ? before.Kept.Second : before.Kept.Third) + step.Parameter);
        if (Math.Abs(velocity) < UpdateMath.Tiny)
            velocity = 0;
        after.Kept = step.Kept;
        if (TRule.Moments == 1)
            after.Kept.Second = velocity;
        else
            after.Kept.Third = velocity;
        after.Parameter = before.Parameter + velocity;
        return true;
    }
}
