using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Threading;

namespace NetGen.Kernels;

/// <summary>Inverted dropout (Srivastava et al., 2014): each value becomes 0 with a probability, and the rest is scaled by 1 / (1 - rate).</summary>
/// <remarks>
/// The mask is not stored: value number e of a layer in a step is kept where word (e mod 64) / 16 of the Philox block
/// 16 (e / 64) + e mod 16 is at least rate * 2^32. So backward draws the same mask again, and any part of a span can be done apart.
/// </remarks>
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
        var pass = new Pass(input, output, rate, mask);
        Team.Run(Team.PartsOf(input.Length, Least), ref pass);
    }

    /// <summary>Drops from a part of a layer's values that starts at <paramref name="firstElement"/>, a multiple of 64.</summary>
    [MethodImpl(Hot.Pass)]
    internal static void Apply(ReadOnlySpan<float> input, Span<float> output, float rate, DropoutMask mask, int firstElement)
    {
        if (rate is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "'rate' must be at least 0 and below 1.");
        if (firstElement % Group != 0)
            throw new ArgumentException($"A part must start at a multiple of {Group} values, not at {firstElement}.", nameof(firstElement));

        var random = new Philox(mask.Seed, RandomPurpose.Dropout, mask.Layer, mask.Step);
        var threshold = Vector512.Create((uint)(rate * 4294967296.0));
        var scale = Vector512.Create(1 / (1 - rate));
        ref float from = ref Lanes.Start(input);
        ref float to = ref Lanes.Start(output);
        int length = input.Length;
        for (int i = 0; i < length; i += Group)
        {
            random.Blocks((uint)(firstElement + i) / Group * Lanes.Count, out var x, out var y, out var z, out var w);
            DropAt(ref from, ref to, i, length, x, threshold, scale);
            DropAt(ref from, ref to, i + Lanes.Count, length, y, threshold, scale);
            DropAt(ref from, ref to, i + 2 * Lanes.Count, length, z, threshold, scale);
            DropAt(ref from, ref to, i + 3 * Lanes.Count, length, w, threshold, scale);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void DropAt(
        ref float from, ref float to, int i, int length, Vector512<uint> words, Vector512<uint> threshold, Vector512<float> scale)
    {
        if (i >= length)
            return;
        var kept = Vector512.GreaterThanOrEqual(words, threshold).AsSingle();
        Lanes.StoreAt(Lanes.LoadAt(ref from, i, length) * scale & kept, ref to, i, length);
    }

    private readonly ref struct Pass(ReadOnlySpan<float> input, Span<float> output, float rate, DropoutMask mask) : IDivisible
    {
        private readonly ReadOnlySpan<float> _input = input;
        private readonly Span<float> _output = output;

        public void Run(int part, int parts)
        {
            var (start, length) = Share.OfFloats(_input.Length, part, parts);
            Apply(_input.Slice(start, length), _output.Slice(start, length), rate, mask, start);
        }
    }
}
