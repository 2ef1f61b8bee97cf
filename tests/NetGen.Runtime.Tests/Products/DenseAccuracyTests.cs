namespace NetGen.Runtime.Tests.Products;

/// <summary>Every product is the sum that mathematics asks for, within the error of its length: a check that does not share the kernels' arithmetic.</summary>
public class DenseAccuracyTests
{
    private const int Rows = 13;

    public static TheoryData<string> Names => DenseCases.Names;

    [Theory, MemberData(nameof(Names))]
    public void Forward_is_near_the_sum_in_double(string name)
    {
        var (dense, operands) = Of(name);
        var output = new float[Rows * dense.Units];
        dense.Forward(Rows, operands.Input, operands.Kernel, operands.Bias, output);
        AssertNear(output, dense.Units, (row, unit) =>
        {
            var (sum, bound) = Reference.InDouble(dense.Inputs, row, unit, operands.InputAt, operands.KernelAt);
            sum += operands.Bias[unit];
            return (sum > 0 ? sum : sum * DenseRunner.Slope, bound + Math.Abs(sum) / (1 << 23));
        });
    }

    [Theory, MemberData(nameof(Names))]
    public void KernelGradient_is_near_the_sum_in_double(string name)
    {
        var (dense, operands) = Of(name);
        var gradient = new float[dense.Inputs * dense.Units];
        dense.KernelGradient(Rows, operands.Input, operands.OutputGradient, gradient);
        AssertNear(gradient, dense.Units, (i, unit) =>
            Reference.InDouble(Rows, i, unit, (i, row) => operands.InputAt(row, i), operands.GradientAt));
    }

    [Theory, MemberData(nameof(Names))]
    public void BiasGradient_is_near_the_sum_in_double(string name)
    {
        var (dense, operands) = Of(name);
        var gradient = new float[dense.Units];
        dense.BiasGradient(Rows, operands.OutputGradient, gradient);
        AssertNear(gradient, dense.Units, (_, unit) => Reference.InDouble(Rows, 0, unit, (_, _) => 1, operands.GradientAt));
    }

    [Theory, MemberData(nameof(Names))]
    public void InputGradient_is_near_the_sum_in_double(string name)
    {
        var (dense, operands) = Of(name);
        var gradient = new float[Rows * dense.Inputs];
        dense.InputGradient(Rows, operands.OutputGradient, operands.Kernel, operands.Input, gradient);
        AssertNear(gradient, dense.Inputs, (row, i) =>
        {
            var (sum, bound) = Reference.InDouble(dense.Units, row, i, operands.GradientAt, (unit, i) => operands.KernelAt(i, unit));
            return (operands.InputAt(row, i) > 0 ? sum : sum * DenseRunner.Slope, bound);
        });
    }

    private static (DenseRunner Dense, DenseExpectations Operands) Of(string name)
    {
        DenseRunner dense = DenseCases.Of(name);
        return (dense, new DenseExpectations(dense.Inputs, dense.Units, Rows));
    }

    private static void AssertNear(float[] actual, int columns, Func<int, int, (double Value, double Bound)> expected)
    {
        for (int i = 0; i < actual.Length; i++)
        {
            var (value, bound) = expected(i / columns, i % columns);
            Assert.True(
                Math.Abs(actual[i] - value) <= bound,
                $"[{i / columns}, {i % columns}] is {actual[i]:R}, expected {value:R} within {bound:R}.");
        }
    }
}
