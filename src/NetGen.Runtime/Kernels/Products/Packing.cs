using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Kernels.Products;

/// <summary>Copies a strip of the right operand together: one k after another, its columns beside each other, zero beyond the last.</summary>
internal static unsafe class Packing
{
    /// <summary>Copies <paramref name="depth"/> steps of the <paramref name="panels"/> panels from <paramref name="column"/>.</summary>
    /// <param name="right">The right operand at the first k and at column 0.</param>
    /// <param name="column">The first column.</param>
    /// <param name="panels">The panels to copy.</param>
    /// <param name="depth">The steps to copy.</param>
    /// <param name="packed">Room for 16 * panels * depth floats.</param>
    public static void Pack<TProduct>(float* right, int column, int panels, int depth, float* packed)
        where TProduct : struct, IProduct
    {
        if (TProduct.RightColumnStep == 1)
            Copy<TProduct>(right, column, panels, depth, packed);
        else
            Transpose<TProduct>(right, column, panels, depth, packed);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy<TProduct>(float* right, int column, int panels, int depth, float* packed)
        where TProduct : struct, IProduct
    {
        int end = column + panels * Panel.Width;
        for (; depth > 0; depth--)
        {
            for (int at = column; at < end; at += Panel.Width)
            {
                Panel.Load(right + at, at, TProduct.Columns).StoreAligned(packed);
                packed += Panel.Width;
            }

            right += TProduct.RightDepthStep;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose<TProduct>(float* right, int column, int panels, int depth, float* packed)
        where TProduct : struct, IProduct
    {
        int width = panels * Panel.Width, columns = Math.Min(width, TProduct.Columns - column);
        right += (nint)column * TProduct.RightColumnStep;
        int c = 0;
        for (; c + 4 <= columns; c += 4)
        {
            float* source = right + (nint)c * TProduct.RightColumnStep;
            int k = 0;
            if (Sse.IsSupported)
            {
                for (; k + 4 <= depth; k += 4)
                    TransposeFour(source + k, TProduct.RightColumnStep, packed + (nint)k * width + c, width);
            }

            for (; k < depth; k++)
            {
                for (int i = 0; i < 4; i++)
                    packed[(nint)k * width + c + i] = source[i * TProduct.RightColumnStep + k];
            }
        }

        for (; c < width; c++)
        {
            for (int k = 0; k < depth; k++)
                packed[(nint)k * width + c] = c < columns ? right[(nint)c * TProduct.RightColumnStep + k] : 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeFour(float* source, nint sourceStep, float* target, nint targetStep)
    {
        Vector128<float> a = Vector128.Load(source), b = Vector128.Load(source + sourceStep);
        Vector128<float> c = Vector128.Load(source + 2 * sourceStep), d = Vector128.Load(source + 3 * sourceStep);
        Vector128<float> abLow = Sse.UnpackLow(a, b), abHigh = Sse.UnpackHigh(a, b);
        Vector128<float> cdLow = Sse.UnpackLow(c, d), cdHigh = Sse.UnpackHigh(c, d);
        Sse.MoveLowToHigh(abLow, cdLow).Store(target);
        Sse.MoveHighToLow(cdLow, abLow).Store(target + targetStep);
        Sse.MoveLowToHigh(abHigh, cdHigh).Store(target + 2 * targetStep);
        Sse.MoveHighToLow(cdHigh, abHigh).Store(target + 3 * targetStep);
    }
}
