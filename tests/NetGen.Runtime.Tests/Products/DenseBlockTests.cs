namespace NetGen.Runtime.Tests.Products;

/// <summary>Products so deep that they run in blocks: the chain goes on through memory with the same bits.</summary>
public class DenseBlockTests
{
    [Fact]
    public void A_deep_forward_product_resumes_its_chains()
    {
        Check(1100, 130, rows: 33);
    }

    [Fact]
    public void A_deep_input_gradient_resumes_its_chains()
    {
        Check(17, 1100, rows: 7);
    }

    [Fact]
    public void A_kernel_gradient_of_a_large_batch_adds_up_its_blocks()
    {
        Check(33, 100, rows: 700);
    }

    [Fact]
    public void A_narrow_kernel_gradient_adds_up_its_blocks_too()
    {
        Check(128, 10, rows: 600);
    }

    [Fact]
    public void More_inputs_than_have_their_sums_kept_at_once_are_done_in_turn()
    {
        Check(1100, 10, rows: 300);
    }

    [Fact]
    public void The_longer_chains_of_a_large_kernel_are_resumed_and_added_up()
    {
        Check(130, 130, rows: 1500);
    }

    private static void Check(int inputs, int units, int rows)
    {
        var expected = new DenseExpectations(inputs, units, rows);
        foreach (DenseRunner dense in DenseRunner.AtEveryWidth(inputs, units))
        {
            var output = new float[rows * units];
            var kernelGradient = new float[inputs * units];
            var inputGradient = new float[rows * inputs];
            dense.Forward(rows, expected.Input, expected.Kernel, expected.Bias, output);
            dense.KernelGradient(rows, expected.Input, expected.OutputGradient, kernelGradient);
            dense.InputGradient(rows, expected.OutputGradient, expected.Kernel, expected.Input, inputGradient);
            Reference.AssertSameBits(expected.Output(), output, $"forward {dense}");
            Reference.AssertSameBits(expected.KernelGradient(), kernelGradient, $"kernel gradient {dense}");
            Reference.AssertSameBits(expected.InputGradient(), inputGradient, $"input gradient {dense}");
        }
    }
}
