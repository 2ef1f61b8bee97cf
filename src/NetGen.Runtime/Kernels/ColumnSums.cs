using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;
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
internal readonly ref struct ColumnSums(int rows, ReadOnlySpan<float> values, Span<float> sums) : IPass
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
        Dispatch.Divide(Team.PartsOf(values.Length, LeastValues), ref pass);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<T>(int part, int parts)
        where T : struct, IWidth<T>
    {
        int columns = _sums.Length;
        var (start, length) = Share.OfFloats(columns, part, parts);
        int column = start;
        for (; column + (Vectors * Lanes.Count) <= start + length; column += Vectors * Lanes.Count)
            Panel<T>(column, columns);
        for (; column < start + length; column += Lanes.Count)
            Vector<T>(column, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Panel<T>(int column, int columns)
        where T : struct, IWidth<T>
    {
        ref float row = ref Unsafe.Add(ref Lanes.Start(_values), column);
        RowSum<T> one = default, two = default, three = default, four = default;
        for (int left = rows; left > 0; left -= BlockRows)
        {
            T first = default, second = default, third = default, fourth = default;
            for (int i = Math.Min(left, BlockRows); i > 0; i--)
            {
                first += T.Load(ref row, 0);
                second += T.Load(ref row, Lanes.Count);
                third += T.Load(ref row, 2 * Lanes.Count);
                fourth += T.Load(ref row, 3 * Lanes.Count);
                row = ref Unsafe.Add(ref row, columns);
            }

            one.Add(first);
            two.Add(second);
            three.Add(third);
            four.Add(fourth);
        }

        ref float sum = ref Unsafe.Add(ref Lanes.Start(_sums), column);
        one.Total.Store(ref sum, 0);
        two.Total.Store(ref sum, Lanes.Count);
        three.Total.Store(ref sum, 2 * Lanes.Count);
        four.Total.Store(ref sum, 3 * Lanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Vector<T>(int column, int columns)
        where T : struct, IWidth<T>
    {
        ref float row = ref Lanes.Start(_values);
        RowSum<T> sum = default;
        for (int left = rows; left > 0; left -= BlockRows)
        {
            T block = default;
            for (int i = Math.Min(left, BlockRows); i > 0; i--)
            {
                block += Lanes.LoadAt<T>(ref row, column, columns);
                row = ref Unsafe.Add(ref row, columns);
            }

            sum.Add(block);
        }

        Lanes.StoreAt(sum.Total, ref Lanes.Start(_sums), column, columns);
    }
}

/// <summary>Sums over many rows, one a lane: what was added up in float over some rows is added in double.</summary>
internal struct RowSum<T>
    where T : struct, IWidth<T>
{
    private Doubles<T> _sum;

    /// <summary>All that was added, rounded to float.</summary>
    public readonly T Total
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _sum.Narrow();
    }

    /// <summary>Adds the sums of some rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T sums) => _sum += Doubles<T>.Widen(sums);
}
