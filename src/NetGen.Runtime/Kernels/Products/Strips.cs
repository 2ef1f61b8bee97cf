using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen.Kernels.Products;

/// <summary>One strip after another over all of its depth: for what a near cache holds. See <see cref="Blocks"/> for larger products.</summary>
internal static unsafe class Strips
{
    /// <summary>Sums over all of the depth, in blocks where a strip is copied together.</summary>
    /// <param name="operands">The product.</param>
    /// <param name="sums">The rows and columns that are wanted, and where their sums go.</param>
    /// <param name="rows">The rows of the product that are computed with this strip; it need not be copied together for each of several calls.</param>
    /// <param name="isCopied">Whether this thread has just computed other rows of the strip.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply<T>(in Operands operands, in Sums sums, int rows, bool isCopied)
        where T : struct, IWidth<T>
    {
        int panels = Panel.Count(sums.Columns), width = panels * Panel.Width, inPlace = StepsReadInPlace<T>(operands, sums, rows, width), done = 0;
        double* totals = operands.Depth > operands.ChainLength ? Scratch.Totals(sums.Rows * width) : null;
        do
        {
            int inChain = done % operands.ChainLength;
            bool copies = done >= inPlace;
            int steps = Math.Min(Math.Min(copies ? operands.DepthBlock : inPlace - done, operands.ChainLength - inChain), operands.Depth - done);
            float* right = operands.RightAt(done, sums.Column / Panel.Width);
            if (copies)
            {
                float* packed = Scratch.Packed(width * steps);
                var packing = new Packing(right, operands.RightStep, operands.RightColumnStep, sums.Columns, panels, steps, packed);
                // What was copied in more than one block is gone.
                if (!isCopied || steps < operands.Depth)
                    T.Run(ref packing, 0, 1);
                right = packed;
            }

            T.Multiply(new Strip
            {
                Rows = sums.Rows,
                Panels = panels,
                Columns = sums.Columns,
                Depth = steps,
                Left = operands.LeftAt(sums.Row, done),
                LeftStep = operands.LeftStep,
                LeftDepthStep = operands.LeftDepthStep,
                Right = right,
                RightStep = copies ? width : operands.RightStep,
                RightPanelStep = copies ? Panel.Width : operands.RightPanelStep,
                Sums = sums.From,
                SumsStep = sums.Step,
                Resumes = inChain > 0,
            });
            done += steps;
            if (totals != null && (inChain + steps == operands.ChainLength || done == operands.Depth))
            {
                var chains = new Chains(sums.From, sums.Step, sums.Rows, width, totals, areIn: done == operands.Depth);
                T.Run(ref chains, 0, 1);
            }
        }
        while (done < operands.Depth);
    }

    // A last panel that is not full reads on into the next row, into lanes that are never stored; only the last rows have nothing behind
    // them. To copy those alone means a second pass over the result, so that with many rows it is cheaper to copy the whole strip.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int StepsReadInPlace<T>(in Operands operands, in Sums sums, int rows, int width)
        where T : struct, IWidth<T>
    {
        if (operands.IsPacked)
            return operands.Depth;
        int overhang = width - sums.Columns;
        bool copies = operands.RightColumnStep != 1
            || rows >= Math.Min(operands.RowsThatPack, T.RowsThatPack) && operands.Columns > width
            || overhang > 0 && 2L * rows >= operands.Depth;
        return copies ? 0 : Math.Max(0, operands.Depth - (overhang + operands.RightStep - 1) / operands.RightStep);
    }
}
