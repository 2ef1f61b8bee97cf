using NetGen.Kernels.Products;

namespace NetGen.Runtime.Tests.Products;

/// <summary>Products so deep that they run in blocks: the chain goes on through memory with the same bits.</summary>
public class DenseBlockTests
{
    [Fact]
    public void A_deep_forward_product_resumes_its_chains()
    {
        Check<N1100, N130, Tiles512>(rows: 33);
        Check<N1100, N130, Tiles256>(rows: 33);
        Check<N1100, N130, Tiles128>(rows: 33);
    }

    [Fact]
    public void A_deep_input_gradient_resumes_its_chains()
    {
        Check<N17, N1100, Tiles512>(rows: 7);
        Check<N17, N1100, Tiles256>(rows: 7);
        Check<N17, N1100, Tiles128>(rows: 7);
    }

    [Fact]
    public void A_kernel_gradient_of_a_large_batch_adds_up_its_blocks()
    {
        Check<N33, N100, Tiles512>(rows: 700);
        Check<N33, N100, Tiles256>(rows: 700);
        Check<N33, N100, Tiles128>(rows: 700);
    }

    [Fact]
    public void A_narrow_kernel_gradient_adds_up_its_blocks_too()
    {
        Check<N128, N10, Tiles512>(rows: 600);
        Check<N128, N10, Tiles256>(rows: 600);
        Check<N128, N10, Tiles128>(rows: 600);
    }

    [Fact]
    public void More_inputs_than_have_their_sums_kept_at_once_are_done_in_turn()
    {
        Check<N1100, N10, Tiles512>(rows: 300);
        Check<N1100, N10, Tiles256>(rows: 300);
        Check<N1100, N10, Tiles128>(rows: 300);
    }

    [Fact]
    public void The_longer_chains_of_a_large_kernel_are_resumed_and_added_up()
    {
        Check<N130, N130, Tiles512>(rows: 1500);
        Check<N130, N130, Tiles256>(rows: 1100);
        Check<N130, N130, Tiles128>(rows: 1025);
    }

    private static void Check<TInputs, TUnits, TTiles>(int rows)
        where TInputs : struct, ISize
        where TUnits : struct, ISize
        where TTiles : struct, ITiles
    {
        int inputs = TInputs.Value, units = TUnits.Value;
        var expected = new DenseExpectations(inputs, units, rows);
        var dense = new DenseRunner<Shape<TInputs, TUnits>, TTiles, Leaky>(new Leaky(DenseRunner.Slope));
        var output = new float[rows * units];
        var kernelGradient = new float[inputs * units];
        var inputGradient = new float[rows * inputs];
        dense.Forward(rows, expected.Input, expected.Kernel, expected.Bias, output);
        dense.KernelGradient(rows, expected.Input, expected.OutputGradient, kernelGradient);
        dense.InputGradient(rows, expected.OutputGradient, expected.Kernel, expected.Input, inputGradient);
        Reference.AssertSameBits(expected.Output(), output, $"forward {typeof(TTiles).Name}");
        Reference.AssertSameBits(expected.KernelGradient(), kernelGradient, $"kernel gradient {typeof(TTiles).Name}");
        Reference.AssertSameBits(expected.InputGradient(), inputGradient, $"input gradient {typeof(TTiles).Name}");
    }
}
