using NetGen.Kernels;

namespace NetGen.Runtime.Tests.Kernels;

/// <summary>The scalar functions against the platform's, which may differ in their last bits.</summary>
public class PortableMathTests
{
    [Fact]
    public void The_exponential_is_right_to_a_few_units_in_the_last_place()
    {
        for (var x = -700.0; x <= 700; x += 0.37)
            Near(Math.Exp(x), PortableMath.Exp(x), 4e-16);
        Assert.Equal(1, PortableMath.Exp(0));
        Assert.Equal(0, PortableMath.Exp(-1000));
        Assert.Equal(double.PositiveInfinity, PortableMath.Exp(1000));
    }

    [Fact]
    public void Powers_are_right_and_whole_ones_exact_where_they_can_be()
    {
        for (var x = 0.05; x < 3; x += 0.11)
        {
            for (var y = -20.0; y < 20; y += 0.3)
                Near(Math.Pow(x, y), PortableMath.Pow(x, y), 3e-14);
        }

        Assert.Equal(1.0 / 1024, PortableMath.Pow(0.5, 10));
        Assert.Equal(1024, PortableMath.Pow(0.5, -10));
        Assert.Equal(1, PortableMath.Pow(0.3, 0));
    }

    [Fact]
    public void The_cosine_is_right_to_a_few_units_in_the_last_place()
    {
        // Math.Cos gets an angle that is rounded, by up to 5e-16.
        for (var i = 0; i <= 1000; i++)
            Assert.Equal(Math.Cos(Math.PI * i / 1000), PortableMath.CosPi(i / 1000.0), 1e-15);
        Assert.Equal([1, 0, -1], new[] { 0, 0.5, 1 }.Select(PortableMath.CosPi));
    }

    private static void Near(double expected, double found, double relative) =>
        Assert.True(Math.Abs(found - expected) <= relative * expected, $"expected {expected:R}, found {found:R}");
}
