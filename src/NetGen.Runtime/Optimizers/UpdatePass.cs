using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;
using NetGen.Threading;

namespace NetGen;

/// <summary>One pass over parameters, gradients and moments, which threads divide by ranges.</summary>
internal readonly ref struct UpdatePass<TUpdate>(
    TUpdate update, Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second) : IPass
    where TUpdate : struct, IUpdate
{
    private readonly Span<float> _parameters = parameters;
    private readonly ReadOnlySpan<float> _gradients = gradients;
    private readonly Span<float> _first = first;
    private readonly Span<float> _second = second;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<T>(int part, int parts)
        where T : struct, IWidth<T>
    {
        var (start, length) = Share.OfFloats(_parameters.Length, part, parts);
        var range = new RangePass<TUpdate>(
            update,
            _parameters.Slice(start, length),
            _gradients.Slice(start, length),
            TUpdate.Moments > 0 ? _first.Slice(start, length) : default,
            TUpdate.Moments > 1 ? _second.Slice(start, length) : default);
        while (true)
        {
            T.Run(ref range, 0, 1);
            if (range.Done == length)
                return;
            RunOne<T>(update, ref range, Math.Min(Lanes.Count, length - range.Done));
        }
    }

    // 16 parameters that are the last and not so many, or not in range: on copies, filled up with zeros.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunOne<T>(TUpdate update, ref RangePass<TUpdate> range, int count)
        where T : struct, IWidth<T>
    {
        Span<float> copies = stackalloc float[4 * Lanes.Count];
        copies.Clear();
        Span<float> parameters = copies[..Lanes.Count], gradients = copies.Slice(Lanes.Count, Lanes.Count);
        Span<float> first = copies.Slice(2 * Lanes.Count, Lanes.Count), second = copies.Slice(3 * Lanes.Count, Lanes.Count);
        range.Parameters.Slice(range.Done, count).CopyTo(parameters);
        range.Gradients.Slice(range.Done, count).CopyTo(gradients);
        Span<float> firstKept = TUpdate.Moments > 0 ? range.First.Slice(range.Done, count) : default;
        Span<float> secondKept = TUpdate.Moments > 1 ? range.Second.Slice(range.Done, count) : default;
        firstKept.CopyTo(first);
        secondKept.CopyTo(second);
        var one = new RangePass<TUpdate>(update, parameters, gradients, first, second);
        T.Run(ref one, 0, 1);
        if (one.Done == 0)
            RunInDouble<T>(update, one);
        parameters[..count].CopyTo(range.Parameters[range.Done..]);
        first[..firstKept.Length].CopyTo(firstKept);
        second[..secondKept.Length].CopyTo(secondKept);
        range.Done += count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunInDouble<T>(TUpdate update, in RangePass<TUpdate> one)
        where T : struct, IWidth<T>
    {
        Span<UpdatedParameter> before = stackalloc UpdatedParameter[Lanes.Count];
        for (int i = 0; i < Lanes.Count; i++)
            before[i] = new(one.Parameters[i], one.Gradients[i], one.First[i], one.Second[i]);
        var whatever = new RangePass<TUpdate>(update, one.Parameters, one.Gradients, one.First, one.Second) { TakesAny = true };
        T.Run(ref whatever, 0, 1);
        for (int i = 0; i < Lanes.Count; i++)
        {
            var after = new UpdatedParameter(one.Parameters[i], one.Gradients[i], one.First[i], one.Second[i]);
            update.ApplyInDouble(before[i], ref after);
            (one.Parameters[i], one.First[i], one.Second[i]) = (after.Parameter, after.First, after.Second);
        }
    }
}

/// <summary>
/// Updates 16 parameters at a time, up to the first of which something is not in range. Without a call in the loop, so that all stays in registers.
/// </summary>
internal ref struct RangePass<TUpdate>(TUpdate update, Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second) : IPass
    where TUpdate : struct, IUpdate
{
    public readonly Span<float> Parameters = parameters;
    public readonly ReadOnlySpan<float> Gradients = gradients;
    public readonly Span<float> First = first;
    public readonly Span<float> Second = second;

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
        ref float w = ref Lanes.Start(Parameters);
        ref float g = ref Lanes.Start(Gradients);
        ref float m = ref Lanes.Start(First);
        ref float v = ref Lanes.Start(Second);
        int i = Done, last = Parameters.Length - Lanes.Count;
        for (; i <= last; i += Lanes.Count)
        {
            T firstBefore = TUpdate.Moments > 0 ? T.Load(ref m, i) : default, secondBefore = TUpdate.Moments > 1 ? T.Load(ref v, i) : default;
            T firstAfter = firstBefore, secondAfter = secondBefore;
            T updated = rule.Apply(T.Load(ref w, i), T.Load(ref g, i), ref firstAfter, ref secondAfter);
            if (!rule.IsInRange(firstBefore, secondBefore, firstAfter, secondAfter) && !takesAny)
                break;

            updated.Store(ref w, i);
            if (TUpdate.Moments > 0)
                firstAfter.Store(ref m, i);
            if (TUpdate.Moments > 1)
                secondAfter.Store(ref v, i);
        }

        Done = i;
    }
}
