using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;
using NetGen.Threading;

namespace NetGen.Kernels;

/// <summary>Softmax over rows: y_i = e^(x_i - max) / sum of e^(x_j - max).</summary>
/// <remarks>
/// The shift by the row's maximum keeps huge values from overflowing. A value of minus infinity has the share 0. A row that holds NaN or plus
/// infinity, or minus infinity alone, gives NaN in each of its places.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Softmax
{
    // About 2 us of work.
    private const int Least = 4 * 1024;
    private const int LeastBack = 16 * 1024;

    /// <summary>Writes the softmax of each row.</summary>
    /// <param name="rows">How many rows <paramref name="input"/> has.</param>
    /// <param name="input">Rows x width values.</param>
    /// <param name="output">Of the same length; may be <paramref name="input"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ or do not divide into the rows.</exception>
    public static void Forward(int rows, ReadOnlySpan<float> input, Span<float> output)
    {
        int width = Lanes.Width(input.Length, rows, nameof(input));
        Lanes.CheckLength(output.Length, input.Length, nameof(output));
        if (width == 0)
            return;
        var pass = new ForwardPass(rows, width, input, output);
        Dispatch.Divide(Team.PartsOf(input.Length, Least), ref pass);
    }

    /// <summary>Writes the gradient for the input: y_i (g_i - sum of y_j g_j).</summary>
    /// <param name="rows">How many rows <paramref name="output"/> has.</param>
    /// <param name="output">What <see cref="Forward"/> wrote.</param>
    /// <param name="outputGradient">The gradient for it, of the same length.</param>
    /// <param name="inputGradient">Of the same length; may be <paramref name="outputGradient"/> or <paramref name="output"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ or do not divide into the rows.</exception>
    public static void Backward(int rows, ReadOnlySpan<float> output, ReadOnlySpan<float> outputGradient, Span<float> inputGradient)
    {
        int width = Lanes.Width(output.Length, rows, nameof(output));
        Lanes.CheckLength(outputGradient.Length, output.Length, nameof(outputGradient));
        Lanes.CheckLength(inputGradient.Length, output.Length, nameof(inputGradient));
        var pass = new BackwardPass(rows, width, output, outputGradient, inputGradient);
        Dispatch.Divide(Team.PartsOf(output.Length, LeastBack), ref pass);
    }

    private readonly ref struct ForwardPass(int rows, int width, ReadOnlySpan<float> input, Span<float> output) : IPass
    {
        private readonly ReadOnlySpan<float> _input = input;
        private readonly Span<float> _output = output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            int end = Share.Start(rows, part + 1, parts);
            for (int row = Share.Start(rows, part, parts); row < end; row++)
            {
                ref float x = ref Unsafe.Add(ref Lanes.Start(_input), (nint)row * width);
                ref float y = ref Unsafe.Add(ref Lanes.Start(_output), (nint)row * width);
                float sum = RowExponentials<T>.Write(ref x, ref y, width, RowExponentials<T>.Max(ref x, width));
                RowExponentials<T>.Divide(ref y, width, sum);
            }
        }
    }

    private readonly ref struct BackwardPass(int rows, int width, ReadOnlySpan<float> output, ReadOnlySpan<float> outputGradient, Span<float> inputGradient)
        : IPass
    {
        private readonly ReadOnlySpan<float> _output = output;
        private readonly ReadOnlySpan<float> _outputGradient = outputGradient;
        private readonly Span<float> _inputGradient = inputGradient;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            int end = Share.Start(rows, part + 1, parts);
            for (int row = Share.Start(rows, part, parts); row < end; row++)
            {
                ref float y = ref Unsafe.Add(ref Lanes.Start(_output), (nint)row * width);
                ref float g = ref Unsafe.Add(ref Lanes.Start(_outputGradient), (nint)row * width);
                ref float dx = ref Unsafe.Add(ref Lanes.Start(_inputGradient), (nint)row * width);
                T products = T.Zero;
                for (int i = 0; i < width; i += Lanes.Count)
                    products = T.FusedMultiplyAdd(Lanes.LoadAt<T>(ref y, i, width), Lanes.LoadAt<T>(ref g, i, width), products);
                T mean = T.Of(T.Sum(products));
                for (int i = 0; i < width; i += Lanes.Count)
                    Lanes.StoreAt(Lanes.LoadAt<T>(ref y, i, width) * (Lanes.LoadAt<T>(ref g, i, width) - mean), ref dx, i, width);
            }
        }
    }
}
