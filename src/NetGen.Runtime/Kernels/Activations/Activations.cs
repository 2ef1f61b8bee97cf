using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Threading;

namespace NetGen.Kernels;

/// <summary>The loops that run an activation over spans of any length.</summary>
/// <remarks>Outputs may be the very same span as an input; spans that overlap otherwise give undefined values.</remarks>
public static class Activations
{
    // About 2 us of work.
    private const int LeastCheap = 32 * 1024;
    private const int Least = 4 * 1024;

    // What two passes run over at a time.
    private const int Block = 16 * Lanes.Count;

    /// <summary>Writes the activation of each value.</summary>
    /// <param name="input">The values.</param>
    /// <param name="output">Of the same length; may be <paramref name="input"/>.</param>
    /// <param name="activation">The activation with its options.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Forward<TActivation>(ReadOnlySpan<float> input, Span<float> output, TActivation activation = default)
        where TActivation : struct, IActivation
    {
        Lanes.CheckLength(output.Length, input.Length, nameof(output));
        var pass = new ForwardPass<TActivation>(input, output, activation);
        Team.Run(Team.PartsOf(input.Length, TActivation.IsCheap ? LeastCheap : Least), ref pass);
    }

    /// <summary>Writes the activation of each value, to the bits of <see cref="Forward"/>, and its slope.</summary>
    /// <param name="input">The values.</param>
    /// <param name="output">Of the same length; may be <paramref name="input"/>.</param>
    /// <param name="slope">Of the same length; takes the derivative at each value, for <see cref="Backward"/> with <see cref="KeptSlope"/>.</param>
    /// <param name="activation">The activation with its options.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void ForwardWithSlope<TActivation>(ReadOnlySpan<float> input, Span<float> output, Span<float> slope, TActivation activation = default)
        where TActivation : struct, ISlopedActivation
    {
        Lanes.CheckLength(output.Length, input.Length, nameof(output));
        Lanes.CheckLength(slope.Length, input.Length, nameof(slope));
        var pass = new SlopePass<TActivation>(input, output, slope, activation);
        Team.Run(Team.PartsOf(input.Length, Least), ref pass);
    }

