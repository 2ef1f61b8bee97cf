using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using NetGen.Kernels.Vectors;

namespace NetGen.Kernels.Products;

/// <summary>Copies a block of the left operand together: tile after tile, in each one step of the depth after another, its rows beside each other.</summary>
/// <param name="left">The left operand at the first row and step.</param>
/// <param name="step">From a row to the next.</param>
/// <param name="depthStep">From a step of the depth to the next.</param>
/// <param name="rows">The rows, divided evenly among the tiles.</param>
/// <param name="tiles">The tiles.</param>
/// <param name="height">The rows of the taller tiles; the place of the last row of the others is never read.</param>
/// <param name="depth">The steps to copy.</param>
/// <param name="packed">Room for height * tiles * depth floats.</param>
internal readonly unsafe struct LeftPacking(float* left, nint step, nint depthStep, int rows, int tiles, int height, int depth, float* packed) : IPass
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<T>(int part, int parts)
        where T : struct, IWidth<T>
    {
        int lower = rows / tiles, taller = rows % tiles;
        float* from = left;
        float* to = packed;
        for (int tile = 0; tile < tiles; tile++, to += (nint)height * depth)
        {
            int count = tile < taller ? lower + 1 : lower;
            if (depthStep == 1)
                Transpose(from, count, to);
            else
                Copy(from, count, to);
            from += count * step;
        }
    }

    // Four steps of four rows at a time; the last rows and steps may repeat some of those before.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Transpose(float* from, int count, float* to)
    {
        if (Sse.IsSupported && count >= 4 && depth >= 4)
        {
            for (int k = 0; k < depth; k += 4)
            {
                int first = Math.Min(k, depth - 4);
                for (int row = 0; row < count; row += 4)
                {
                    int top = Math.Min(row, count - 4);
                    Packing.TransposeFour(from + top * step + first, step, to + (nint)first * height + top, height);
                }
            }

            return;
        }

        Copy(from, count, to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Copy(float* from, int count, float* to)
    {
        for (int k = 0; k < depth; k++, from += depthStep, to += height)
        {
            if (Sse.IsSupported && count >= 4 && step == 1)
            {
                Sse.Store(to, Sse.LoadVector128(from));
                Sse.Store(to + count - 4, Sse.LoadVector128(from + count - 4));
            }
            else
            {
                for (int row = 0; row < count; row++)
                    to[row] = from[row * step];
            }
        }
    }
}
