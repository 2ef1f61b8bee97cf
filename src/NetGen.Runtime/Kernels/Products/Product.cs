using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Threading;

namespace NetGen.Kernels.Products;

/// <summary>Runs a product on as many threads as it is worth.</summary>
internal static unsafe class Product
{
    // A fork pays from about 2 us of work a thread: so many multiply-adds.
    private const int LeastWork = 128 * 1024;

    /// <summary>
    /// Computes output = epilogue(left x right), where each sum is one chain of fused multiply-adds from 0 over k ascending, or the sum of several in
    /// double where <see cref="IProduct.ChainLength"/> ends one.
    /// </summary>
    /// <param name="rows">The rows of the left operand and of the output.</param>
    /// <param name="depth">The extent that is summed over; 0 makes every sum 0.</param>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="output">The output, which also holds the state of a chain between two blocks of the depth.</param>
    /// <param name="epilogue">Finishes a sum and stores it in the output.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TTiles, TProduct, TEpilogue>(int rows, int depth, float* left, float* right, float* output, TEpilogue epilogue)
        where TTiles : struct, ITiles
        where TProduct : struct, IProduct
        where TEpilogue : struct, IEpilogue
    {
        if (rows == 0)
            return;
        var work = new Product<TTiles, TProduct, TEpilogue>(depth, left, right, output, epilogue) { Rows = rows };
        Team.Run(Team.PartsOf((long)rows * depth * TProduct.Columns, LeastWork), ref work);
    }
}