    /// <summary>Writes the gradient for the activation's input.</summary>
    /// <param name="output">What <see cref="Forward"/> wrote; the slope that <see cref="ForwardWithSlope"/> wrote for <see cref="KeptSlope"/>.</param>
    /// <param name="outputGradient">The gradient for the output, of the same length.</param>
    /// <param name="inputGradient">Of the same length; may be <paramref name="outputGradient"/> or <paramref name="output"/>.</param>
    /// <param name="activation">The activation with its options.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Backward<TActivation>(
        ReadOnlySpan<float> output, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, TActivation activation = default)
        where TActivation : struct, IActivationGradient
    {
        Lanes.CheckLength(outputGradient.Length, output.Length, nameof(outputGradient));
        Lanes.CheckLength(inputGradient.Length, output.Length, nameof(inputGradient));
        var pass = new BackwardPass<TActivation>(output, outputGradient, inputGradient, activation);
        Team.Run(Team.PartsOf(output.Length, LeastCheap), ref pass);
    }

    private readonly ref struct ForwardPass<TActivation>(ReadOnlySpan<float> input, Span<float> output, TActivation activation) : IDivisible
        where TActivation : struct, IActivation
    {
        private readonly ReadOnlySpan<float> _input = input;
        private readonly Span<float> _output = output;
        private readonly TActivation _activation = activation;

        [MethodImpl(Hot.Pass)]
        public void Run(int part, int parts)
        {
            var (start, length) = Share.OfFloats(_input.Length, part, parts);
            ref float from = ref Lanes.Start(_input.Slice(start, length));
            ref float to = ref Lanes.Start(_output.Slice(start, length));
            int i = TActivation.HasHalves ? RunHalves(ref from, ref to, length) : 0;
            for (; i <= length - Lanes.Count; i += Lanes.Count)
                _activation.Apply(Vector512.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
            if (i < length)
                Lanes.StoreAt(_activation.Apply(Lanes.LoadAt(ref from, i, length)), ref to, i, length);
        }

        // Blocks of vectors in two passes; returns where it stopped. What is begun waits in a buffer, as input and output may be one span.
        [MethodImpl(Hot.Pass)]
        [SkipLocalsInit]
        private static int RunHalves(ref float from, ref float to, int length)
        {
            ref float begun = ref Lanes.Start(stackalloc float[Block]);
            int start = 0;
            for (; start <= length - Block; start += Block)
            {
                for (int i = 0; i < Block; i += Lanes.Count)
                    TActivation.Begin(Vector512.LoadUnsafe(ref from, (nuint)(start + i))).StoreUnsafe(ref begun, (nuint)i);
                for (int i = 0; i < Block; i += Lanes.Count)
                    TActivation.End(Vector512.LoadUnsafe(ref from, (nuint)(start + i)), Vector512.LoadUnsafe(ref begun, (nuint)i)).StoreUnsafe(ref to, (nuint)(start + i));
            }

            return start;
        }
    }

    private readonly ref struct SlopePass<TActivation>(ReadOnlySpan<float> input, Span<float> output, Span<float> slope, TActivation activation) : IDivisible
        where TActivation : struct, ISlopedActivation
    {
        private readonly ReadOnlySpan<float> _input = input;
        private readonly Span<float> _output = output;
        private readonly Span<float> _slope = slope;
        private readonly TActivation _activation = activation;

        [MethodImpl(Hot.Pass)]
        public void Run(int part, int parts)
        {
            var (start, length) = Share.OfFloats(_input.Length, part, parts);
            ref float from = ref Lanes.Start(_input.Slice(start, length));
            ref float to = ref Lanes.Start(_output.Slice(start, length));
            ref float slopes = ref Lanes.Start(_slope.Slice(start, length));
            int done = 0;
            for (; done <= length - Block; done += Block)
            {
                // What is begun waits where the results will stand.
                for (int i = done; i < done + Block; i += Lanes.Count)
                {
                    _activation.BeginWithSlope(Vector512.LoadUnsafe(ref from, (nuint)i), out var second).StoreUnsafe(ref to, (nuint)i);
                    second.StoreUnsafe(ref slopes, (nuint)i);
                }

                for (int i = done; i < done + Block; i += Lanes.Count)
                {
                    _activation.EndWithSlope(Vector512.LoadUnsafe(ref to, (nuint)i), Vector512.LoadUnsafe(ref slopes, (nuint)i), out var slope).StoreUnsafe(ref to, (nuint)i);
                    slope.StoreUnsafe(ref slopes, (nuint)i);
                }
            }

            if (done < length)
                RunRest(ref from, ref to, ref slopes, done, length);
        }

        // A method of its own: with both halves twice in one, the JIT stops inlining where 512 bits are not the hardware's.
        [MethodImpl(Hot.Pass)]
        private void RunRest(ref float from, ref float to, ref float slopes, int start, int length)
        {
            for (int i = start; i < length; i += Lanes.Count)
            {
                var first = _activation.BeginWithSlope(Lanes.LoadAt(ref from, i, length), out var second);
                Lanes.StoreAt(_activation.EndWithSlope(first, second, out var slope), ref to, i, length);
                Lanes.StoreAt(slope, ref slopes, i, length);
            }
        }
    }

    private readonly ref struct BackwardPass<TActivation>(
        ReadOnlySpan<float> output, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, TActivation activation) : IDivisible
        where TActivation : struct, IActivationGradient
    {
        private readonly ReadOnlySpan<float> _output = output;
        private readonly ReadOnlySpan<float> _outputGradient = outputGradient;
        private readonly Span<float> _inputGradient = inputGradient;
        private readonly TActivation _activation = activation;

        [MethodImpl(Hot.Pass)]
        public void Run(int part, int parts)
        {
            var (start, length) = Share.OfFloats(_output.Length, part, parts);
            ref float y = ref Lanes.Start(_output.Slice(start, length));
            ref float from = ref Lanes.Start(_outputGradient.Slice(start, length));
            ref float to = ref Lanes.Start(_inputGradient.Slice(start, length));
            int i = 0;
            for (; i <= length - Lanes.Count; i += Lanes.Count)
                _activation.Gradient(Vector512.LoadUnsafe(ref y, (nuint)i), Vector512.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
            if (i < length)
                Lanes.StoreAt(_activation.Gradient(Lanes.LoadAt(ref y, i, length), Lanes.LoadAt(ref from, i, length)), ref to, i, length);
        }
    }
}
