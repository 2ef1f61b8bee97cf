using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;
using NetGen.Threading;

namespace NetGen.Kernels;

/// <summary>Inverted dropout (Srivastava et al., 2014): each value becomes 0 with a probability, and the rest is scaled by 1 / (1 - rate).</summary>
/// <remarks>
/// The mask is not stored: value number e of a layer in a step is kept where word (e mod 64) / 16 of the Philox block
/// 16 (e / 64) + e mod 16 is at least rate * 2^32. So backward draws the same mask again, and any part of a span can be done apart.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Dropout
{
    /// <summary>How many values one vector of Philox blocks decides on.</summary>
    private const int Group = 64;

    // About 2 us of work.
    private const int Least = 4 * 1024;

    /// <summary>Writes the values with some of them dropped.</summary>
    /// <param name="input">The values.</param>
    /// <param name="output">Of the same length; may be <paramref name="input"/>.</param>
    /// <param name="rate">The probability of a value to become 0, at least 0 and below 1.</param>
    /// <param name="mask">Which random numbers to use.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside its range.</exception>
    public static void Forward(ReadOnlySpan<float> input, Span<float> output, float rate, DropoutMask mask)
    {
        Lanes.CheckLength(output.Length, input.Length, nameof(output));
        Apply(input, output, rate, mask);
    }

    /// <summary>Writes the gradient for the input: what was kept is scaled as the values were, the rest is 0.</summary>
    /// <param name="outputGradient">The gradient for the output.</param>
    /// <param name="inputGradient">Of the same length; may be <paramref name="outputGradient"/>.</param>
    /// <param name="rate">As given to <see cref="Forward"/>.</param>
    /// <param name="mask">As given to <see cref="Forward"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside its range.</exception>
    public static void Backward(ReadOnlySpan<float> outputGradient, Span<float> inputGradient, float rate, DropoutMask mask)
    {
        Lanes.CheckLength(inputGradient.Length, outputGradient.Length, nameof(inputGradient));
        Apply(outputGradient, inputGradient, rate, mask);
    }

    private static void Apply(ReadOnlySpan<float> input, Span<float> output, float rate, DropoutMask mask)
    {
        if (rate is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "'rate' must be at least 0 and below 1.");
        var pass = new Pass(input, output, rate, mask);
        Dispatch.Divide(Team.PartsOf(input.Length, Least), ref pass);
    }

    internal readonly ref struct Pass(ReadOnlySpan<float> input, Span<float> output, float rate, DropoutMask mask) : IPass
    {
        private readonly ReadOnlySpan<float> _input = input;
        private readonly Span<float> _output = output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            var random = new Philox(mask.Seed, RandomPurpose.Dropout, mask.Layer, mask.Step);
            uint least = (uint)(rate * 4294967296.0);
            T scale = T.Of(1 / (1 - rate));
            ref float from = ref Lanes.Start(_input);
            ref float to = ref Lanes.Start(_output);
            var (start, count) = Share.OfFloats(_input.Length, part, parts);
            int length = _input.Length;
            for (int i = start; i < start + count; i += Group)
            {
                random.Blocks((uint)i / Group * Lanes.Count, out T x, out T y, out T z, out T w);
                DropAt(ref from, ref to, i, length, T.AtLeast(x, least), scale);
                DropAt(ref from, ref to, i + Lanes.Count, length, T.AtLeast(y, least), scale);
                DropAt(ref from, ref to, i + 2 * Lanes.Count, length, T.AtLeast(z, least), scale);
                DropAt(ref from, ref to, i + 3 * Lanes.Count, length, T.AtLeast(w, least), scale);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void DropAt<T>(ref float from, ref float to, int i, int length, T kept, T scale)
            where T : struct, IWidth<T>
        {
            if (i < length)
                Lanes.StoreAt(Lanes.LoadAt<T>(ref from, i, length) * scale & kept, ref to, i, length);
        }
    }
}
