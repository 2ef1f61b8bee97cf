using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;
using NetGen.Threading;

namespace NetGen.Kernels;

/// <summary>What makes one value of several, position by position; also the sum of the gradients of what several layers take.</summary>
/// <remarks>Outputs may be the very same span as an input; spans that overlap otherwise give undefined values.</remarks>
public static class Merge
{
    // About 2 us of work.
    private const int Least = 32 * 1024;

    /// <summary>Writes <c>a + b</c>.</summary>
    /// <param name="a">The values of one.</param>
    /// <param name="b">Those of the other, of the same length.</param>
    /// <param name="sum">Of the same length.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Add(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> sum)
    {
        Lanes.CheckLength(b.Length, a.Length, nameof(b));
        Lanes.CheckLength(sum.Length, a.Length, nameof(sum));
        var pass = new AddPass(a, b, sum);
        Dispatch.Divide(Team.PartsOf(a.Length, Least), ref pass);
    }

    internal readonly ref struct AddPass(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> sum) : IPass
    {
        private readonly ReadOnlySpan<float> _a = a;
        private readonly ReadOnlySpan<float> _b = b;
        private readonly Span<float> _sum = sum;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            var (start, length) = Share.OfFloats(_a.Length, part, parts);
            ref float a = ref Lanes.Start(_a.Slice(start, length));
            ref float b = ref Lanes.Start(_b.Slice(start, length));
            ref float to = ref Lanes.Start(_sum.Slice(start, length));
            for (int i = 0; i < length; i += Lanes.Count)
                Lanes.StoreAt(Lanes.LoadAt<T>(ref a, i, length) + Lanes.LoadAt<T>(ref b, i, length), ref to, i, length);
        }
    }
}
