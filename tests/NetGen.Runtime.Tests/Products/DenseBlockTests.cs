using NetGen.Kernels;

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

    [Fact]
    public void Blocks_of_rows_end_in_a_panel_that_is_not_full()
    {
        Check(300, 70, rows: 401);
    }

    [Fact]
    public void Blocks_of_the_left_operand_are_copied_together_where_there_are_many_columns()
    {
        Check(600, 530, rows: 203);
    }

    [Fact]
    public void A_kernel_gradient_copies_blocks_of_columns_together()
    {
        Check(513, 520, rows: 260);
    }

    [Fact]
    public void More_columns_than_are_kept_at_once_are_done_in_turn()
    {
        Check(260, 2070, rows: 390);
    }

    private static void Check(int inputs, int units, int rows)
    {
        var expected = new DenseExpectations(inputs, units, rows);
        var packed = new float[DenseKernel.PackedLength(inputs, units)];
        DenseKernel.Pack(inputs, units, expected.Kernel, packed);
        foreach (DenseRunner dense in DenseRunner.AtEveryWidth(inputs, units))
        {
            var output = new float[rows * units];
            var kernelGradient = new float[inputs * units];
            var inputGradient = new float[rows * inputs];
            dense.Forward(rows, expected.Input, expected.Kernel, expected.Bias, output);
            dense.KernelGradient(rows, expected.Input, expected.OutputGradient, kernelGradient);
            dense.InputGradient(rows, expected.OutputGradient, expected.Kernel, expected.Input, inputGradient);
            Reference.AssertSameBits(expected.Output(), output, $"forward {dense}");
            dense.ForwardPacked(rows, expected.Input, expected.Kernel, packed, expected.Bias, output);
            Reference.AssertSameBits(expected.Output(), output, $"packed {dense}");
            Reference.AssertSameBits(expected.KernelGradient(), kernelGradient, $"kernel gradient {dense}");
            Reference.AssertSameBits(expected.InputGradient(), inputGradient, $"input gradient {dense}");
        }
    }
}
