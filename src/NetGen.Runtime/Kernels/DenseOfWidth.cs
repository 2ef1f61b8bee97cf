using System.Runtime.CompilerServices;
using NetGen.Kernels.Products;

namespace NetGen.Kernels;

/// <summary>The dense layer's products with the tiles of one vector width: <see cref="Dense"/> picks the width, tests force each.</summary>
internal static unsafe class Dense<TShape, TTiles>
    where TShape : struct, IDenseShape
    where TTiles : struct, ITiles
{
    /// <inheritdoc cref="Dense.Forward"/>
    [MethodImpl(Hot.Pass)]
    public static void Forward<TActivation>(
        int rows,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> kernel,
        ReadOnlySpan<float> bias,
        Span<float> output,
        TActivation activation)
        where TActivation : struct, IActivation
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        Check(input.Length, rows, TShape.Inputs);
        Check(kernel.Length, TShape.Inputs, TShape.Units);
        if (!bias.IsEmpty)
            Check(bias.Length, 1, TShape.Units);
        Check(output.Length, rows, TShape.Units);
        fixed (float* left = input, right = kernel, b = bias, y = output)
        {
            if (bias.IsEmpty)
                Product.Run<TTiles, ForwardProduct<TShape>, ActivationAlone<ForwardProduct<TShape>, TActivation>>(
                    rows, TShape.Inputs, left, right, y, new(y, activation));
            else
                Product.Run<TTiles, ForwardProduct<TShape>, BiasThenActivation<ForwardProduct<TShape>, TActivation>>(
                    rows, TShape.Inputs, left, right, y, new(b, y, activation));
        }
    }

    /// <inheritdoc cref="Dense.KernelGradient"/>
    [MethodImpl(Hot.Pass)]
    public static void KernelGradient(
        int rows, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> kernelGradient)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        Check(input.Length, rows, TShape.Inputs);
        Check(outputGradient.Length, rows, TShape.Units);
        Check(kernelGradient.Length, TShape.Inputs, TShape.Units);
        fixed (float* left = input, right = outputGradient, gradient = kernelGradient)
        {
            if (NarrowKernelGradientProduct<TShape>.Pays)
                Product.Run<TTiles, NarrowKernelGradientProduct<TShape>, TransposedSums<TShape>>(
                    TShape.Units, rows, right, left, gradient, new(gradient));
            else
                Product.Run<TTiles, KernelGradientProduct<TShape>, PartialSums<KernelGradientProduct<TShape>>>(
                    TShape.Inputs, rows, left, right, gradient, new(gradient));
        }
    }

    /// <inheritdoc cref="Dense.InputGradient"/>
    [MethodImpl(Hot.Pass)]
    public static void InputGradient<TActivation>(
        int rows,
        ReadOnlySpan<float> outputGradient,
        ReadOnlySpan<float> kernel,
        ReadOnlySpan<float> input,
        Span<float> inputGradient,
        TActivation inputActivation)
        where TActivation : struct, IActivationGradient
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        Check(outputGradient.Length, rows, TShape.Units);
        Check(kernel.Length, TShape.Inputs, TShape.Units);
        Check(input.Length, rows, TShape.Inputs);
        Check(inputGradient.Length, rows, TShape.Inputs);
        fixed (float* left = outputGradient, right = kernel, x = input, gradient = inputGradient)
            Product.Run<TTiles, InputGradientProduct<TShape>, ActivationGradient<InputGradientProduct<TShape>, TActivation>>(
                rows, TShape.Units, left, right, gradient, new(x, gradient, inputActivation));
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
