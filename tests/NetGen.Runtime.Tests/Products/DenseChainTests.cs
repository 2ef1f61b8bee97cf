namespace NetGen.Runtime.Tests.Products;

/// <summary>Every element of every product has the bits of its chain, at each shape, batch and vector width.</summary>
public class DenseChainTests
{
    public static TheoryData<string> Names => DenseCases.Names;

    [Theory, MemberData(nameof(Names))]
    public void Forward_is_one_chain_then_bias_then_activation(string name) => ForEachBatch(name, (dense, rows, expected) =>
    {
        float[] output = Stale(rows * dense.Units);
        dense.Forward(rows, expected.Input, expected.Kernel, expected.Bias, output);
        Reference.AssertSameBits(expected.Output(), output, $"{name}, {rows} rows");
    });

    [Theory, MemberData(nameof(Names))]
    public void Forward_without_bias_adds_nothing(string name) => ForEachBatch(name, (dense, rows, expected) =>
    {
        float[] output = Stale(rows * dense.Units);
        dense.Forward(rows, expected.Input, expected.Kernel, [], output);
        Reference.AssertSameBits(expected.Output(biased: false), output, $"{name}, {rows} rows");
    });

    [Theory, MemberData(nameof(Names))]
    public void KernelGradient_is_one_chain_over_the_rows(string name) => ForEachBatch(name, (dense, rows, expected) =>
    {
        float[] gradient = Stale(dense.Inputs * dense.Units);
        dense.KernelGradient(rows, expected.Input, expected.OutputGradient, gradient);
        Reference.AssertSameBits(expected.KernelGradient(), gradient, $"{name}, {rows} rows");
    });

    [Theory, MemberData(nameof(Names))]
    public void BiasGradient_adds_the_rows_in_order(string name) => ForEachBatch(name, (dense, rows, expected) =>
    {
        float[] gradient = Stale(dense.Units);
        dense.BiasGradient(rows, expected.OutputGradient, gradient);
        Reference.AssertSameBits(expected.BiasGradient(), gradient, $"{name}, {rows} rows");
    });

    [Theory, MemberData(nameof(Names))]
    public void InputGradient_is_one_chain_over_the_units_times_the_derivative(string name) => ForEachBatch(name, (dense, rows, expected) =>
    {
        float[] gradient = Stale(rows * dense.Inputs);
        dense.InputGradient(rows, expected.OutputGradient, expected.Kernel, expected.Input, gradient);
        Reference.AssertSameBits(expected.InputGradient(), gradient, $"{name}, {rows} rows");
    });

    private static void ForEachBatch(string name, Action<DenseRunner, int, DenseExpectations> check)
    {
        DenseRunner dense = DenseCases.Of(name);
        foreach (int rows in DenseCases.Rows)
            check(dense, rows, new DenseExpectations(dense.Inputs, dense.Units, rows));
    }

    // Outputs are overwritten: what stood there must not show through.
    private static float[] Stale(int length)
    {
        var stale = new float[length];
        Array.Fill(stale, float.NaN);
        return stale;
    }
}
