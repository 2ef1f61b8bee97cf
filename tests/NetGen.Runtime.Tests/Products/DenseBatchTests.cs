namespace NetGen.Runtime.Tests.Products;

/// <summary>A row's result depends on nothing but the row.</summary>
public class DenseBatchTests
{
    private const int Rows = 37;

    public static TheoryData<string> Names => DenseCases.Names;

    [Theory, MemberData(nameof(Names))]
    public void A_row_has_the_same_output_alone_and_in_a_batch(string name)
    {
        var (dense, operands) = Of(name);
        var together = new float[Rows * dense.Units];
        dense.Forward(Rows, operands.Input, operands.Kernel, operands.Bias, together);
        var alone = new float[dense.Units];
        for (int row = 0; row < Rows; row++)
        {
            dense.Forward(1, operands.Input.AsSpan(row * dense.Inputs, dense.Inputs), operands.Kernel, operands.Bias, alone);
            Reference.AssertSameBits(alone, together.AsSpan(row * dense.Units, dense.Units), $"{name}, row {row}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_row_has_the_same_input_gradient_alone_and_in_a_batch(string name)
    {
        var (dense, operands) = Of(name);
        var together = new float[Rows * dense.Inputs];
        dense.InputGradient(Rows, operands.OutputGradient, operands.Kernel, operands.Input, together);
        var alone = new float[dense.Inputs];
        for (int row = 0; row < Rows; row++)
        {
            dense.InputGradient(
                1,
                operands.OutputGradient.AsSpan(row * dense.Units, dense.Units),
                operands.Kernel,
                operands.Input.AsSpan(row * dense.Inputs, dense.Inputs),
                alone);
            Reference.AssertSameBits(alone, together.AsSpan(row * dense.Inputs, dense.Inputs), $"{name}, row {row}");
        }
    }

    private static (DenseRunner Dense, DenseExpectations Operands) Of(string name)
    {
        DenseRunner dense = DenseCases.Of(name);
        return (dense, new DenseExpectations(dense.Inputs, dense.Units, Rows));
    }
}
