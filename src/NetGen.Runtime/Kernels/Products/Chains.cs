using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen.Kernels.Products;

/// <summary>Adds chains that have ended to those before them, in double; and rounds the totals once all are in.</summary>
/// <param name="sums">The sums of the strip's last chains; in the end, their totals.</param>
/// <param name="step">From a row of the sums to the next.</param>
/// <param name="rows">The rows.</param>
/// <param name="width">The columns, whole panels.</param>
/// <param name="totals">The totals, row by row.</param>
/// <param name="areIn">Whether all chains are in.</param>
internal readonly unsafe struct Chains(float* sums, nint step, int rows, int width, double* totals, bool areIn) : IPass
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<T>(int part, int parts)
        where T : struct, IWidth<T>
    {
        float* row = sums;
        double* total = totals;
        for (int r = 0; r < rows; r++, row += step)
        {
            for (int column = 0; column < width; column += Panel.Width, total += Panel.Width)
            {
                var sum = Doubles<T>.Load(ref *total, 0) + Doubles<T>.Widen(T.Load(row + column));
                if (areIn)
                    sum.Narrow().Store(row + column);
                else
                    sum.Store(ref *total, 0);
            }
        }
    }
}
