using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Kernels;
using NetGen.Threading;

namespace NetGen;

/// <summary>One pass over parameters, gradients and moments, which threads divide by ranges.</summary>
internal readonly ref struct UpdatePass<TUpdate>(TUpdate update, Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second)
    : IDivisible
    where TUpdate : struct, IUpdate
{
    private readonly Span<float> _parameters = parameters;
    private readonly ReadOnlySpan<float> _gradients = gradients;
    private readonly Span<float> _first = first;
    private readonly Span<float> _second = second;

    /// <inheritdoc/>
    [MethodImpl(Hot.Pass)]
    public void Run(int part, int parts)
    {
        var (start, length) = Share.OfFloats(_parameters.Length, part, parts);
        ref float w = ref Lanes.Start(_parameters.Slice(start, length));
        ref float g = ref Lanes.Start(_gradients.Slice(start, length));
        ref float m = ref Lanes.Start(TUpdate.Moments > 0 ? _first.Slice(start, length) : default);
        ref float v = ref Lanes.Start(TUpdate.Moments > 1 ? _second.Slice(start, length) : default);
        TUpdate rule = update;
        int i = 0;
        while ((i = RunInRange(rule, ref w, ref g, ref m, ref v, i, length)) < length)
        {
            var first = TUpdate.Moments > 0 ? Lanes.LoadAt(ref m, i, length) : default;
            var second = TUpdate.Moments > 1 ? Lanes.LoadAt(ref v, i, length) : default;
            Lanes.StoreAt(rule.ApplyInDouble(Lanes.LoadAt(ref w, i, length), Lanes.LoadAt(ref g, i, length), ref first, ref second), ref w, i, length);
            if (TUpdate.Moments > 0)
                Lanes.StoreAt(first, ref m, i, length);
            if (TUpdate.Moments > 1)
                Lanes.StoreAt(second, ref v, i, length);
            i += Lanes.Count;
        }
    }

    // Full vectors, up to the first that is not in range; returns where that is. Without a call in the loop, so that all stays in registers.
    [MethodImpl(Hot.Pass)]
    private static int RunInRange(TUpdate update, ref float w, ref float g, ref float m, ref float v, int i, int length)
    {
        // A local, whose fields the JIT keeps in registers, as it does not those of a parameter.
        TUpdate rule = update;
        for (; i <= length - Lanes.Count; i += Lanes.Count)
        {
            var firstBefore = TUpdate.Moments > 0 ? Vector512.LoadUnsafe(ref m, (nuint)i) : default;
            var secondBefore = TUpdate.Moments > 1 ? Vector512.LoadUnsafe(ref v, (nuint)i) : default;
            var (first, second) = (firstBefore, secondBefore);
            var updated = rule.Apply(Vector512.LoadUnsafe(ref w, (nuint)i), Vector512.LoadUnsafe(ref g, (nuint)i), ref first, ref second);
            if (!rule.IsInRange(firstBefore, secondBefore, first, second))
                return i;

            updated.StoreUnsafe(ref w, (nuint)i);
            if (TUpdate.Moments > 0)
                first.StoreUnsafe(ref m, (nuint)i);
            if (TUpdate.Moments > 1)
                second.StoreUnsafe(ref v, (nuint)i);
        }

        return i;
    }
}
