using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Threading;

namespace NetGen.Kernels;

/// <summary>
/// The sums of the columns of a matrix: over each <see cref="BlockRows"/> rows one chain of additions from 0 in ascending order, and these chains
/// added up in double, in ascending order too.
/// </summary>
/// <remarks>
/// One chain over all rows would be off by 1 % at a million rows, because a small addend is rounded to the last place of a large sum each time. So it is
/// off by less than a millionth at any number of rows, and up to <see cref="BlockRows"/> rows it is that one chain to the bit.
/// Not generic in the shape: it waits for memory, which constants do not hasten, and is compiled once for all layers.
/// </remarks>
internal readonly ref struct ColumnSums(int rows, ReadOnlySpan<float> values, Span<float> sums) : IDivisible
{
    /// <summary>The rows that are added up in float.</summary>
    public const int BlockRows = 32;

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
    [MethodImpl(Hot.Pass)]
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
        RowSum one = default, two = default, three = default, four = default;
        for (int left = rows; left > 0; left -= BlockRows)
        {
            Vector512<float> first = default, second = default, third = default, fourth = default;
            for (int i = Math.Min(left, BlockRows); i > 0; i--)
            {
                first += Vector512.LoadUnsafe(ref row);
                second += Vector512.LoadUnsafe(ref row, Lanes.Count);
                third += Vector512.LoadUnsafe(ref row, 2 * Lanes.Count);
                fourth += Vector512.LoadUnsafe(ref row, 3 * Lanes.Count);
                row = ref Unsafe.Add(ref row, columns);
            }

            one.Add(first);
            two.Add(second);
            three.Add(third);
            four.Add(fourth);
        }

        ref float sum = ref Unsafe.Add(ref Lanes.Start(_sums), column);
        one.Total.StoreUnsafe(ref sum);
        two.Total.StoreUnsafe(ref sum, Lanes.Count);
        three.Total.StoreUnsafe(ref sum, 2 * Lanes.Count);
        four.Total.StoreUnsafe(ref sum, 3 * Lanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Vector(int column, int columns)
    {
        ref float row = ref Lanes.Start(_values);
        RowSum sum = default;
        for (int left = rows; left > 0; left -= BlockRows)
        {
            Vector512<float> block = default;
            for (int i = Math.Min(left, BlockRows); i > 0; i--)
            {
                block += Lanes.LoadAt(ref row, column, columns);
                row = ref Unsafe.Add(ref row, columns);
            }

            sum.Add(block);
        }

        Lanes.StoreAt(sum.Total, ref Lanes.Start(_sums), column, columns);
    }
}

/// <summary>Sums over many rows, one a lane: what was added up in float over some rows is added in double.</summary>
internal struct RowSum
{
    private Vector512<double> _lower;
    private Vector512<double> _upper;

    /// <summary>All that was added, rounded to float.</summary>
    public readonly Vector512<float> Total => Vector512.Narrow(_lower, _upper);

    /// <summary>Adds the sums of some rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector512<float> sums)
    {
        var (lower, upper) = Vector512.Widen(sums);
        _lower += lower;
        _upper += upper;
    }
}
