namespace NetGen.Runtime.Tests.Products;

/// <summary>Into however many parts a product is cut, and in whichever order they are done: the same bits.</summary>
public class DensePartTests
{
    // Few and many columns a part; units that leave the kernel's gradient to be computed transposed, and others; and blocks.
    [Theory]
    [InlineData(32, 10, 40)]
    [InlineData(48, 2, 300)]
    [InlineData(112, 15, 33)]
    [InlineData(1040, 13, 9)]
    [InlineData(21, 5, 40)]
    [InlineData(17, 70, 19)]
    [InlineData(300, 70, 401)]
    public void The_parts_of_a_product_make_the_whole(int inputs, int units, int rows)
    {
        var operands = new DenseExpectations(inputs, units, rows);
        foreach (DenseRunner dense in DenseRunner.AtEveryWidth(inputs, units))
        {
            var whole = Run(dense, operands, rows, parts: 1);
            foreach (int parts in (int[])[2, 3, 4, 7, 12])
            {
                var found = Run(dense, operands, rows, parts);
                Reference.AssertSameBits(whole.Output, found.Output, $"forward {dense}, {parts} parts");
                Reference.AssertSameBits(whole.KernelGradient, found.KernelGradient, $"kernel gradient {dense}, {parts} parts");
                Reference.AssertSameBits(whole.InputGradient, found.InputGradient, $"input gradient {dense}, {parts} parts");
            }
        }
    }

    private static (float[] Output, float[] KernelGradient, float[] InputGradient) Run(DenseRunner dense, DenseExpectations operands, int rows, int parts)
    {
        float[] output = NaNs(rows * dense.Units), kernelGradient = NaNs(dense.Inputs * dense.Units), inputGradient = NaNs(rows * dense.Inputs);
        dense.Parts = parts;
        dense.Forward(rows, operands.Input, operands.Kernel, operands.Bias, output);
        dense.KernelGradient(rows, operands.Input, operands.OutputGradient, kernelGradient);
        dense.InputGradient(rows, operands.OutputGradient, operands.Kernel, operands.Input, inputGradient);
        return (output, kernelGradient, inputGradient);
    }

    private static float[] NaNs(int count)
    {
        var numbers = new float[count];
        Array.Fill(numbers, float.NaN);
        return numbers;
    }
}
