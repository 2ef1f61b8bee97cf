using System.Runtime.InteropServices;
using NetGen.Runtime.Tests.Testing;
using Xunit.Abstractions;

namespace NetGen.Runtime.Tests.Kernels;

public sealed class VectorMathTests(ITestOutputHelper output)
{
    private const double MaxUlps = 2;

    private delegate float[] Function(float[] x);

    [Theory]
    [InlineData(-87.336, 88.722)]
    [InlineData(-1, 1)]
    [InlineData(-1e-3, 1e-3)]
    public void Exp_is_within_two_ulps(double from, double to) => AssertUlps(LaneFunctions<Exp>.Of, Math.Exp, from, to);

    [Theory]
    [InlineData(-90, 0)]
    [InlineData(-1, 0)]
    [InlineData(-1e-3, 0)]
    public void Expm1_is_within_two_ulps(double from, double to) => AssertUlps(LaneFunctions<Expm1>.Of, Expm1, from, to);

    [Theory]
    [InlineData(1e-37, 1e-30)]
    [InlineData(1e-3, 4)]
    [InlineData(0.9, 1.1)]
    [InlineData(1, 1e38)]
    public void Log_is_within_two_ulps(double from, double to) => AssertUlps(LaneFunctions<Log>.Of, Math.Log, from, to);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 1e-3)]
    [InlineData(0.41, 0.42)]
    public void Log1p_is_within_two_ulps(double from, double to) => AssertUlps(LaneFunctions<Log1p>.Of, Log1p, from, to);

    [Theory]
    [InlineData(-10, 10)]
    [InlineData(-0.5, 0.5)]
    [InlineData(-1e-3, 1e-3)]
    [InlineData(-1e-30, 1e-30)]
    public void Tanh_is_within_two_ulps(double from, double to) => AssertUlps(LaneFunctions<Hyperbolic>.Of, Math.Tanh, from, to);

    [Theory]
    [InlineData(-87.3, 40)]
    [InlineData(-4, 4)]
    public void Sigmoid_is_within_two_ulps(double from, double to) => AssertUlps(LaneFunctions<Logistic>.Of, x => 1 / (1 + Math.Exp(-x)), from, to);

    [Theory]
    [InlineData(-87.3, 100)]
    [InlineData(-4, 4)]
    public void Softplus_is_within_two_ulps(double from, double to)
        => AssertUlps(LaneFunctions<Plus>.Of, x => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x))), from, to);

    [Fact]
    public void Tanh_keeps_its_relative_accuracy_near_zero()
    {
        Assert.Equal(1e-8f, LaneFunctions<Hyperbolic>.Of(1e-8f));
        Assert.Equal(-1e-8f, LaneFunctions<Hyperbolic>.Of(-1e-8f));
        Assert.Equal(1e-37f, LaneFunctions<Hyperbolic>.Of(1e-37f));
    }

    [Theory]
    [InlineData(0f, 1f)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity, 0f)]
    [InlineData(float.MaxValue, float.PositiveInfinity)]
    [InlineData(float.MinValue, 0f)]
    [InlineData(89f, float.PositiveInfinity)]
    [InlineData(-87.4f, 0f)]
    [InlineData(-100f, 0f)]
    [InlineData(float.Epsilon, 1f)]
    public void Exp_is_right_at_its_ends(float x, float expected) => Assert.Equal(expected, LaneFunctions<Exp>.Of(x));

    [Theory]
    [InlineData(1f, 0f)]
    [InlineData(0f, float.NegativeInfinity)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(-1f, float.NaN)]
    [InlineData(float.NegativeInfinity, float.NaN)]
    public void Log_is_right_at_its_ends(float x, float expected) => Assert.Equal(expected, LaneFunctions<Log>.Of(x));

    [Theory]
    [InlineData(float.NegativeInfinity, -1f, 0f, 0f, -1f)]
    [InlineData(float.PositiveInfinity, 1f, 1f, float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(-3e38f, -1f, 0f, 0f, -1f)]
    [InlineData(3e38f, 1f, 1f, 3e38f, float.PositiveInfinity)]
    [InlineData(0f, 0f, 0.5f, 0.6931472f, 0f)]
    public void Saturating_functions_are_right_at_their_ends(float x, float tanh, float sigmoid, float softplus, float expm1)
    {
        Assert.Equal(tanh, LaneFunctions<Hyperbolic>.Of(x));
        Assert.Equal(sigmoid, LaneFunctions<Logistic>.Of(x));
        Assert.Equal(softplus, LaneFunctions<Plus>.Of(x));
        if (x <= 0)
            Assert.Equal(expm1, LaneFunctions<Expm1>.Of(x));
    }

    [Theory]
    [InlineData(0x7FC00000u)]
    [InlineData(0xFFC00000u)]
    [InlineData(0x7FC00123u)]
    [InlineData(0x7FFFFFFFu)]
    public void NaN_stays_NaN(uint bits)
    {
        float nan = BitConverter.UInt32BitsToSingle(bits);
        foreach (Function function in new Function[] { LaneFunctions<Exp>.Of, LaneFunctions<Expm1>.Of, LaneFunctions<Log>.Of, LaneFunctions<Log1p>.Of, LaneFunctions<Hyperbolic>.Of, LaneFunctions<Logistic>.Of, LaneFunctions<Plus>.Of })
            Assert.True(float.IsNaN(One(function, nan)));
    }

    [Fact]
    public void No_result_is_denormal()
    {
        for (float x = -110; x < 110; x += 0.0078125f)
        {
            foreach (Function function in new Function[] { LaneFunctions<Exp>.Of, LaneFunctions<Logistic>.Of, LaneFunctions<Plus>.Of })
                Assert.False(float.IsSubnormal(One(function, x)), $"at {x}");
        }
    }

    [Fact]
    public void The_bits_are_the_same_at_every_width()
    {
        for (int width = 0; width < 3; width++)
        {
            Function[] functions =
            [
                x => LaneFunctions<Exp>.AtEveryWidth(x)[width],
                x => LaneFunctions<Log>.AtEveryWidth(x)[width],
                x => LaneFunctions<Hyperbolic>.AtEveryWidth(x)[width],
                x => LaneFunctions<Logistic>.AtEveryWidth(x)[width],
                x => LaneFunctions<Plus>.AtEveryWidth(x)[width],
            ];
            var values = new List<float>();
            foreach (Function function in functions)
            {
                for (int i = 0; i < 4096; i++)
                    values.Add(One(function, (i - 1500) / 32f));
            }

            // NaN comes with whatever sign and payload the processor chooses.
            values.RemoveAll(float.IsNaN);
            Assert.Equal("93944ABB6197EA35", Bits.Hash(CollectionsMarshal.AsSpan(values)));
        }
    }

    private static double Expm1(double x) => Math.Abs(x) < 1e-5 ? x + x * x / 2 + x * x * x / 6 : Math.Exp(x) - 1;

    private static double Log1p(double x) => x < 1e-4 ? x - x * x / 2 + x * x * x / 3 - x * x * x * x / 4 : Math.Log(1 + x);

    private static float One(Function function, float x) => function([.. Enumerable.Repeat(x, 16)])[5];

    private void AssertUlps(Function function, Func<double, double> exact, double from, double to)
    {
        const int Points = 1 << 20;
        double worst = 0;
        float worstAt = 0;
        var x = new float[16];
        for (int i = 0; i < Points; i += 16)
        {
            for (int lane = 0; lane < 16; lane++)
                x[lane] = (float)(from + (to - from) * (i + lane) / (Points - 1));
            var y = function(x);
            for (int lane = 0; lane < 16; lane++)
            {
                double expected = exact(x[lane]);
                if (Math.Abs(expected) < 1.1754945e-38)
                    continue;
                double ulp = MathF.BitIncrement((float)Math.Abs(expected)) - (float)Math.Abs(expected);
                double error = Math.Abs(y[lane] - expected) / ulp;
                if (!(error <= worst))
                    (worst, worstAt) = (error, x[lane]);
            }
        }

        output.WriteLine($"{worst:F3} ulps at {worstAt}");
        Assert.True(worst <= MaxUlps, $"{worst} ulps at {worstAt}");
    }
}
