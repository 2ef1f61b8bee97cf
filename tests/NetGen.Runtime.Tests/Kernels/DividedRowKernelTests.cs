using NetGen.Kernels;
using NetGen.Runtime.Tests.Threading;

namespace NetGen.Runtime.Tests.Kernels;

/// <summary>Sums over many rows, and the norms of a kernel's columns, are the same bits from any number of threads.</summary>
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
