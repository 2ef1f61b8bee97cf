using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

/// <summary>The loops that run an activation over spans of any length.</summary>
/// <remarks>Outputs may be the very same span as an input; spans that overlap otherwise give undefined values.</remarks>
public static class Activations
{
    /// <summary>Writes the activation of each value.</summary>
    /// <param name="input">The values.</param>
    /// <param name="output">Of the same length; may be <paramref name="input"/>.</param>
    /// <param name="activation">The activation with its options.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TActivation>(ReadOnlySpan<float> input, Span<float> output, TActivation activation = default)
        where TActivation : struct, IActivation
    {
        Lanes.CheckLength(output.Length, input.Length, nameof(output));
        ref float from = ref Lanes.Start(input);
        ref float to = ref Lanes.Start(output);
        int i = 0;
        for (; i <= input.Length - Lanes.Count; i += Lanes.Count)
            activation.Apply(Vector512.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        if (i < input.Length)
            Lanes.StoreAt(activation.Apply(Lanes.LoadAt(ref from, i, input.Length)), ref to, i, input.Length);
    }

    /// <summary>Writes the gradient for the activation's input.</summary>
    /// <param name="output">What <see cref="Forward"/> wrote.</param>
    /// <param name="outputGradient">The gradient for it, of the same length.</param>
    /// <param name="inputGradient">Of the same length; may be <paramref name="outputGradient"/> or <paramref name="output"/>.</param>
    /// <param name="activation">The activation with its options.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<TActivation>(
        ReadOnlySpan<float> output, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, TActivation activation = default)
        where TActivation : struct, IActivation
    {
        int length = output.Length;
        Lanes.CheckLength(outputGradient.Length, length, nameof(outputGradient));
        Lanes.CheckLength(inputGradient.Length, length, nameof(inputGradient));
        ref float y = ref Lanes.Start(output);
        ref float from = ref Lanes.Start(outputGradient);
        ref float to = ref Lanes.Start(inputGradient);
        int i = 0;
        for (; i <= length - Lanes.Count; i += Lanes.Count)
        {
            var gradient = activation.Gradient(Vector512.LoadUnsafe(ref y, (nuint)i), Vector512.LoadUnsafe(ref from, (nuint)i));
            gradient.StoreUnsafe(ref to, (nuint)i);
        }

        if (i < length)
            Lanes.StoreAt(activation.Gradient(Lanes.LoadAt(ref y, i, length), Lanes.LoadAt(ref from, i, length)), ref to, i, length);
    }
}
