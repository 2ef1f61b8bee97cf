using NetGen.Kernels;
using NetGen.Runtime.Tests.Threading;

namespace NetGen.Runtime.Tests.Kernels;

/// <summary>What is computed by rows or by columns of a matrix is the same bits from any number of threads.</summary>
[Collection(nameof(ThreadCount))]
public class DividedRowKernelTests
{
    [Fact]
    public void The_gradient_of_a_bias() => Check(700, (rows, gradient, result) => Dense.BiasGradient(rows, gradient, result[..1100]));

    [Fact]
    public void The_gradient_of_a_kernel()
    {
        var input = Bits.Values(700 * 130, seed: 2);
        Check(700, (rows, gradient, result) => Dense.KernelGradient(rows, 130, 1100, input, gradient, result));
    }

    [Fact]
    public void The_norms_of_a_kernel_s_columns() => Check(130, (_, kernel, result) =>
    {
        kernel.CopyTo(result);
        KernelConstraint.MaxNorm(result, 1100, 19);
    });

    [Fact]
    public void A_softmax_and_its_gradient() => Check(130, (rows, values, result) =>
    {
        var output = new float[rows * 1100];
        Softmax.Forward(rows, values, output);
        Softmax.Backward(rows, output, values, result);
    });

    [Fact]
    public void Learned_slopes() => Check(130, (rows, values, result) => PRelu.Forward(rows, values, values[..1100], result));

    [Fact]
    public void The_gradients_of_learned_slopes() => Check(700, (rows, values, result) =>
    {
        var inputGradient = new float[rows * 1100];
        PRelu.Backward(rows, values, values[..1100], values, inputGradient, result[..1100]);
        inputGradient.AsSpan(^(129 * 1100)..).CopyTo(result[1100..]);
    });

    private delegate void Kernel(int rows, ReadOnlySpan<float> values, Span<float> result);

    private static void Check(int rows, Kernel kernel)
    {
        var values = Bits.Values(rows * 1100, seed: 1);
        string Run(int threads)
        {
            using var count = new ThreadCount(threads);
            var result = new float[130 * 1100];
            kernel(rows, values, result);
            Assert.NotEqual(values.Take(5), result.Take(5));
            return Bits.Hash(result);
        }

        var alone = Run(1);
        Assert.All([2, 3, 5], threads => Assert.Equal(alone, Run(threads)));
    }
}
