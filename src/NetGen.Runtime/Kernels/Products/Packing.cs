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
            Transpose(right, TProduct.RightColumnStep, column, TProduct.Columns, panels, depth, packed);
    }

    [MethodImpl(Hot.Pass)]
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

    // Sizes are arguments, so that it is compiled once for all layers; constants would not hasten it.
    [MethodImpl(Hot.Pass)]
    private static void Transpose(float* right, nint columnStep, int column, int allColumns, int panels, int depth, float* packed)
    {
        int width = panels * Panel.Width, columns = Math.Min(width, allColumns - column);
        right += column * columnStep;
        int c = 0;
        if (depth >= 4 && Sse.IsSupported)
        {
            // Four steps at a time; the last four may repeat some of those before.
            for (; Avx512F.IsSupported && c + Panel.Width <= columns; c += Panel.Width)
            {
                for (int k = 0; k < depth; k += 4)
                {
                    int from = Math.Min(k, depth - 4);
                    TransposePanel(right + c * columnStep + from, columnStep, packed + (nint)from * width + c, width);
                }
            }

            for (; c + 4 <= columns; c += 4)
            {
                for (int k = 0; k < depth; k += 4)
                {
                    int from = Math.Min(k, depth - 4);
                    TransposeFour(right + c * columnStep + from, columnStep, packed + (nint)from * width + c, width);
                }
            }
        }

        for (; c < width; c++)
        {
            for (int k = 0; k < depth; k++)
                packed[(nint)k * width + c] = c < columns ? right[c * columnStep + k] : 0;
        }
    }

    // Lane j of vector i holds four steps of column 4j + i, so that transposing four by four inside the lanes puts the columns in order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposePanel(float* source, nint sourceStep, float* target, nint targetStep)
    {
        Vector512<float> a = LoadEveryFourth(source, sourceStep), b = LoadEveryFourth(source + sourceStep, sourceStep);
        Vector512<float> c = LoadEveryFourth(source + 2 * sourceStep, sourceStep), d = LoadEveryFourth(source + 3 * sourceStep, sourceStep);
        Vector512<double> abLow = Avx512F.UnpackLow(a, b).AsDouble(), abHigh = Avx512F.UnpackHigh(a, b).AsDouble();
        Vector512<double> cdLow = Avx512F.UnpackLow(c, d).AsDouble(), cdHigh = Avx512F.UnpackHigh(c, d).AsDouble();
        Avx512F.UnpackLow(abLow, cdLow).AsSingle().Store(target);
        Avx512F.UnpackHigh(abLow, cdLow).AsSingle().Store(target + targetStep);
        Avx512F.UnpackLow(abHigh, cdHigh).AsSingle().Store(target + 2 * targetStep);
        Avx512F.UnpackHigh(abHigh, cdHigh).AsSingle().Store(target + 3 * targetStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LoadEveryFourth(float* source, nint step)
    {
        // Widened and filled, because Create(lower, upper) goes through memory.
        Vector256<float> lower = Vector128.Load(source).ToVector256Unsafe().WithUpper(Vector128.Load(source + 4 * step));
        Vector256<float> upper = Vector128.Load(source + 8 * step).ToVector256Unsafe().WithUpper(Vector128.Load(source + 12 * step));
        return lower.ToVector512Unsafe().WithUpper(upper);
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
