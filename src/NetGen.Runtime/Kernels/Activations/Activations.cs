using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;
using NetGen.Threading;

namespace NetGen.Kernels;

/// <summary>The loops that run an activation over spans of any length.</summary>
/// <remarks>Outputs may be the very same span as an input; spans that overlap otherwise give undefined values.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Activations
{
    // About 2 us of work.
    private const int LeastCheap = 32 * 1024;
    private const int Least = 4 * 1024;

    /// <summary>Writes the activation of each value.</summary>
    /// <param name="input">The values.</param>
    /// <param name="output">Of the same length; may be <paramref name="input"/>.</param>
    /// <param name="activation">The activation with its options.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Forward<TActivation>(ReadOnlySpan<float> input, Span<float> output, TActivation activation = default)
        where TActivation : struct, IActivation
    {
        Lanes.CheckLength(output.Length, input.Length, nameof(output));
        int parts = Team.PartsOf(input.Length, TActivation.IsCheap ? LeastCheap : Least);
        if (TActivation.HasHalves)
        {
            var halves = new HalvesPass<TActivation>(input, output);
            Dispatch.Divide(parts, ref halves);
            return;
        }

        var pass = new ForwardPass<TActivation>(input, output, activation);
        Dispatch.Divide(parts, ref pass);
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
        Dispatch.Divide(Team.PartsOf(input.Length, Least), ref pass);
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
        Dispatch.Divide(Team.PartsOf(output.Length, LeastCheap), ref pass);
    }

    private readonly ref struct ForwardPass<TActivation>(ReadOnlySpan<float> input, Span<float> output, TActivation activation) : IPass
        where TActivation : struct, IActivation
    {
        private readonly ReadOnlySpan<float> _input = input;
        private readonly Span<float> _output = output;
        private readonly TActivation _activation = activation;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            // A local, whose fields the JIT keeps in registers.
            TActivation activation = _activation;
            var (start, length) = Share.OfFloats(_input.Length, part, parts);
            ref float from = ref Lanes.Start(_input.Slice(start, length));
            ref float to = ref Lanes.Start(_output.Slice(start, length));
            for (int i = 0; i < length; i += Lanes.Count)
                Lanes.StoreAt(activation.Apply(Lanes.LoadAt<T>(ref from, i, length)), ref to, i, length);
        }
    }

    // Blocks of vectors in two passes. What is begun waits in a buffer, as input and output may be one span.
    private readonly ref struct HalvesPass<TActivation>(ReadOnlySpan<float> input, Span<float> output) : IPass
        where TActivation : struct, IActivation
    {
        private readonly ReadOnlySpan<float> _input = input;
        private readonly Span<float> _output = output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        [SkipLocalsInit]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            var (first, length) = Share.OfFloats(_input.Length, part, parts);
            ref float from = ref Lanes.Start(_input.Slice(first, length));
            ref float to = ref Lanes.Start(_output.Slice(first, length));
            Unsafe.SkipInit(out Begun begun);
            for (int start = 0; start < length; start += Begun.Length)
            {
                int end = Math.Min(start + Begun.Length, length);
                for (int i = start; i < end; i += Lanes.Count)
                    TActivation.Begin(Lanes.LoadAt<T>(ref from, i, length)).Store(ref begun.First, i - start);
                for (int i = start; i < end; i += Lanes.Count)
                    Lanes.StoreAt(TActivation.End(Lanes.LoadAt<T>(ref from, i, length), T.Load(ref begun.First, i - start)), ref to, i, length);
            }
        }
    }

    private readonly ref struct SlopePass<TActivation>(ReadOnlySpan<float> input, Span<float> output, Span<float> slope, TActivation activation) : IPass
        where TActivation : struct, ISlopedActivation
    {
        private readonly ReadOnlySpan<float> _input = input;
        private readonly Span<float> _output = output;
        private readonly Span<float> _slope = slope;
        private readonly TActivation _activation = activation;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            TActivation activation = _activation;
            var (start, length) = Share.OfFloats(_input.Length, part, parts);
            ref float from = ref Lanes.Start(_input.Slice(start, length));
            ref float to = ref Lanes.Start(_output.Slice(start, length));
            ref float slopes = ref Lanes.Start(_slope.Slice(start, length));
            for (int done = 0; done < length; done += Begun.Length)
            {
                // What is begun waits where the results will stand.
                int end = Math.Min(done + Begun.Length, length);
                for (int i = done; i < end; i += Lanes.Count)
                {
                    Lanes.StoreAt(activation.BeginWithSlope(Lanes.LoadAt<T>(ref from, i, length), out T second), ref to, i, length);
                    Lanes.StoreAt(second, ref slopes, i, length);
                }

                for (int i = done; i < end; i += Lanes.Count)
                {
                    T first = Lanes.LoadAt<T>(ref to, i, length);
                    Lanes.StoreAt(activation.EndWithSlope(first, Lanes.LoadAt<T>(ref slopes, i, length), out T slope), ref to, i, length);
                    Lanes.StoreAt(slope, ref slopes, i, length);
                }
            }
        }
    }

    private readonly ref struct BackwardPass<TActivation>(
        ReadOnlySpan<float> output, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, TActivation activation) : IPass
        where TActivation : struct, IActivationGradient
    {
        private readonly ReadOnlySpan<float> _output = output;
        private readonly ReadOnlySpan<float> _outputGradient = outputGradient;
        private readonly Span<float> _inputGradient = inputGradient;
        private readonly TActivation _activation = activation;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            TActivation activation = _activation;
            var (start, length) = Share.OfFloats(_output.Length, part, parts);
            ref float y = ref Lanes.Start(_output.Slice(start, length));
            ref float from = ref Lanes.Start(_outputGradient.Slice(start, length));
            ref float to = ref Lanes.Start(_inputGradient.Slice(start, length));
            for (int i = 0; i < length; i += Lanes.Count)
                Lanes.StoreAt(activation.Gradient(Lanes.LoadAt<T>(ref y, i, length), Lanes.LoadAt<T>(ref from, i, length)), ref to, i, length);
        }
    }
}
