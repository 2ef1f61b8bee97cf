using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
        for (int i = 0; (i = RunInRange(update, ref w, ref g, ref m, ref v, i, length)) < length; i += Lanes.Count)
            RunOne(update, ref w, ref g, ref m, ref v, i, Math.Min(Lanes.Count, length - i));
    }

    // One vector that is the last and not full, or not in range: on copies, filled up with zeros.
    [MethodImpl(Hot.Pass)]
    private static void RunOne(TUpdate update, ref float w, ref float g, ref float m, ref float v, int i, int count)
    {
        Span<float> copies = stackalloc float[4 * Lanes.Count];
        copies.Clear();
        Span<float> parameters = copies[..Lanes.Count], gradients = copies.Slice(Lanes.Count, Lanes.Count);
        Span<float> first = copies.Slice(2 * Lanes.Count, Lanes.Count), second = copies.Slice(3 * Lanes.Count, Lanes.Count);
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref w, i), count).CopyTo(parameters);
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref g, i), count).CopyTo(gradients);
        Span<float> firstKept = TUpdate.Moments > 0 ? MemoryMarshal.CreateSpan(ref Unsafe.Add(ref m, i), count) : default;
        Span<float> secondKept = TUpdate.Moments > 1 ? MemoryMarshal.CreateSpan(ref Unsafe.Add(ref v, i), count) : default;
        firstKept.CopyTo(first);
        secondKept.CopyTo(second);
        if (RunInRange(update, ref parameters[0], ref gradients[0], ref first[0], ref second[0], 0, Lanes.Count) == 0)
            RunInDouble(update, ref parameters[0], ref gradients[0], ref first[0], ref second[0]);
        parameters[..count].CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref w, i), count));
        first[..firstKept.Length].CopyTo(firstKept);
        second[..secondKept.Length].CopyTo(secondKept);
    }

    [MethodImpl(Hot.Pass)]
    private static void RunInDouble(TUpdate update, ref float w, ref float g, ref float m, ref float v)
    {
        var first = Vector512.LoadUnsafe(ref m);
        var second = Vector512.LoadUnsafe(ref v);
        update.ApplyInDouble(Vector512.LoadUnsafe(ref w), Vector512.LoadUnsafe(ref g), ref first, ref second).StoreUnsafe(ref w);
        first.StoreUnsafe(ref m);
        second.StoreUnsafe(ref v);
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
