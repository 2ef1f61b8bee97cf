using NetGen.Runtime.Tests.Testing;

namespace NetGen.Runtime.Tests.Products;

/// <summary>Nothing is read past the end of an operand (the process would die) or written beside a result.</summary>
public class DenseBoundsTests
{
    public static TheoryData<string> Names => DenseCases.Names;

    [Theory, MemberData(nameof(Names))]
    public void Products_stay_inside_their_operands(string name)
    {
        DenseRunner dense = DenseCases.Of(name);
        foreach (int rows in (int[])[1, 2, 7, 33])
        {
            var expected = new DenseExpectations(dense.Inputs, dense.Units, rows);
            using GuardedFloats input = new(expected.Input), kernel = new(expected.Kernel), bias = new(expected.Bias);
            using GuardedFloats outputGradient = new(expected.OutputGradient), output = new(rows * dense.Units);
            using GuardedFloats kernelGradient = new(dense.Inputs * dense.Units), biasGradient = new(dense.Units), inputGradient = new(rows * dense.Inputs);

            dense.Forward(rows, input.Span, kernel.Span, bias.Span, output.Span);
            dense.KernelGradient(rows, input.Span, outputGradient.Span, kernelGradient.Span);
            dense.BiasGradient(rows, outputGradient.Span, biasGradient.Span);
            dense.InputGradient(rows, outputGradient.Span, kernel.Span, input.Span, inputGradient.Span);

            foreach (GuardedFloats floats in (GuardedFloats[])[input, kernel, bias, outputGradient, output, kernelGradient, biasGradient, inputGradient])
                floats.AssertNothingElseWritten();
            Reference.AssertSameBits(expected.Output(), output.Span, name);
            Reference.AssertSameBits(expected.InputGradient(), inputGradient.Span, name);
        }
    }
}
