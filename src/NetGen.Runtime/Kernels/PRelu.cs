using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;
using NetGen.Threading;

namespace NetGen.Kernels;

/// <summary>A leaky ReLU whose slope is learned, one a channel of the last axis (He et al., 2015): y = x where x is positive, alpha x elsewhere.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PRelu
{
    // About 2 us of work.
    private const int Least = 16 * 1024;

    /// <summary>Writes the activation of each value.</summary>
    /// <param name="rows">How many rows <paramref name="input"/> has.</param>
    /// <param name="input">Rows x channels values.</param>
    /// <param name="alpha">The slope of each channel.</param>
    /// <param name="output">Of the input's length; may be <paramref name="input"/>.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public static void Forward(int rows, ReadOnlySpan<float> input, ReadOnlySpan<float> alpha, Span<float> output)
    {
        CheckShape(rows, input.Length, alpha.Length);
        Lanes.CheckLength(output.Length, input.Length, nameof(output));
        var pass = new ForwardPass(rows, input, alpha, output);
        Dispatch.Divide(Team.PartsOf(input.Length, Least), ref pass);
    }

    /// <summary>Writes the gradients for the input and for the slopes; at 0 the derivative is alpha.</summary>
    /// <param name="rows">How many rows <paramref name="input"/> has.</param>
    /// <param name="input">Rows x channels values, as <see cref="Forward"/> saw them.</param>
    /// <param name="alpha">The slope of each channel.</param>
    /// <param name="outputGradient">The gradient for the output, of the input's length.</param>
    /// <param name="inputGradient">Of the input's length; may be <paramref name="outputGradient"/>.</param>
    /// <param name="alphaGradient">
    /// Of the slopes' length: sums over the rows in ascending order, in double from block to block of rows. Empty where nobody wants it.
    /// </param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public static void Backward(
        int rows, ReadOnlySpan<float> input, ReadOnlySpan<float> alpha, ReadOnlySpan<float> outputGradient,
        Span<float> inputGradient, Span<float> alphaGradient)
    {
        int channels = CheckShape(rows, input.Length, alpha.Length);
        Lanes.CheckLength(outputGradient.Length, input.Length, nameof(outputGradient));
        Lanes.CheckLength(inputGradient.Length, input.Length, nameof(inputGradient));
        if (!alphaGradient.IsEmpty)
            Lanes.CheckLength(alphaGradient.Length, channels, nameof(alphaGradient));
        var pass = new BackwardPass(rows, input, alpha, outputGradient, inputGradient, alphaGradient);
        Dispatch.Divide(Team.PartsOf(input.Length, Least), ref pass);
    }

    private static int CheckShape(int rows, int inputLength, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        if ((long)rows * channels != inputLength)
            throw new ArgumentException($"'input' has {inputLength} values; expected {rows} rows of {channels} channels.", "input");
        return channels;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Positive<T>(T value)
        where T : struct, IWidth<T>
        => T.GreaterThan(value, T.Zero);

    private readonly ref struct ForwardPass(int rows, ReadOnlySpan<float> input, ReadOnlySpan<float> alpha, Span<float> output) : IPass
    {
        private readonly ReadOnlySpan<float> _input = input;
        private readonly ReadOnlySpan<float> _alpha = alpha;
        private readonly Span<float> _output = output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            int channels = _alpha.Length, end = Share.Start(rows, part + 1, parts);
            ref float slopes = ref Lanes.Start(_alpha);
            for (int row = Share.Start(rows, part, parts); row < end; row++)
            {
                ref float x = ref Unsafe.Add(ref Lanes.Start(_input), (nint)row * channels);
                ref float y = ref Unsafe.Add(ref Lanes.Start(_output), (nint)row * channels);
                for (int i = 0; i < channels; i += Lanes.Count)
                {
                    T value = Lanes.LoadAt<T>(ref x, i, channels);
                    T scaled = value * Lanes.LoadAt<T>(ref slopes, i, channels);
                    Lanes.StoreAt(T.Select(Positive(value), value, scaled), ref y, i, channels);
                }
            }
        }
    }

    // Divided by channels, each of which is a sum over all rows.
    private readonly ref struct BackwardPass(
        int rows, ReadOnlySpan<float> input, ReadOnlySpan<float> alpha, ReadOnlySpan<float> outputGradient,
        Span<float> inputGradient, Span<float> alphaGradient) : IPass
    {
        private readonly ReadOnlySpan<float> _input = input;
        private readonly ReadOnlySpan<float> _alpha = alpha;
        private readonly ReadOnlySpan<float> _outputGradient = outputGradient;
        private readonly Span<float> _inputGradient = inputGradient;
        private readonly Span<float> _alphaGradient = alphaGradient;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            int channels = _alpha.Length;
            var (first, count) = Share.OfFloats(channels, part, parts);
            for (int i = first; i < first + count; i += Lanes.Count)
            {
                T slopes = Lanes.LoadAt<T>(ref Lanes.Start(_alpha), i, channels);
                RowSum<T> sum = default;
                for (int start = 0; start < rows; start += ColumnSums.BlockRows)
                    sum.Add(Block(i, slopes, start, Math.Min(rows, start + ColumnSums.BlockRows)));
                if (!_alphaGradient.IsEmpty)
                    Lanes.StoreAt(sum.Total, ref Lanes.Start(_alphaGradient), i, channels);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private T Block<T>(int i, T slopes, int row, int end)
            where T : struct, IWidth<T>
        {
            int channels = _alpha.Length;
            T sum = T.Zero;
            for (; row < end; row++)
            {
                T value = Lanes.LoadAt<T>(ref Unsafe.Add(ref Lanes.Start(_input), (nint)row * channels), i, channels);
                T gradient = Lanes.LoadAt<T>(ref Unsafe.Add(ref Lanes.Start(_outputGradient), (nint)row * channels), i, channels);
                T positive = Positive(value);
                sum = T.FusedMultiplyAdd(T.AndNot(value, positive), gradient, sum);
                Lanes.StoreAt(T.Select(positive, gradient, gradient * slopes), ref Unsafe.Add(ref Lanes.Start(_inputGradient), (nint)row * channels), i,
                    channels);
            }

            return sum;
        }
    }
}
