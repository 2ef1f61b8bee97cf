using System.Runtime.CompilerServices;

namespace NetGen.Kernels.Products;

/// <summary>Drives the tiles over a whole product.</summary>
/// <remarks>
/// A product is cut into strips of columns. A strip runs over all of its depth before the next begins, and no two strips write the
/// same element, so strips (and ranges of rows) can be computed in any order, or by several threads, with the same bits.
/// </remarks>
internal static unsafe class Product
{
    /// <summary>Computes output = epilogue(left x right), where each sum is one chain of fused multiply-adds from 0 over k ascending.</summary>
    /// <param name="rows">The rows of the left operand and of the output.</param>
    /// <param name="depth">The extent that is summed over; 0 makes every sum 0.</param>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="output">The output, which also holds the state of a chain between two blocks of the depth.</param>
    /// <param name="epilogue">Finishes a sum and stores it in the output.</param>
    public static void Run<TTiles, TProduct, TEpilogue>(int rows, int depth, float* left, float* right, float* output, TEpilogue epilogue)
        where TTiles : struct, ITiles
        where TProduct : struct, IProduct
        where TEpilogue : struct, IEpilogue
    {
        if (rows == 0)
            return;
        int panels = Panel.Count(TProduct.Columns);
        int widest = TTiles.WidestStrip(rows);
        int strips = (panels + widest - 1) / widest;
        for (int strip = 0, panel = 0; strip < strips; strip++)
        {
            int width = panels / strips + (strip < panels % strips ? 1 : 0);
            RunStrip<TTiles, TProduct, TEpilogue>(rows, depth, panel * Panel.Width, width, left, right, output, epilogue);
            panel += width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunStrip<TTiles, TProduct, TEpilogue>(
        int rows, int depth, int column, int panels, float* left, float* right, float* output, in TEpilogue epilogue)
        where TTiles : struct, ITiles
        where TProduct : struct, IProduct
        where TEpilogue : struct, IEpilogue
    {
        int width = panels * Panel.Width;
        int inPlace = StepsReadInPlace<TProduct>(rows, depth, column, width);
        int done = 0;
        do
        {
            bool packs = done >= inPlace;
            int steps = packs ? Math.Min(TProduct.DepthBlock, depth - done) : inPlace;
            float* first = right + (nint)done * TProduct.RightDepthStep;
            float* packed = packs ? Scratch.Take(width * steps) : null;
            if (packs)
                Packing.Pack<TProduct>(first, column, panels, steps, packed);
            var strip = new Strip
            {
                Rows = rows,
                Column = column,
                Panels = panels,
                Depth = steps,
                Resumes = done > 0,
                Left = left + (nint)done * TProduct.LeftDepthStep,
                Right = packs ? packed : first + column,
                RightStep = packs ? width : TProduct.RightDepthStep,
            };
            done += steps;
            if (steps == depth && TEpilogue.IsCheap)
            {
                TTiles.Multiply<TProduct, TEpilogue>(strip, epilogue);
                return;
            }

            TTiles.Multiply<TProduct, PartialSums<TProduct>>(strip, new PartialSums<TProduct>(output));
        }
        while (done < depth);

        if (typeof(TEpilogue) != typeof(PartialSums<TProduct>))
            Finish(rows, column, Math.Min(column + width, TProduct.Columns), epilogue);
    }

    // What is not finished in the tiles: sums that went through memory anyway, and epilogues like an exponential, of which a copy in
    // each of a tile's stores would cost more than the tile.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish<TEpilogue>(int rows, int column, int end, in TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue
    {
        for (int row = 0; row < rows; row++)
        {
            for (int at = column; at < end; at += Panel.Width)
                epilogue.Store(epilogue.Resume(row, at), row, at);
        }
    }

    // A last panel that is not full reads on into the next row, into lanes that are never stored; only the last rows have nothing behind
    // them. To copy those alone means a second pass over the result, so that with many rows it is cheaper to copy the whole strip.
    private static int StepsReadInPlace<TProduct>(int rows, int depth, int column, int width)
        where TProduct : struct, IProduct
    {
        int overhang = Math.Max(0, column + width - TProduct.Columns);
        bool packs = TProduct.RightColumnStep != 1
            || rows >= TProduct.RowsThatPack && TProduct.Columns > width
            || overhang > 0 && 2L * rows >= depth;
        return packs ? 0 : Math.Max(0, depth - (overhang + TProduct.RightDepthStep - 1) / TProduct.RightDepthStep);
    }
}
