using NetGen.Kernels;

namespace NetGen.Runtime.Tests.Products;

/// <summary>The public kernels: the widths agree, bad spans are refused, nothing is allocated.</summary>
public class DenseTests
{
    private const int Rows = 29;

    private static readonly DenseExpectations Operands = new(inputs: 33, units: 100, Rows);

    [Fact]
    public void The_public_kernels_have_the_bits_of_every_width()
    {
        foreach (string width in (string[])["Lanes512", "Lanes256", "Lanes128"])
        {
            DenseRunner forced = DenseCases.Of($"33x100 {width}");
            float[] output = new float[Rows * 100], kernelGradient = new float[33 * 100], biasGradient = new float[100], inputGradient = new float[Rows * 33];
            forced.Forward(Rows, Operands.Input, Operands.Kernel, Operands.Bias, output);
            forced.KernelGradient(Rows, Operands.Input, Operands.OutputGradient, kernelGradient);
            forced.BiasGradient(Rows, Operands.OutputGradient, biasGradient);
            forced.InputGradient(Rows, Operands.OutputGradient, Operands.Kernel, Operands.Input, inputGradient);

            float[] actual = new float[Rows * 100], actualKernel = new float[33 * 100], actualBias = new float[100], actualInput = new float[Rows * 33];
            Run(actual, actualKernel, actualBias, actualInput);
            Reference.AssertSameBits(output, actual, width);
            Reference.AssertSameBits(kernelGradient, actualKernel, width);
            Reference.AssertSameBits(biasGradient, actualBias, width);
            Reference.AssertSameBits(inputGradient, actualInput, width);
        }
    }

    [Fact]
    public void An_activation_without_options_is_its_default()
    {
        float[] output = new float[Rows * 100], linear = new float[Rows * 100];
        Dense.Forward<Identity>(Rows, 33, 100, Operands.Input, Operands.Kernel, Operands.Bias, output);
        for (int i = 0; i < linear.Length; i++)
            linear[i] = Reference.Chain(33, i / 100, i % 100, Operands.InputAt, Operands.KernelAt) + Operands.Bias[i % 100];
        Reference.AssertSameBits(linear, output, "linear");
    }

    [Fact]
    public void A_steady_state_allocates_nothing()
    {
        float[] output = new float[Rows * 100], kernelGradient = new float[33 * 100], biasGradient = new float[100], inputGradient = new float[Rows * 33];
        Run(output, kernelGradient, biasGradient, inputGradient);
        Assert.Equal(0, Allocations.Of(() => Run(output, kernelGradient, biasGradient, inputGradient)));
    }

    [Fact]
    public void The_first_call_of_a_thread_is_what_allocates()
    {
        long allocated = 0;
        var thread = new Thread(() =>
        {
            float[] output = new float[Rows * 100], kernelGradient = new float[33 * 100], biasGradient = new float[100], inputGradient = new float[Rows * 33];
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run(output, kernelGradient, biasGradient, inputGradient);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        thread.Start();
        thread.Join();
        Assert.True(allocated > 0, "The scratch was not seen, so the check of the steady state could not fail either.");
    }

    [Theory]
    [InlineData("input", 65, 165, 5, 10, "[2, 33] needs 66")]
    [InlineData("kernel", 66, 164, 5, 10, "[33, 5] needs 165")]
    [InlineData("bias", 66, 165, 4, 10, "[1, 5] needs 5")]
    [InlineData("output", 66, 165, 5, 11, "[2, 5] needs 10")]
    public void Forward_refuses_a_span_of_another_length(string name, int input, int kernel, int bias, int output, string shape)
    {
        var exception = Assert.Throws<ArgumentException>(name, () => Dense.Forward<Identity>(
            2, 33, 5, new float[input], new float[kernel], new float[bias], new float[output]));
        Assert.Contains(shape, exception.Message);
    }

    [Theory]
    [InlineData("input", 65, 10, 165)]
    [InlineData("outputGradient", 66, 9, 165)]
    [InlineData("kernelGradient", 66, 10, 166)]
    public void KernelGradient_refuses_a_span_of_another_length(string name, int input, int outputGradient, int kernelGradient) =>
        Assert.Throws<ArgumentException>(name, () => Dense.KernelGradient(
            2, 33, 5, new float[input], new float[outputGradient], new float[kernelGradient]));

    [Theory]
    [InlineData("outputGradient", 11, 5)]
    [InlineData("outputGradient", 10, 6)]
    public void BiasGradient_refuses_a_span_of_another_length(string name, int outputGradient, int biasGradient) =>
        Assert.Throws<ArgumentException>(name, () => Dense.BiasGradient(2, new float[outputGradient], new float[biasGradient]));

    [Theory]
    [InlineData("outputGradient", 9, 165, 66, 66)]
    [InlineData("kernel", 10, 0, 66, 66)]
    [InlineData("input", 10, 165, 33, 66)]
    [InlineData("inputGradient", 10, 165, 66, 67)]
    public void InputGradient_refuses_a_span_of_another_length(string name, int outputGradient, int kernel, int input, int inputGradient) =>
        Assert.Throws<ArgumentException>(name, () => Dense.InputGradient<Identity>(
            2, 33, 5, new float[outputGradient], new float[kernel], new float[input], new float[inputGradient]));

    [Theory]
    [InlineData("inputs", 0, 5)]
    [InlineData("inputs", -33, 5)]
    [InlineData("units", 33, 0)]
    [InlineData("units", 33, -5)]
    public void An_extent_below_1_is_refused(string name, int inputs, int units)
    {
        Assert.Throws<ArgumentOutOfRangeException>(name, () => Dense.Forward<Identity>(0, inputs, units, [], Array.Empty<float>(), [], []));
        Assert.Throws<ArgumentOutOfRangeException>(name, () => Dense.KernelGradient(0, inputs, units, [], [], []));
        Assert.Throws<ArgumentOutOfRangeException>(name, () => Dense.InputGradient<Identity>(0, inputs, units, [], [], [], []));
    }

    [Fact]
    public void Negative_rows_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        "rows", () => Dense.Forward<Identity>(-1, 33, 5, [], new float[165], [], []));

    private static void Run(Span<float> output, Span<float> kernelGradient, Span<float> biasGradient, Span<float> inputGradient)
    {
        Dense.Forward(Rows, 33, 100, Operands.Input, Operands.Kernel, Operands.Bias, output, new Leaky(DenseRunner.Slope));
        Dense.KernelGradient(Rows, 33, 100, Operands.Input, Operands.OutputGradient, kernelGradient);
        Dense.BiasGradient(Rows, Operands.OutputGradient, biasGradient);
        Dense.InputGradient(
            Rows, 33, 100, Operands.OutputGradient, Operands.Kernel, Operands.Input, inputGradient, new Leaky(DenseRunner.Slope));
    }
}
