using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;
using NetGen.Threading;

namespace NetGen;

/// <summary>One pass over parameters, gradients and what is kept, which threads divide by ranges.</summary>
internal readonly ref struct UpdatePass<TUpdate>(TUpdate update, UpdateSpans spans) : IPass
    where TUpdate : struct, IUpdate
{
    private readonly UpdateSpans _spans = spans;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<T>(int part, int parts)
        where T : struct, IWidth<T>
    {
        var (start, length) = Share.OfFloats(_spans.Parameters.Length, part, parts);
        var range = RangeOf(start, length);
        while (true)
        {
            T.Run(ref range, 0, 1);
            if (range.Done == length)
                return;
            RunOne<T>(update, ref range, Math.Min(Lanes.Count, length - range.Done));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private RangePass<TUpdate> RangeOf(int start, int length) => new(update, _spans.Slice(start, length));

    // 16 parameters that are the last and not so many, or not in range: on copies, filled up with zeros.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunOne<T>(TUpdate update, ref RangePass<TUpdate> range, int count)
        where T : struct, IWidth<T>
    {
        Span<float> copies = stackalloc float[5 * Lanes.Count];
        copies.Clear();
        var some = range.Spans.Slice(range.Done, count);
        var gradients = copies.Slice(Lanes.Count, Lanes.Count);
        var all = new UpdateSpans(
            copies[..Lanes.Count], gradients, copies.Slice(2 * Lanes.Count, Lanes.Count), copies.Slice(3 * Lanes.Count, Lanes.Count),
                copies[(4 * Lanes.Count)..]);
        some.Parameters.CopyTo(all.Parameters);
        some.Gradients.CopyTo(gradients);
        some.First.CopyTo(all.First);
        some.Second.CopyTo(all.Second);
        some.Third.CopyTo(all.Third);
        var one = new RangePass<TUpdate>(update, all);
        T.Run(ref one, 0, 1);
        if (one.Done == 0)
            RunInDouble<T>(update, all);
        all.CopyResultsTo(some);
        range.Done += count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunInDouble<T>(TUpdate update, in UpdateSpans spans)
        where T : struct, IWidth<T>
    {
        Span<UpdatedParameter> before = stackalloc UpdatedParameter[Lanes.Count];
        for (int i = 0; i < Lanes.Count; i++)
            before[i] = spans[i];
        var whatever = new RangePass<TUpdate>(update, spans) { TakesAny = true };
        T.Run(ref whatever, 0, 1);
        for (int i = 0; i < Lanes.Count; i++)
        {
            var after = spans[i];
            update.ApplyInDouble(before[i], ref after);
            spans.Write(i, after);
        }
    }
}

/// <summary>
/// Updates 16 parameters at a time, up to the first of which something is not in range. Without a call in the loop, so that all stays in registers.
/// </summary>
internal ref struct RangePass<TUpdate>(TUpdate update, UpdateSpans spans) : IPass
    where TUpdate : struct, IUpdate
{
    public readonly UpdateSpans Spans = spans;

    /// <summary>How many parameters are updated.</summary>
    public int Done { get; set; }

    /// <summary>Whether it goes on where something is not in range.</summary>
    public bool TakesAny { get; init; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<T>(int part, int parts)
        where T : struct, IWidth<T>
    {
        // A local, whose fields the JIT keeps in registers, as it does not those of a parameter.
        TUpdate rule = update;
        bool takesAny = TakesAny;
        ref float w = ref Lanes.Start(Spans.Parameters);
        ref float g = ref Lanes.Start(Spans.Gradients);
        ref float first = ref Lanes.Start(Spans.First);
        ref float second = ref Lanes.Start(Spans.Second);
        ref float third = ref Lanes.Start(Spans.Third);
        int i = Done, last = Spans.Parameters.Length - Lanes.Count;
        for (; i <= last; i += Lanes.Count)
        {
            Kept<T> before = default;
            if (TUpdate.Moments > 0)
                before.First = T.Load(ref first, i);
            if (TUpdate.Moments > 1)
                before.Second = T.Load(ref second, i);
            if (TUpdate.Moments > 2)
                before.Third = T.Load(ref third, i);
            var after = before;
            T updated = rule.Apply(T.Load(ref w, i), T.Load(ref g, i), ref after);
            if (!rule.IsInRange(before, after) && !takesAny)
                break;

            updated.Store(ref w, i);
            if (TUpdate.Moments > 0)
                after.First.Store(ref first, i);
            if (TUpdate.Moments > 1)
                after.Second.Store(ref second, i);
            if (TUpdate.Moments > 2)
                after.Third.Store(ref third, i);
        }

        Done = i;
    }
}