/// <summary>Drives the tiles over a product.</summary>
/// <remarks>
/// A product is cut into strips of columns. A strip runs over all of its depth before the next begins, and no two strips write the
/// same element, so strips and ranges of rows can be computed in any order, and by several threads, with the same bits.
/// </remarks>
internal readonly unsafe struct Product<TTiles, TProduct, TEpilogue>(int depth, float* left, float* right, float* output, TEpilogue epilogue)
    : IDivisible
    where TTiles : struct, ITiles
    where TProduct : struct, IProduct
    where TEpilogue : struct, IEpilogue
{
    // With the widest strip, a quarter of a megabyte: it stays in the second-level cache.
    private const int RowsOfSums = 512;

    private readonly int _depth = depth;
    private readonly float* _left = left;
    private readonly float* _right = right;
    private readonly float* _output = output;
    private readonly TEpilogue _epilogue = epilogue;

    /// <summary>The rows of the left operand and of the output.</summary>
    public required int Rows { get; init; }

    /// <summary>Does a range of the longer side: what the parts have in common, and each reads, is then the smaller operand.</summary>
    /// <remarks>Columns are divided only into full strips; no two parts then copy the same columns together.</remarks>
    [MethodImpl(Hot.Pass)]
    public void Run(int part, int parts)
    {
        int panels = Panel.Count(TProduct.Columns);
        bool dividesRows = Rows >= parts && (Rows > TProduct.Columns || panels < parts * TTiles.WidestStrip(Rows));
        if (dividesRows)
            RunPanels(Share.Start(Rows, part, parts), Share.Start(Rows, part + 1, parts), 0, panels);
        else
            RunPanels(0, Rows, Share.Start(panels, part, parts), Share.Start(panels, part + 1, parts));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RunPanels(int row, int endRow, int panel, int endPanel)
    {
        int rows = endRow - row, panels = endPanel - panel, widest = TTiles.WidestStrip(rows);
        int strips = (panels + widest - 1) / widest;
        for (int strip = 0; strip < strips; strip++)
        {
            int first = panel + Share.Start(panels, strip, strips), end = panel + Share.Start(panels, strip + 1, strips);
            RunStrip(row, rows, first * Panel.Width, end - first);
        }
    }

    [MethodImpl(Hot.Pass)]
    private void RunStrip(int row, int rows, int column, int panels)
    {
        if (_depth > TProduct.ChainLength)
        {
            for (int first = row; first < row + rows; first += RowsOfSums)
                SumChains(first, Math.Min(RowsOfSums, row + rows - first), column, panels);
            return;
        }

        int width = panels * Panel.Width;
        int inPlace = StepsReadInPlace(rows, column, width);
        int done = 0;
        do
        {
            bool packs = done >= inPlace;
            int steps = packs ? Math.Min(TProduct.DepthBlock, _depth - done) : inPlace;
            float* first = _right + (nint)done * TProduct.RightDepthStep;
            float* packed = packs ? Scratch.Take(width * steps) : null;
            if (packs)
                Packing.Pack<TProduct>(first, column, panels, steps, packed);
            var strip = new Strip
            {
                Row = row,
                Rows = rows,
                Column = column,
                Panels = panels,
                Depth = steps,
                Left = _left + (nint)done * TProduct.LeftDepthStep,
                Right = packs ? packed : first + column,
                RightStep = packs ? width : TProduct.RightDepthStep,
            };
            if (steps == _depth && TEpilogue.IsCheap)
            {
                TTiles.Multiply<TProduct, TEpilogue, FromZero>(strip, _epilogue);
                return;
            }

            var sums = new PartialSums<TProduct>(_output);
            if (done == 0)
                TTiles.Multiply<TProduct, PartialSums<TProduct>, FromZero>(strip, sums);
            else
                TTiles.Multiply<TProduct, PartialSums<TProduct>, FromPartialSums>(strip, sums);
            done += steps;
        }
        while (done < _depth);

        if (typeof(TEpilogue) != typeof(PartialSums<TProduct>))
            Finish(row, row + rows, column, Math.Min(column + width, TProduct.Columns));
    }

    // One chain after another, and their sums in double beside the strip; once all are in, the epilogue finishes them. Where a chain is
    // longer than what is copied together at once, the output holds its state meanwhile.
    [MethodImpl(Hot.Pass)]
    private void SumChains(int row, int rows, int column, int panels)
    {
        int width = panels * Panel.Width;
        int inPlace = StepsReadInPlace(rows, column, width);
        var state = new PartialSums<TProduct>(_output);
        var sums = new ChainSums<TProduct>(Scratch.TakeSums(rows * width), row, column, width, state);
        for (int done = 0, steps; done < _depth; done += steps)
        {
            int inChain = done % TProduct.ChainLength;
            steps = Math.Min(Math.Min(TProduct.DepthBlock, TProduct.ChainLength - inChain), _depth - done);
            bool packs = done + steps > inPlace;
            float* first = _right + (nint)done * TProduct.RightDepthStep;
            float* packed = packs ? Scratch.Take(width * steps) : null;
            if (packs)
                Packing.Pack<TProduct>(first, column, panels, steps, packed);
            var strip = new Strip
            {
                Row = row,
                Rows = rows,
                Column = column,
                Panels = panels,
                Depth = steps,
                Left = _left + (nint)done * TProduct.LeftDepthStep,
                Right = packs ? packed : first + column,
                RightStep = packs ? width : TProduct.RightDepthStep,
            };
            bool ends = inChain + steps == TProduct.ChainLength || done + steps == _depth;
            if (ends && inChain == 0)
                TTiles.Multiply<TProduct, ChainSums<TProduct>, FromZero>(strip, sums);
            else if (ends)
                TTiles.Multiply<TProduct, ChainSums<TProduct>, FromPartialSums>(strip, sums);
            else if (inChain == 0)
                TTiles.Multiply<TProduct, PartialSums<TProduct>, FromZero>(strip, state);
            else
                TTiles.Multiply<TProduct, PartialSums<TProduct>, FromPartialSums>(strip, state);
        }

        int endColumn = Math.Min(column + width, TProduct.Columns);
        for (int r = row; r < row + rows; r++)
        {
            for (int at = column; at < endColumn; at += Panel.Width)
                _epilogue.Store(sums.Total(r, at), r, at);
        }
    }

    // What is not finished in the tiles: sums that went through memory anyway, and epilogues like an exponential, of which a copy in
    // each of a tile's stores would cost more than the tile.
    [MethodImpl(Hot.Pass)]
    private void Finish(int row, int endRow, int column, int endColumn)
    {
        if (TEpilogue.HasHalves)
        {
            FinishInHalves(row, endRow, column, endColumn);
            return;
        }

        for (; row < endRow; row++)
        {
            for (int at = column; at < endColumn; at += Panel.Width)
                _epilogue.Store(_epilogue.Resume(row, at), row, at);
        }
    }

    [MethodImpl(Hot.Pass)]
    [SkipLocalsInit]
    private void FinishInHalves(int row, int endRow, int column, int endColumn)
    {
        const int Vectors = 16;
        float* begun = stackalloc float[Vectors * Panel.Width];
        int rowsAtOnce = Vectors / Panel.Count(endColumn - column);
        for (; row < endRow; row += rowsAtOnce)
        {
            int end = Math.Min(row + rowsAtOnce, endRow);
            float* next = begun;
            for (int r = row; r < end; r++)
            {
                for (int at = column; at < endColumn; at += Panel.Width, next += Panel.Width)
                    _epilogue.Begin(r, at).Store(next);
            }

            next = begun;
            for (int r = row; r < end; r++)
            {
                for (int at = column; at < endColumn; at += Panel.Width, next += Panel.Width)
                    _epilogue.End(Vector512.Load(next), r, at);
            }
        }
    }

    // A last panel that is not full reads on into the next row, into lanes that are never stored; only the last rows have nothing behind
    // them. To copy those alone means a second pass over the result, so that with many rows it is cheaper to copy the whole strip.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int StepsReadInPlace(int rows, int column, int width)
    {
        int overhang = Math.Max(0, column + width - TProduct.Columns);
        bool packs = TProduct.RightColumnStep != 1
            || rows >= Math.Min(TProduct.RowsThatPack, TTiles.RowsThatPack) && TProduct.Columns > width
            || overhang > 0 && 2L * rows >= _depth;
        return packs ? 0 : Math.Max(0, _depth - (overhang + TProduct.RightDepthStep - 1) / TProduct.RightDepthStep);
    }
}
