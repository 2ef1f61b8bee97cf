using NetGen.Kernels;
using NetGen.Kernels.Products;
using NetGen.Kernels.Vectors;

namespace NetGen.Runtime.Tests.Kernels;

/// <summary>Which kernels a predictor packs. That their products have the same bits is for the tests of products and predictors.</summary>
public class FrozenParametersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(17)]
    [InlineData(32)]
    public void A_kernel_at_most_doubles(int units)
    {
        float[] parameters = [.. Enumerable.Range(0, 101 * units).Select(i => (float)i)];
        var kernel = new FrozenParameters([Kernel(0, 100, units), Bias(100 * units, units)], parameters).Weights.Kernel(0, 100 * units);

        Assert.Equal(Dispatch.ReadsPanels && 2 * units >= Panel.Width, kernel.IsPacked);
        Assert.InRange(kernel.Values.Length, 100 * units, 200 * units);
        if (!kernel.IsPacked)
            Assert.Equal(parameters[..(100 * units)], kernel.Values.ToArray());
    }

    [Fact]
    public void Each_tensor_is_found_by_its_place_in_the_flat_vector()
    {
        float[] parameters = [.. Enumerable.Range(0, 5 * 17 + 17 + 17 * 3 + 3).Select(i => (float)i)];
        var weights = new FrozenParameters([Kernel(0, 5, 17), Bias(85, 17), Kernel(102, 17, 3), Bias(153, 3)], parameters).Weights;

        Assert.Equal(parameters[85..102], weights.Slice(85, 17).ToArray());
        Assert.Equal(parameters[153..], weights.Slice(153, 3).ToArray());
    }

    [Fact]
    public void Where_packed_kernels_fit_no_array_all_stay_as_they_stand()
    {
        Assert.Equal(Dispatch.ReadsPanels, FrozenParameters.Packs([Kernel(0, 60_000_000, 17)]));
        Assert.False(FrozenParameters.Packs([Kernel(0, 70_000_000, 17)]));
        Assert.False(FrozenParameters.Packs([Kernel(0, 10, 16), Kernel(160, 40_000_000, 17), Kernel(680_000_160, 40_000_000, 17)]));
    }

    private static ParameterTensor Kernel(int offset, int inputs, int units) =>
        new("kernel", offset, [inputs, units], Initializer.GlorotUniform) { IsKernel = true };

    private static ParameterTensor Bias(int offset, int units) => new("bias", offset, [units], Initializer.Zeros);
}
