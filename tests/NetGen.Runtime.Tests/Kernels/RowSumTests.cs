using NetGen.Kernels;

namespace NetGen.Runtime.Tests.Kernels;

/// <summary>The gradients that are sums over the rows of a batch, at a million rows: one chain in float is off by a hundredth there.</summary>
public class RowSumTests
{
    private const int Rows = 1_000_000;
    private const double Bound = 1e-6;

    /// <summary>Addends whose rounding errors all have one sign, and others.</summary>
    public static TheoryData<float> Addends => [2e-6f, 1f / 3, 0.1f, -1.2345678e-7f, 1, 3e30f];

    [Theory, MemberData(nameof(Addends))]
    public void The_gradient_of_a_bias(float addend)
    {
        foreach (int units in (int[])[1, 3])
        {
            var gradient = new float[units];
            Dense.BiasGradient(Rows, Repeated(addend, Rows * units), gradient);
            Assert.All(gradient, sum => AssertNear((double)addend * Rows, sum, Bound));
        }
    }

    [Fact]
    public void The_gradient_of_a_bias_of_many_units()
    {
        const int Units = 70, Few = 40_000;
        var gradients = Bits.Values(Few * Units, seed: 1, from: 0, to: 1);
        var gradient = new float[Units];
        Dense.BiasGradient(Few, gradients, gradient);
        for (int unit = 0; unit < Units; unit++)
            AssertNear(Enumerable.Range(0, Few).Sum(row => (double)gradients[row * Units + unit]), gradient[unit], Bound);
    }

    [Theory, MemberData(nameof(Addends))]
    public void The_gradient_of_a_learned_slope(float addend)
    {
        var (input, inputGradient, alphaGradient) = (Repeated(-1, Rows), new float[Rows], new float[1]);
        PRelu.Backward(Rows, input, [0.25f], Repeated(addend, Rows), inputGradient, alphaGradient);
        AssertNear(-(double)addend * Rows, alphaGradient[0], Bound);
    }

    /// <summary>Its blocks are longer, because it is a product: as long as was free.</summary>
    [Theory, MemberData(nameof(Addends))]
    public void The_gradient_of_a_kernel(float addend)
    {
        var gradient = new float[1];
        Dense.KernelGradient(Rows, 1, 1, Repeated(1, Rows), Repeated(addend, Rows), gradient);
        AssertNear((double)addend * Rows, gradient[0], 6 * Bound);
    }

    private static float[] Repeated(float value, int count)
    {
        var values = new float[count];
        Array.Fill(values, value);
        return values;
    }

    private static void AssertNear(double expected, float actual, double bound) =>
        Assert.True(Math.Abs(actual - expected) <= bound * Math.Abs(expected), $"{actual:R} is off from {expected:R} by {Math.Abs(actual / expected - 1):E2}");
}
