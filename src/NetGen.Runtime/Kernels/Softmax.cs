using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

/// <summary>Softmax over rows: y_i = e^(x_i - max) / sum of e^(x_j - max).</summary>
/// <remarks>
/// The shift by the row's maximum keeps huge values from overflowing. A value of minus infinity has the share 0. A row that holds NaN or plus
/// infinity, or minus infinity alone, gives NaN in each of its places.
/// </remarks>
public static class Softmax
{
    /// <summary>Writes the softmax of each row.</summary>
    /// <param name="rows">How many rows <paramref name="input"/> has.</param>
    /// <param name="input">Rows x width values.</param>
    /// <param name="output">Of the same length; may be <paramref name="input"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ or do not divide into the rows.</exception>
    [MethodImpl(Hot.Pass)]
    public static void Forward(int rows, ReadOnlySpan<float> input, Span<float> output)
    {
        int width = Lanes.Width(input.Length, rows, nameof(input));
        Lanes.CheckLength(output.Length, input.Length, nameof(output));
        if (width == 0)
            return;
        for (int row = 0; row < rows; row++)
        {
            ref float x = ref Unsafe.Add(ref Lanes.Start(input), row * width);
            ref float y = ref Unsafe.Add(ref Lanes.Start(output), row * width);
            float sum = RowExponentials.Write(ref x, ref y, width, RowExponentials.Max(ref x, width));
            RowExponentials.Divide(ref y, width, sum);
        }
    }

    /// <summary>Writes the gradient for the input: y_i (g_i - sum of y_j g_j).</summary>
    /// <param name="rows">How many rows <paramref name="output"/> has.</param>
    /// <param name="output">What <see cref="Forward"/> wrote.</param>
    /// <param name="outputGradient">The gradient for it, of the same length.</param>
    /// <param name="inputGradient">Of the same length; may be <paramref name="outputGradient"/> or <paramref name="output"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ or do not divide into the rows.</exception>
    [MethodImpl(Hot.Pass)]
    public static void Backward(int rows, ReadOnlySpan<float> output, ReadOnlySpan<float> outputGradient, Span<float> inputGradient)
    {
        int width = Lanes.Width(output.Length, rows, nameof(output));
        Lanes.CheckLength(outputGradient.Length, output.Length, nameof(outputGradient));
        Lanes.CheckLength(inputGradient.Length, output.Length, nameof(inputGradient));
        for (int row = 0; row < rows; row++)
        {
            ref float y = ref Unsafe.Add(ref Lanes.Start(output), row * width);
            ref float g = ref Unsafe.Add(ref Lanes.Start(outputGradient), row * width);
            ref float dx = ref Unsafe.Add(ref Lanes.Start(inputGradient), row * width);
            var products = Vector512<float>.Zero;
            for (int i = 0; i < width; i += Lanes.Count)
                products = Vector512.FusedMultiplyAdd(Lanes.LoadAt(ref y, i, width), Lanes.LoadAt(ref g, i, width), products);
            var mean = Vector512.Create(Lanes.Sum(products));
            for (int i = 0; i < width; i += Lanes.Count)
                Lanes.StoreAt(Lanes.LoadAt(ref y, i, width) * (Lanes.LoadAt(ref g, i, width) - mean), ref dx, i, width);
        }
    }
}
