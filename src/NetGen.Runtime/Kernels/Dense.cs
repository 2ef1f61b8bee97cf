using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Kernels.Products;

namespace NetGen.Kernels;

/// <summary>The dense layer y = act(x W + b), and its gradients.</summary>
/// <remarks>
/// W is [inputs, units], row-major; x and y hold one row a sample. Each sum is one chain of fused multiply-adds from 0 in ascending order,
/// so that the bits of a result depend neither on the processor's vector width nor on the other rows of the batch. The gradients of kernel and
/// bias are sums over the rows, of which there may be a million: theirs are chains over blocks of rows, added up in double.
/// Outputs are overwritten and must not overlap inputs. A call allocates nothing once the thread's scratch has grown to the layer's size.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Dense
{
    /// <summary>Computes output = act(input kernel + bias).</summary>
    /// <typeparam name="TActivation">The activation.</typeparam>
    /// <param name="rows">The rows of input and output; 0 does nothing.</param>
    /// <param name="inputs">The extent of the input's last axis.</param>
    /// <param name="units">The extent of the output's last axis.</param>
    /// <param name="input">[rows, inputs].</param>
    /// <param name="kernel">[inputs, units]; a span of it will do.</param>
    /// <param name="bias">[units], or empty for none.</param>
    /// <param name="output">[rows, units].</param>
    /// <param name="activation">The activation's options.</param>
    /// <exception cref="ArgumentException">A span does not have the length of its shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is negative, or an extent is not positive.</exception>
    public static void Forward<TActivation>(
        int rows,
        int inputs,
        int units,
        ReadOnlySpan<float> input,
        DenseKernel kernel,
        ReadOnlySpan<float> bias,
        Span<float> output,
        TActivation activation = default)
        where TActivation : struct, IActivation
    {
        CheckExtents(rows, inputs, units);
        Check(input.Length, rows, inputs);
        Check(kernel.Values.Length, inputs, kernel.IsPacked ? Panel.Count(units) * Panel.Width : units);
        if (!bias.IsEmpty)
            Check(bias.Length, 1, units);
        Check(output.Length, rows, units);
        if (rows == 0)
            return;
        fixed (float* x = input, w = kernel.Values, b = bias, y = output)
        {
            var operands = DenseProducts.Forward(rows, inputs, units, x, w, y, kernel.IsPacked);
            if (TActivation.HasHalves)
                Product.Run(operands, new ActivateInHalves<TActivation>(b));
            else
                Product.Run(operands, new Activate<TActivation>(b, activation));
        }
    }

    /// <summary>Computes the gradient for the kernel: input^T outputGradient.</summary>
    /// <param name="rows">The rows of input and outputGradient; 0 makes the gradient 0.</param>
    /// <param name="inputs">The extent of the input's last axis.</param>
    /// <param name="units">The extent of the output's last axis.</param>
    /// <param name="input">[rows, inputs].</param>
    /// <param name="outputGradient">[rows, units], before the activation.</param>
    /// <param name="kernelGradient">[inputs, units].</param>
    /// <exception cref="ArgumentException">A span does not have the length of its shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is negative, or an extent is not positive.</exception>
    public static void KernelGradient(
        int rows, int inputs, int units, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> kernelGradient)
    {
        CheckExtents(rows, inputs, units);
        Check(input.Length, rows, inputs);
        Check(outputGradient.Length, rows, units);
        Check(kernelGradient.Length, inputs, units);
        fixed (float* x = input, dy = outputGradient, dw = kernelGradient)
        {
            if (DenseProducts.IsNarrow(inputs, units))
                Product.Run(DenseProducts.NarrowKernelGradient(rows, inputs, units, x, dy, dw), default(Transposed));
            else
                Product.Run(DenseProducts.KernelGradient(rows, inputs, units, x, dy, dw), default(AsTheyAre));
        }
    }

    /// <summary>Computes the gradient for the bias: the sum of outputGradient's rows.</summary>
    /// <param name="rows">The rows of outputGradient; 0 makes the gradient 0.</param>
    /// <param name="outputGradient">[rows, units], before the activation.</param>
    /// <param name="biasGradient">[units].</param>
    /// <exception cref="ArgumentException">A span does not have the length of its shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is negative.</exception>
    public static void BiasGradient(int rows, ReadOnlySpan<float> outputGradient, Span<float> biasGradient)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        Check(outputGradient.Length, rows, biasGradient.Length);
        ColumnSums.Compute(rows, outputGradient, biasGradient);
    }

    /// <summary>Computes the gradient for what stands before the layer: (outputGradient kernel^T) * act'(input).</summary>
    /// <typeparam name="TActivation">
    /// The activation that made the input, or <see cref="KeptSlope"/> where its slope was kept; an identity where none is to be passed.
    /// </typeparam>
    /// <param name="rows">The rows of outputGradient and inputGradient; 0 does nothing.</param>
    /// <param name="inputs">The extent of the input's last axis.</param>
    /// <param name="units">The extent of the output's last axis.</param>
    /// <param name="outputGradient">[rows, units], before this layer's activation.</param>
    /// <param name="kernel">[inputs, units].</param>
    /// <param name="input">[rows, inputs]: the input of this layer, which is the output of the activation; its slope for <see cref="KeptSlope"/>.</param>
    /// <param name="inputGradient">[rows, inputs], before the activation that made the input.</param>
    /// <param name="inputActivation">The activation's options.</param>
    /// <exception cref="ArgumentException">A span does not have the length of its shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is negative, or an extent is not positive.</exception>
    public static void InputGradient<TActivation>(
        int rows,
        int inputs,
        int units,
        ReadOnlySpan<float> outputGradient,
        ReadOnlySpan<float> kernel,
        ReadOnlySpan<float> input,
        Span<float> inputGradient,
        TActivation inputActivation = default)
        where TActivation : struct, IActivationGradient
    {
        CheckExtents(rows, inputs, units);
        Check(outputGradient.Length, rows, units);
        Check(kernel.Length, inputs, units);
        Check(input.Length, rows, inputs);
        Check(inputGradient.Length, rows, inputs);
        if (rows == 0)
            return;
        fixed (float* dy = outputGradient, w = kernel, x = input, dx = inputGradient)
            Product.Run(DenseProducts.InputGradient(rows, inputs, units, dy, w, dx), new Derive<TActivation>(x, inputActivation));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CheckExtents(int rows, int inputs, int units)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Check(int length, int rows, int columns, [CallerArgumentExpression(nameof(length))] string span = "")
    {
        if (length != (long)rows * columns)
            ThrowLength(length, rows, columns, span);
    }

    // Apart, so that the message is not compiled into every product.
    private static void ThrowLength(int length, int rows, int columns, string span) =>
        throw new ArgumentException(
            $"{span} is {length}, but the shape [{rows}, {columns}] needs {(long)rows * columns}.", span[..span.IndexOf('.')]);
}
