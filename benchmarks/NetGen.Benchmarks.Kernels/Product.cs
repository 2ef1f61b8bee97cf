using NetGen.Kernels;

namespace NetGen.Benchmarks;

/// <summary>The three products of a dense layer, with neither bias nor activation, so that they are what a BLAS computes.</summary>
public sealed class Product<TShape>
    where TShape : struct, IProductShape
{
    private readonly Floats _input = Floats.Uniform(TShape.Rows * TShape.Inputs, -1, 1);
    private readonly Floats _kernel = Floats.Uniform(TShape.Inputs * TShape.Units, -1, 1);
    private readonly Floats _outputGradient = Floats.Uniform(TShape.Rows * TShape.Units, -1, 1);
    private readonly Floats _output = new(TShape.Rows * TShape.Units);
    private readonly Floats _inputGradient = new(TShape.Rows * TShape.Inputs);
    private readonly Floats _kernelGradient = new(TShape.Inputs * TShape.Units);

    /// <summary>The floating-point operations of each of the three.</summary>
    public static double Flops => 2.0 * TShape.Rows * TShape.Inputs * TShape.Units;

    public void Forward() => Dense.Forward<Linear>(TShape.Rows, TShape.Inputs, TShape.Units, _input.Span, _kernel.Span, [], _output.Span);

    public void KernelGradient() => Dense.KernelGradient(TShape.Rows, TShape.Inputs, TShape.Units, _input.Span, _outputGradient.Span, _kernelGradient.Span);

    public void InputGradient()
        => Dense.InputGradient<Linear>(TShape.Rows, TShape.Inputs, TShape.Units, _outputGradient.Span, _kernel.Span, _input.Span, _inputGradient.Span);
}
