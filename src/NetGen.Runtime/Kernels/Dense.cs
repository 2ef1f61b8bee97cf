using System.Runtime.Intrinsics;
using NetGen.Kernels.Products;

namespace NetGen.Kernels;

/// <summary>The dense layer y = act(x W + b), and its gradients.</summary>
/// <remarks>
/// W is [inputs, units], row-major; x and y hold one row a sample. Each sum is one chain of fused multiply-adds from 0 in ascending order,
/// so that the bits of a result depend neither on the processor's vector width nor on the other rows of the batch. The gradients of kernel and
/// bias are sums over the rows, of which there may be a million: theirs are chains over blocks of rows, added up in double.
/// Outputs are overwritten and must not overlap inputs. A call allocates nothing once the thread's scratch has grown to the layer's size.
/// </remarks>
public static class Dense
{
    /// <summary>Computes output = act(input kernel + bias).</summary>
    /// <typeparam name="TShape">The extents of the layer.</typeparam>
    /// <typeparam name="TActivation">The activation.</typeparam>
    /// <param name="rows">The rows of input and output; 0 does nothing.</param>
    /// <param name="input">[rows, inputs].</param>
    /// <param name="kernel">[inputs, units].</param>
    /// <param name="bias">[units], or empty for none.</param>
    /// <param name="output">[rows, units].</param>
    /// <param name="activation">The activation's options.</param>
    /// <exception cref="ArgumentException">A span does not have the length of its shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is negative.</exception>
    public static void Forward<TShape, TActivation>(
        int rows,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> kernel,
        ReadOnlySpan<float> bias,
        Span<float> output,
        TActivation activation = default)
        where TShape : struct, IDenseShape
        where TActivation : struct, IActivation
    {
        if (Vector512.IsHardwareAccelerated)
            Dense<TShape, Tiles512>.Forward(rows, input, kernel, bias, output, activation);
        else if (Vector256.IsHardwareAccelerated)
            Dense<TShape, Tiles256>.Forward(rows, input, kernel, bias, output, activation);
        else
            Dense<TShape, Tiles128>.Forward(rows, input, kernel, bias, output, activation);
    }

    /// <summary>Computes the gradient for the kernel: input^T outputGradient.</summary>
    /// <typeparam name="TShape">The extents of the layer.</typeparam>
    /// <param name="rows">The rows of input and outputGradient; 0 makes the gradient 0.</param>
    /// <param name="input">[rows, inputs].</param>
    /// <param name="outputGradient">[rows, units], before the activation.</param>
    /// <param name="kernelGradient">[inputs, units].</param>
    /// <exception cref="ArgumentException">A span does not have the length of its shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is negative.</exception>
    public static void KernelGradient<TShape>(
        int rows, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> kernelGradient)
        where TShape : struct, IDenseShape
    {
        if (Vector512.IsHardwareAccelerated)
            Dense<TShape, Tiles512>.KernelGradient(rows, input, outputGradient, kernelGradient);
        else if (Vector256.IsHardwareAccelerated)
            Dense<TShape, Tiles256>.KernelGradient(rows, input, outputGradient, kernelGradient);
        else
            Dense<TShape, Tiles128>.KernelGradient(rows, input, outputGradient, kernelGradient);
    }

    /// <summary>Computes the gradient for the bias: the sum of outputGradient's rows.</summary>
    /// <typeparam name="TShape">The extents of the layer.</typeparam>
    /// <param name="rows">The rows of outputGradient; 0 makes the gradient 0.</param>
    /// <param name="outputGradient">[rows, units], before the activation.</param>
    /// <param name="biasGradient">[units].</param>
    /// <exception cref="ArgumentException">A span does not have the length of its shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is negative.</exception>
    public static void BiasGradient<TShape>(int rows, ReadOnlySpan<float> outputGradient, Span<float> biasGradient)
        where TShape : struct, IDenseShape
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        if (outputGradient.Length != (long)rows * TShape.Units)
            throw new ArgumentException($"'outputGradient' has {outputGradient.Length} values, but the shape [{rows}, {TShape.Units}] needs {(long)rows * TShape.Units}.", nameof(outputGradient));
        Lanes.CheckLength(biasGradient.Length, TShape.Units, nameof(biasGradient));
        ColumnSums.Compute(rows, outputGradient, biasGradient);
    }

    /// <summary>Computes the gradient for what stands before the layer: (outputGradient kernel^T) * act'(input).</summary>
    /// <typeparam name="TShape">The extents of the layer.</typeparam>
    /// <typeparam name="TActivation">
    /// The activation that made the input, or <see cref="KeptSlope"/> where its slope was kept; an identity where none is to be passed.
    /// </typeparam>
    /// <param name="rows">The rows of outputGradient and inputGradient; 0 does nothing.</param>
    /// <param name="outputGradient">[rows, units], before this layer's activation.</param>
    /// <param name="kernel">[inputs, units].</param>
    /// <param name="input">[rows, inputs]: the input of this layer, which is the output of the activation; its slope for <see cref="KeptSlope"/>.</param>
    /// <param name="inputGradient">[rows, inputs], before the activation that made the input.</param>
    /// <param name="inputActivation">The activation's options.</param>
    /// <exception cref="ArgumentException">A span does not have the length of its shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is negative.</exception>
    public static void InputGradient<TShape, TActivation>(
        int rows,
        ReadOnlySpan<float> outputGradient,
        ReadOnlySpan<float> kernel,
        ReadOnlySpan<float> input,
        Span<float> inputGradient,
        TActivation inputActivation = default)
        where TShape : struct, IDenseShape
        where TActivation : struct, IActivationGradient
    {
        if (Vector512.IsHardwareAccelerated)
            Dense<TShape, Tiles512>.InputGradient(rows, outputGradient, kernel, input, inputGradient, inputActivation);
        else if (Vector256.IsHardwareAccelerated)
            Dense<TShape, Tiles256>.InputGradient(rows, outputGradient, kernel, input, inputGradient, inputActivation);
        else
            Dense<TShape, Tiles128>.InputGradient(rows, outputGradient, kernel, input, inputGradient, inputActivation);
    }
}
