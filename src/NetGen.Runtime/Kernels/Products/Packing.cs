using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using NetGen.Kernels.Vectors;

namespace NetGen.Kernels.Products;

/// <summary>Copies a strip of the right operand together: one k after another, its columns beside each other, zero beyond the last.</summary>
/// <param name="right">The right operand at the first k and column of the strip.</param>
/// <param name="step">From one k to the next.</param>
/// <param name="columnStep">From a column to the next.</param>
/// <param name="columns">The columns there are, at most those of the panels.</param>
/// <param name="panels">The panels to copy.</param>
/// <param name="depth">The steps to copy.</param>
/// <param name="packed">Room for 16 * panels * depth floats.</param>
internal readonly unsafe struct Packing(float* right, nint step, nint columnStep, int columns, int panels, int depth, float* packed) : IPass
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<T>(int part, int parts)
        where T : struct, IWidth<T>
    {
        if (columnStep == 1)
            Copy<T>();
        else
            Transpose<T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Copy<T>()
        where T : struct, IWidth<T>
    {
        int full = columns / Panel.Width, left = columns % Panel.Width;
        float* from = right;
        float* to = packed;
        for (int k = 0; k < depth; k++, from += step)
        {
            for (int panel = 0; panel < full; panel++, to += Panel.Width)
                T.Load(from + panel * Panel.Width).Store(to);
            if (left > 0)
            {
                T.LoadFirst(from + full * Panel.Width, left).Store(to);
                to += Panel.Width;
            }
        }
    }

    // Four steps of four columns at a time; the last four steps may repeat some of those before.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Transpose<T>()
        where T : struct, IWidth<T>
    {
        int width = panels * Panel.Width, c = 0;
        if (depth >= 4 && Sse.IsSupported)
        {
            for (; T.TransposesPanels && c + Panel.Width <= columns; c += Panel.Width)
            {
                for (int k = 0; k < depth; k += 4)
                {
                    int from = Math.Min(k, depth - 4);
                    T.TransposePanel(right + c * columnStep + from, columnStep, packed + (nint)from * width + c, width);
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

    /// <summary>Writes four rows of 16 floats as 16 columns of four. Needs AVX-512.</summary>
    // Lane j of vector i holds four steps of column 4j + i, so that transposing four by four inside the lanes puts the columns in order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransposePanel(float* source, nint sourceStep, float* target, nint targetStep)
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

    /// <summary>Writes four rows of four floats as four columns. Needs SSE.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransposeFour(float* source, nint sourceStep, float* target, nint targetStep)
    {
        Vector128<float> a = Sse.LoadVector128(source), b = Sse.LoadVector128(source + sourceStep);
        Vector128<float> c = Sse.LoadVector128(source + 2 * sourceStep), d = Sse.LoadVector128(source + 3 * sourceStep);
        Vector128<float> abLow = Sse.UnpackLow(a, b), abHigh = Sse.UnpackHigh(a, b);
        Vector128<float> cdLow = Sse.UnpackLow(c, d), cdHigh = Sse.UnpackHigh(c, d);
        Sse.Store(target, Sse.MoveLowToHigh(abLow, cdLow));
        Sse.Store(target + targetStep, Sse.MoveHighToLow(cdLow, abLow));
        Sse.Store(target + 2 * targetStep, Sse.MoveLowToHigh(abHigh, cdHigh));
        Sse.Store(target + 3 * targetStep, Sse.MoveHighToLow(cdHigh, abHigh));
    }
}
