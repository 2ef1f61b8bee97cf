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
internal readonly unsafe struct Product<TEpilogue>(Operands operands, TEpilogue epilogue) : IPass
    where TEpilogue : struct, IEpilogue
{
    // A fork pays from about 2 us of work a thread: so many multiply-adds.
    private const int LeastWork = 128 * 1024;

    // With a strip of four panels, a quarter of a megabyte of doubles: it stays in the second-level cache.
    private const int RowsOfSums = 512;

    private readonly Operands _operands = operands;
    private readonly TEpilogue _epilogue = epilogue;

    /// <summary>The parts that the product is worth.</summary>
    public int Parts => Team.PartsOf((long)_operands.Rows * _operands.Depth * _operands.Columns, LeastWork);

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

        int widest = T.WidestStrip(endRow - row), strips = (endPanel - panel + widest - 1) / widest;
        for (int i = 0; i < strips; i++)
        {
            int first = panel + Share.Start(endPanel - panel, i, strips), end = panel + Share.Start(endPanel - panel, i + 1, strips);
            RunStrip<T>(row, endRow - row, first * Panel.Width, end - first);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RunStrip<T>(int row, int rows, int column, int panels)
        where T : struct, IWidth<T>
    {
        int width = panels * Panel.Width, inPlace = StepsReadInPlace<T>(rows, column, width);
        bool liesInOutput = column + width <= _operands.Columns && !TEpilogue.IsTransposed, hasChains = _operands.Depth > _operands.ChainLength;
        int rowsAtOnce = liesInOutput && !hasChains ? rows : Math.Min(rows, RowsOfSums);
        for (int first = row; first < row + rows; first += rowsAtOnce)
        {
            int count = Math.Min(rowsAtOnce, row + rows - first);
            var sums = new Sums
            {
                From = liesInOutput ? _operands.Output + (nint)first * _operands.Columns + column : Scratch.Sums(count * width),
                Step = liesInOutput ? _operands.Columns : width,
                Row = first,
                Rows = count,
                Column = column,
                Columns = Math.Min(width, _operands.Columns - column),
                Output = _operands.Output,
                OutputStep = _operands.Columns,
            };
            RunRows<T>(sums, panels, inPlace, hasChains ? Scratch.Totals(count * width) : null, isPacked: first > row);
            if (liesInOutput && TEpilogue.IsNothing)
                continue;
            var finishing = new Finishing<TEpilogue>(_epilogue, sums);
            T.Run(ref finishing, 0, 1);
        }
    }

    // All of the depth, in blocks. What is packed already, from the rows before, is packed again only where it was in more than one block.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RunRows<T>(in Sums sums, int panels, int inPlace, double* totals, bool isPacked)
        where T : struct, IWidth<T>
    {
        int width = panels * Panel.Width, done = 0;
        do
        {
            int inChain = done % _operands.ChainLength;
            bool packs = done >= inPlace;
            int steps = Math.Min(Math.Min(packs ? _operands.DepthBlock : inPlace - done, _operands.ChainLength - inChain), _operands.Depth - done);
            float* right = _operands.Right + (nint)done * _operands.RightStep + (nint)sums.Column * _operands.RightColumnStep;
            if (packs)
            {
                float* packed = Scratch.Packed(width * steps);
                var packing = new Packing(right, _operands.RightStep, _operands.RightColumnStep, sums.Columns, panels, steps, packed);
                if (!isPacked || steps < _operands.Depth)
                    T.Run(ref packing, 0, 1);
                right = packed;
            }

            T.Multiply(new Strip
            {
                Rows = sums.Rows,
                Panels = panels,
                Columns = sums.Columns,
                Depth = steps,
                Left = _operands.Left + (nint)sums.Row * _operands.LeftStep + (nint)done * _operands.LeftDepthStep,
                LeftStep = _operands.LeftStep,
                LeftDepthStep = _operands.LeftDepthStep,
                Right = right,
                RightStep = packs ? width : _operands.RightStep,
                Sums = sums.From,
                SumsStep = sums.Step,
                Resumes = inChain > 0,
            });
            done += steps;
            if (totals != null && (inChain + steps == _operands.ChainLength || done == _operands.Depth))
            {
                var chains = new Chains(sums.From, sums.Step, sums.Rows, width, totals, areIn: done == _operands.Depth);
                T.Run(ref chains, 0, 1);
            }
        }
        while (done < _operands.Depth);
    }

    // A last panel that is not full reads on into the next row, into lanes that are never stored; only the last rows have nothing behind
    // them. To copy those alone means a second pass over the result, so that with many rows it is cheaper to copy the whole strip.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int StepsReadInPlace<T>(int rows, int column, int width)
        where T : struct, IWidth<T>
    {
        int overhang = Math.Max(0, column + width - _operands.Columns);
        bool packs = _operands.RightColumnStep != 1
            || rows >= Math.Min(_operands.RowsThatPack, T.RowsThatPack) && _operands.Columns > width
            || overhang > 0 && 2L * rows >= _operands.Depth;
        return packs ? 0 : Math.Max(0, _operands.Depth - (overhang + _operands.RightStep - 1) / _operands.RightStep);
    }
}
