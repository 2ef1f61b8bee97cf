using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

/// <summary>A leaky ReLU whose slope is learned, one a channel of the last axis (He et al., 2015): y = x where x is positive, alpha x elsewhere.</summary>
public static class PRelu
{
    /// <summary>Writes the activation of each value.</summary>
    /// <param name="rows">How many rows <paramref name="input"/> has.</param>
    /// <param name="input">Rows x channels values.</param>
    /// <param name="alpha">The slope of each channel.</param>
    /// <param name="output">Of the input's length; may be <paramref name="input"/>.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    [MethodImpl(Hot.Pass)]
    public static void Forward(int rows, ReadOnlySpan<float> input, ReadOnlySpan<float> alpha, Span<float> output)
    {
        int channels = CheckShape(rows, input.Length, alpha.Length);
        Lanes.CheckLength(output.Length, input.Length, nameof(output));
        ref float slopes = ref Lanes.Start(alpha);
        for (int row = 0; row < rows; row++)
        {
            ref float x = ref Unsafe.Add(ref Lanes.Start(input), row * channels);
            ref float y = ref Unsafe.Add(ref Lanes.Start(output), row * channels);
            for (int i = 0; i < channels; i += Lanes.Count)
            {
                var value = Lanes.LoadAt(ref x, i, channels);
                var scaled = value * Lanes.LoadAt(ref slopes, i, channels);
                Lanes.StoreAt(Vector512.ConditionalSelect(Positive(value), value, scaled), ref y, i, channels);
            }
        }
    }

    /// <summary>Writes the gradients for the input and for the slopes; at 0 the derivative is alpha.</summary>
    /// <param name="rows">How many rows <paramref name="input"/> has.</param>
    /// <param name="input">Rows x channels values, as <see cref="Forward"/> saw them.</param>
    /// <param name="alpha">The slope of each channel.</param>
    /// <param name="outputGradient">The gradient for the output, of the input's length.</param>
    /// <param name="inputGradient">Of the input's length; may be <paramref name="outputGradient"/>.</param>
    /// <param name="alphaGradient">Of the slopes' length: sums over the rows in ascending order, in double from block to block of rows.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    [MethodImpl(Hot.Pass)]
    public static void Backward(
        int rows, ReadOnlySpan<float> input, ReadOnlySpan<float> alpha, ReadOnlySpan<float> outputGradient,
        Span<float> inputGradient, Span<float> alphaGradient)
    {
        int channels = CheckShape(rows, input.Length, alpha.Length);
        Lanes.CheckLength(outputGradient.Length, input.Length, nameof(outputGradient));
        Lanes.CheckLength(inputGradient.Length, input.Length, nameof(inputGradient));
        Lanes.CheckLength(alphaGradient.Length, channels, nameof(alphaGradient));
        for (int i = 0; i < channels; i += Lanes.Count)
        {
            var slopes = Lanes.LoadAt(ref Lanes.Start(alpha), i, channels);
            RowSum sum = default;
            for (int start = 0; start < rows; start += ColumnSums.BlockRows)
            {
                int end = Math.Min(rows, start + ColumnSums.BlockRows);
                var block = Vector512<float>.Zero;
                for (int row = start; row < end; row++)
                {
                    ref float x = ref Unsafe.Add(ref Lanes.Start(input), row * channels);
                    ref float g = ref Unsafe.Add(ref Lanes.Start(outputGradient), row * channels);
                    ref float dx = ref Unsafe.Add(ref Lanes.Start(inputGradient), row * channels);
                    var value = Lanes.LoadAt(ref x, i, channels);
                    var gradient = Lanes.LoadAt(ref g, i, channels);
                    var positive = Positive(value);
                    block = Vector512.FusedMultiplyAdd(Vector512.AndNot(value, positive), gradient, block);
                    Lanes.StoreAt(Vector512.ConditionalSelect(positive, gradient, gradient * slopes), ref dx, i, channels);
                }

                sum.Add(block);
            }

            Lanes.StoreAt(sum.Total, ref Lanes.Start(alphaGradient), i, channels);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Positive(Vector512<float> value) => Vector512.GreaterThan(value, Vector512<float>.Zero);

    private static int CheckShape(int rows, int inputLength, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        if ((long)rows * channels != inputLength)
            throw new ArgumentException($"'input' has {inputLength} values; expected {rows} rows of {channels} channels.", "input");
        return channels;
    }
}
