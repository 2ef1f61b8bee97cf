using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;
using NetGen.Threading;

namespace NetGen.Kernels.Products;

/// <summary>
/// Drives the tiles over a product: each sum is one chain of fused multiply-adds from 0 over k ascending, or the sum of several in double where
/// <see cref="Operands.ChainLength"/> ends one.
/// </summary>
/// <remarks>
/// A product is cut into strips of columns. A strip runs over all of its depth before the next begins, and no two strips write the
/// same element, so strips and ranges of rows can be computed in any order, and by several threads, with the same bits.
/// </remarks>
internal readonly unsafe struct Product(Operands operands, Ending ending) : IPass
{
    // A fork pays from about 2 us of work a thread: so many multiply-adds.
    private const int LeastWork = 128 * 1024;

    // With a strip of four panels, a quarter of a megabyte of doubles: it stays in the second-level cache.
    private const int RowsOfSums = 512;

    private readonly Operands _operands = operands;
    private readonly Ending _ending = ending;

    /// <summary>The parts that the product is worth.</summary>
    public int Parts => Team.PartsOf((long)_operands.Rows * _operands.Depth * _operands.Columns, LeastWork);

    /// <summary>Computes a product.</summary>
    public static void Run<TEpilogue>(in Operands operands, TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue
    {
        var product = new Product(operands, Ending.Of(ref epilogue));
        Dispatch.Divide(product.Parts, ref product);
    }

    /// <summary>Does a range of the longer side: what the parts have in common, and each reads, is then the smaller operand.</summary>
    /// <remarks>Columns are divided only into full strips; no two parts then copy the same columns together.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<T>(int part, int parts)
        where T : struct, IWidth<T>
    {
        int panels = Panel.Count(_operands.Columns), row = 0, endRow = _operands.Rows, panel = 0, endPanel = panels;
        if (endRow >= parts && (endRow > _operands.Columns || panels < parts * T.WidestStrip(endRow)))
            (row, endRow) = (Share.Start(_operands.Rows, part, parts), Share.Start(_operands.Rows, part + 1, parts));
        else
            (panel, endPanel) = (Share.Start(panels, part, parts), Share.Start(panels, part + 1, parts));

        if (!_ending.IsTransposed && Blocks.Pay(_operands, endRow - row, endPanel - panel))
            RunBlocks<T>(row, endRow - row, panel, endPanel - panel);
        else
            RunStrips<T>(row, endRow - row, panel, endPanel - panel);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RunStrips<T>(int row, int rows, int panel, int panels)
        where T : struct, IWidth<T>
    {
        int widest = T.WidestStrip(rows), strips = (panels + widest - 1) / widest;
        for (int i = 0; i < strips; i++)
        {
            int column = (panel + Share.Start(panels, i, strips)) * Panel.Width;
            int columns = Math.Min((panel + Share.Start(panels, i + 1, strips)) * Panel.Width, _operands.Columns) - column;
            bool liesInOutput = columns % Panel.Width == 0 && !_ending.IsTransposed;
            int rowsAtOnce = liesInOutput && _operands.Depth <= _operands.ChainLength ? rows : Math.Min(rows, RowsOfSums);
            for (int first = row; first < row + rows; first += rowsAtOnce)
            {
                int count = Math.Min(rowsAtOnce, row + rows - first);
                Sums sums = SumsOf(first, count, column, columns, liesInOutput ? null : Scratch.Sums(count * Panel.Count(columns) * Panel.Width));
                Strips.Multiply<T>(_operands, sums, rows, isCopied: first > row);
                Finish(sums, liesInOutput);
            }
        }
    }

    // Sums that do not lie in the output keep their place from one block of the depth to the next.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RunBlocks<T>(int row, int rows, int panel, int panels)
        where T : struct, IWidth<T>
    {
        var blocks = new Blocks(_operands, rows, panels);
        for (int i = 0; i < blocks.InColumns * blocks.InDepth * blocks.InRows; i++)
        {
            int inColumns = i / (blocks.InDepth * blocks.InRows), inDepth = i / blocks.InRows % blocks.InDepth, inRows = i % blocks.InRows;
            int firstPanel = panel + Share.Start(panels, inColumns, blocks.InColumns), endPanel = panel + Share.Start(panels, inColumns + 1, blocks.InColumns);
            int k = Share.Start(_operands.Depth, inDepth, blocks.InDepth), steps = Share.Start(_operands.Depth, inDepth + 1, blocks.InDepth) - k;
            int first = row + Share.Start(rows, inRows, blocks.InRows), count = row + Share.Start(rows, inRows + 1, blocks.InRows) - first;
            LeftBlock left = blocks.Begin<T>(_operands, first, count, k, steps);
            float* room = Blocks.RoomForRight(_operands, endPanel - firstPanel, steps);
            int strips = (endPanel - firstPanel + T.UsualStrip - 1) / T.UsualStrip;
            for (int strip = 0; strip < strips; strip++)
            {
                int start = Share.Start(endPanel - firstPanel, strip, strips), end = Share.Start(endPanel - firstPanel, strip + 1, strips);
                int column = (firstPanel + start) * Panel.Width, columns = Math.Min((firstPanel + end) * Panel.Width, _operands.Columns) - column;
                bool liesInOutput = columns % Panel.Width == 0;
                int width = (end - start) * Panel.Width;
                Sums sums = SumsOf(first, count, column, columns, liesInOutput ? null : Scratch.Sums(rows * width) + (nint)(first - row) * width);
                Blocks.Multiply<T>(_operands, left, sums, room + (nint)start * Panel.Width * steps, isCopied: inRows > 0);
                if (inDepth == blocks.InDepth - 1)
                    Finish(sums, liesInOutput);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Sums SumsOf(int row, int rows, int column, int columns, float* apart) => new()
    {
        From = apart == null ? _operands.Output + (nint)row * _operands.Columns + column : apart,
        Step = apart == null ? _operands.Columns : Panel.Count(columns) * Panel.Width,
        Row = row,
        Rows = rows,
        Column = column,
        Columns = columns,
        Output = _operands.Output,
        OutputStep = _operands.Columns,
        OutputRows = _operands.Rows,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Finish(in Sums sums, bool liesInOutput)
    {
        if (!liesInOutput || !_ending.IsNothing)
            _ending.Finish(sums);
    }
}
