namespace NetGen.Runtime.Tests.Products;

/// <summary>Random operands of one dense layer, and its results by <see cref="Reference.Chain"/>; sums over rows by <see cref="Reference.Blocks"/>.</summary>
internal sealed class DenseExpectations(int inputs, int units, int rows)
{
    // The rows that are added up in float.
    private const int BiasRows = 32;

    private static readonly Leaky Activation = new(DenseRunner.Slope);

    private int KernelRows => inputs * units > 16 * 1024 ? 1024 : 256;

    public float[] Input { get; } = Reference.Numbers(rows * inputs, seed: 1);

    public float[] Kernel { get; } = Reference.Numbers(inputs * units, seed: 2);

    public float[] Bias { get; } = Reference.Numbers(units, seed: 3);

    public float[] OutputGradient { get; } = Reference.Numbers(rows * units, seed: 4);

    public float[] Output(bool biased = true) => Fill(rows, units, (row, unit) =>
    {
        float sum = Reference.Chain(inputs, row, unit, InputAt, KernelAt);
        return Activation.Apply(biased ? sum + Bias[unit] : sum);
    });

    public float[] KernelGradient() => Fill(inputs, units, (i, unit) => Reference.Blocks(KernelRows, rows, i, unit, (i, row) => InputAt(row, i), GradientAt));

    public float[] BiasGradient() => Fill(1, units, (_, unit) => Reference.Blocks(BiasRows, rows, 0, unit, (_, _) => 1, GradientAt));

    public float[] InputGradient() => Fill(rows, inputs, (row, i) =>
        Activation.Gradient(InputAt(row, i), Reference.Chain(units, row, i, GradientAt, (unit, i) => KernelAt(i, unit))));

    public float InputAt(int row, int i) => Input[row * inputs + i];

    public float KernelAt(int i, int unit) => Kernel[i * units + unit];

    public float GradientAt(int row, int unit) => OutputGradient[row * units + unit];

    private static float[] Fill(int rows, int columns, Func<int, int, float> element)
    {
        var filled = new float[rows * columns];
        for (int i = 0; i < filled.Length; i++)
            filled[i] = element(i / columns, i % columns);
        return filled;
    }
}
