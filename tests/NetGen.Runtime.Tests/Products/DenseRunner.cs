using NetGen.Kernels;
using NetGen.Kernels.Products;
using NetGen.Kernels.Vectors;

namespace NetGen.Runtime.Tests.Products;

/// <summary>The products of one shape at one width of vectors, behind virtual calls, so that a test can loop over both.</summary>
internal abstract class DenseRunner(int inputs, int units)
{
    public const float Slope = 0.25f;

    public int Inputs => inputs;

    public int Units => units;

    /// <summary>The parts that a product is cut into, which are done one after another, the last first.</summary>
    public int Parts { get; set; } = 1;

    /// <summary>Runners of every width with <see cref="Leaky"/>.</summary>
    public static DenseRunner[] AtEveryWidth(int inputs, int units) => AtEveryWidth(inputs, units, new Leaky(Slope));

    /// <summary>Runners of every width, the widest first.</summary>
    public static DenseRunner[] AtEveryWidth<TActivation>(int inputs, int units, TActivation activation)
        where TActivation : struct, IActivation
        =>
        [
            new DenseRunner<Lanes512, TActivation>(inputs, units, activation),
            new DenseRunner<Lanes256, TActivation>(inputs, units, activation),
            new DenseRunner<Lanes128, TActivation>(inputs, units, activation),
        ];

    public abstract void Forward(int rows, ReadOnlySpan<float> input, ReadOnlySpan<float> kernel, ReadOnlySpan<float> bias, Span<float> output);

    /// <summary>With a kernel that was packed ahead; as <see cref="Forward"/> at a width that cannot read one.</summary>
    public abstract void ForwardPacked(int rows, ReadOnlySpan<float> input, ReadOnlySpan<float> kernel, ReadOnlySpan<float> packed, ReadOnlySpan<float> bias, Span<float> output);

    public abstract void KernelGradient(int rows, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> kernelGradient);

    public abstract void BiasGradient(int rows, ReadOnlySpan<float> outputGradient, Span<float> biasGradient);

    public abstract void InputGradient(
        int rows, ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> kernel, ReadOnlySpan<float> input, Span<float> inputGradient);
}

/// <summary>Forces one width.</summary>
internal sealed unsafe class DenseRunner<T, TActivation>(int inputs, int units, TActivation activation) : DenseRunner(inputs, units)
    where T : struct, IWidth<T>
    where TActivation : struct, IActivation
{
    public override string ToString() => $"{Inputs}x{Units} {typeof(T).Name}";

    public override void Forward(int rows, ReadOnlySpan<float> input, ReadOnlySpan<float> kernel, ReadOnlySpan<float> bias, Span<float> output) =>
        Forward(rows, input, kernel, bias, output, isPacked: false);

    public override void ForwardPacked(int rows, ReadOnlySpan<float> input, ReadOnlySpan<float> kernel, ReadOnlySpan<float> packed, ReadOnlySpan<float> bias, Span<float> output) =>
        Forward(rows, input, T.ReadsPanels ? packed : kernel, bias, output, T.ReadsPanels);

    private void Forward(int rows, ReadOnlySpan<float> input, ReadOnlySpan<float> kernel, ReadOnlySpan<float> bias, Span<float> output, bool isPacked)
    {
        fixed (float* x = input, w = kernel, b = bias, y = output)
        {
            Operands operands = DenseProducts.Forward(rows, Inputs, Units, x, w, y, isPacked);
            if (TActivation.HasHalves)
                Run(operands, new ActivateInHalves<TActivation>(b), rows);
            else
                Run(operands, new Activate<TActivation>(b, activation), rows);
        }
    }

    public override void KernelGradient(int rows, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> kernelGradient)
    {
        fixed (float* x = input, dy = outputGradient, dw = kernelGradient)
        {
            if (DenseProducts.IsNarrow(Inputs, Units))
                Run(DenseProducts.NarrowKernelGradient(rows, Inputs, Units, x, dy, dw), default(Transposed), Inputs);
            else
                Run(DenseProducts.KernelGradient(rows, Inputs, Units, x, dy, dw), default(AsTheyAre), Inputs);
        }
    }

    public override void BiasGradient(int rows, ReadOnlySpan<float> outputGradient, Span<float> biasGradient)
    {
        var sums = new ColumnSums(rows, outputGradient, biasGradient);
        T.Run(ref sums, 0, 1);
    }

    public override void InputGradient(
        int rows, ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> kernel, ReadOnlySpan<float> input, Span<float> inputGradient)
    {
        fixed (float* dy = outputGradient, w = kernel, x = input, dx = inputGradient)
            Run(DenseProducts.InputGradient(rows, Inputs, Units, dy, w, dx), new Derive<TActivation>(x, activation), rows);
    }

    // As Dense does, which asks a product without rows for nothing.
    private void Run<TEpilogue>(in Operands operands, TEpilogue epilogue, int rows)
        where TEpilogue : struct, IEpilogue
    {
        var product = new Product(operands, Ending.At<T, TEpilogue>(ref epilogue));
        for (int part = rows > 0 ? Parts - 1 : -1; part >= 0; part--)
            T.Run(ref product, part, Parts);
    }
}
