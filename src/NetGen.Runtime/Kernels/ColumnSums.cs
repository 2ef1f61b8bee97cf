using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Threading;

namespace NetGen.Kernels;

/// <summary>The sums of the columns of a matrix: each one chain of additions from 0 over the rows in ascending order.</summary>
/// <remarks>Not generic in the shape: it waits for memory, which constants do not hasten, and is compiled once for all layers.</remarks>
internal readonly ref struct ColumnSums(int rows, ReadOnlySpan<float> values, Span<float> sums) : IDivisible
{
    // Together they fill the adders; the columns of a panel lie in neighbouring cache lines.
    private const int Vectors = 4;

    // About 2 us of work.
    private const int LeastValues = 32 * 1024;

    private readonly ReadOnlySpan<float> _values = values;
    private readonly Span<float> _sums = sums;

    /// <summary>Adds up <paramref name="rows"/> rows of as many columns as there are sums.</summary>
    public static void Compute(int rows, ReadOnlySpan<float> values, Span<float> sums)
    {
        var pass = new ColumnSums(rows, values, sums);
        Team.Run(Team.PartsOf(values.Length, LeastValues), ref pass);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int part, int parts)
    {
        int columns = _sums.Length;
        var (start, length) = Share.OfFloats(columns, part, parts);
        int column = start;
        for (; column + (Vectors * Lanes.Count) <= start + length; column += Vectors * Lanes.Count)
            Panel(column, columns);
        for (; column < start + length; column += Lanes.Count)
            Vector(column, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Panel(int column, int columns)
    {
        ref float row = ref Unsafe.Add(ref Lanes.Start(_values), column);
        Vector512<float> first = default, second = default, third = default, fourth = default;
        for (int i = 0; i < rows; i++)
        {
            first += Vector512.LoadUnsafe(ref row);
            second += Vector512.LoadUnsafe(ref row, Lanes.Count);
            third += Vector512.LoadUnsafe(ref row, 2 * Lanes.Count);
            fourth += Vector512.LoadUnsafe(ref row, 3 * Lanes.Count);
            row = ref Unsafe.Add(ref row, columns);
        }

        ref float sum = ref Unsafe.Add(ref Lanes.Start(_sums), column);
        first.StoreUnsafe(ref sum);
        second.StoreUnsafe(ref sum, Lanes.Count);
        third.StoreUnsafe(ref sum, 2 * Lanes.Count);
        fourth.StoreUnsafe(ref sum, 3 * Lanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Vector(int column, int columns)
    {
        ref float row = ref Lanes.Start(_values);
        Vector512<float> sum = default;
        for (int i = 0; i < rows; i++)
        {
            sum += Lanes.LoadAt(ref row, column, columns);
            row = ref Unsafe.Add(ref row, columns);
        }

        Lanes.StoreAt(sum, ref Lanes.Start(_sums), column, columns);
    }
}
