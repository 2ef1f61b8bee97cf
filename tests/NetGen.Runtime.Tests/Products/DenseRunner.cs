using NetGen.Kernels;
using NetGen.Kernels.Products;

namespace NetGen.Runtime.Tests.Products;

/// <summary>The products of one shape with the tiles of one width, behind virtual calls, so that a test can loop over both.</summary>
internal abstract class DenseRunner
{
    public const float Slope = 0.25f;

    public abstract int Inputs { get; }

    public abstract int Units { get; }

    public abstract void Forward(int rows, ReadOnlySpan<float> input, ReadOnlySpan<float> kernel, ReadOnlySpan<float> bias, Span<float> output);

    public abstract void KernelGradient(int rows, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> kernelGradient);

    public abstract void BiasGradient(int rows, ReadOnlySpan<float> outputGradient, Span<float> biasGradient);

    public abstract void InputGradient(
        int rows, ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> kernel, ReadOnlySpan<float> input, Span<float> inputGradient);
}

/// <summary>Forces the tiles of one width.</summary>
internal sealed class DenseRunner<TShape, TTiles, TActivation>(TActivation activation) : DenseRunner
    where TShape : struct, IDenseShape
    where TTiles : struct, ITiles
    where TActivation : struct, IActivation
{
    public override int Inputs => TShape.Inputs;

    public override int Units => TShape.Units;

    public override void Forward(int rows, ReadOnlySpan<float> input, ReadOnlySpan<float> kernel, ReadOnlySpan<float> bias, Span<float> output) =>
        Dense<TShape, TTiles>.Forward(rows, input, kernel, bias, output, activation);

    public override void KernelGradient(int rows, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> kernelGradient) =>
        Dense<TShape, TTiles>.KernelGradient(rows, input, outputGradient, kernelGradient);

    public override void BiasGradient(int rows, ReadOnlySpan<float> outputGradient, Span<float> biasGradient) =>
        Dense.BiasGradient<TShape>(rows, outputGradient, biasGradient);

    public override void InputGradient(
        int rows, ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> kernel, ReadOnlySpan<float> input, Span<float> inputGradient) =>
        Dense<TShape, TTiles>.InputGradient(rows, outputGradient, kernel, input, inputGradient, activation);
}
