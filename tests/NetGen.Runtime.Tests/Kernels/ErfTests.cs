using System.Runtime.InteropServices;
using NetGen.Runtime.Tests.Products;
using NetGen.Runtime.Tests.Testing;
using Xunit.Abstractions;

namespace NetGen.Runtime.Tests.Kernels;

public sealed class ErfTests(ITestOutputHelper output)
{
    private const double MaxUlps = 2;

    // A prime, so that the sweep meets all the low bits.
    private const uint Stride = 1009;

    private const uint InfinityBits = 0x7F800000;

    [Theory]
    [InlineData(0.5, 0.5204998778130465)]
    [InlineData(1, 0.8427007929497149)]
    [InlineData(2, 0.9953222650189527)]
    [InlineData(3, 0.9999779095030014)]
    [InlineData(1e-20, 1.1283791670955126e-20)]
    public void The_reference_knows_erf(double x, double expected) => Assert.Equal(expected, Exact(x), 1e-15 * expected);

    [Fact]
    public void The_two_halves_of_the_reference_meet()
    {
        for (double x = 2.5; x < 4; x += 0.125)
            Assert.Equal(Series(x), 1 - Tail(x), 1e-15);
    }

    [Fact]
    public void It_is_within_two_ulps_over_the_whole_range()
    {
        double worst = 0;
        float worstAt = 0;
        foreach (float[] x in Sweep())
        {
            var y = LaneFunctions<Erf>.Of(x);
            for (int lane = 0; lane < 16; lane++)
            {
                double expected = Exact(x[lane]);
                double error = Math.Abs(y[lane] - expected) / Ulp(expected);
                if (!(error <= worst))
                    (worst, worstAt) = (error, x[lane]);
            }
        }

        output.WriteLine($"{worst:F3} ulps at {worstAt:R}");
        Assert.True(worst <= MaxUlps, $"{worst} ulps at {worstAt:R}");
    }

    [Fact]
    public void It_is_odd_to_the_bit()
    {
        foreach (float[] x in Sweep())
        {
            float[] negative = Array.ConvertAll(LaneFunctions<Erf>.Of(Array.ConvertAll(x, value => -value)), value => -value);
            Reference.AssertSameBits(LaneFunctions<Erf>.Of(x), negative, $"from {x[0]:R}");
        }
    }

    [Fact]
    public void It_never_falls_by_more_than_an_ulp_nor_passes_one()
    {
        // Of 13 vectors of neighbours one: all of them take long without vector instructions.
        uint from = BitConverter.SingleToUInt32Bits(1f / 64);
        uint to = BitConverter.SingleToUInt32Bits(4f);
        var (x, after) = (new float[16], new float[16]);
        for (uint bits = from; bits < to; bits += 16 * 13)
        {
            for (uint lane = 0; lane < 16; lane++)
                (x[lane], after[lane]) = (BitConverter.UInt32BitsToSingle(bits + lane), BitConverter.UInt32BitsToSingle(bits + lane + 1));
            float[] here = LaneFunctions<Erf>.Of(x), next = LaneFunctions<Erf>.Of(after);
            for (int lane = 0; lane < 16; lane++)
            {
                if (next[lane] < MathF.BitDecrement(here[lane]) || next[lane] > 1)
                    Assert.Fail($"near {x[lane]:R}: {here[lane]:R}, {next[lane]:R}");
            }
        }
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(3.92f, 1f)]
    [InlineData(4f, 1f)]
    [InlineData(-4f, -1f)]
    [InlineData(1e20f, 1f)]
    [InlineData(float.MaxValue, 1f)]
    [InlineData(float.MinValue, -1f)]
    [InlineData(float.PositiveInfinity, 1f)]
    [InlineData(float.NegativeInfinity, -1f)]
    [InlineData(float.Epsilon, float.Epsilon)]
    public void It_is_right_at_its_ends(float x, float expected)
        => Assert.Equal(BitConverter.SingleToUInt32Bits(expected), BitConverter.SingleToUInt32Bits(One(x)));

    [Fact]
    public void Zero_keeps_its_sign() => Assert.True(float.IsNegative(One(-0f)) && !float.IsNegative(One(0f)));

    [Theory]
    [InlineData(0x7FC00000u)]
    [InlineData(0xFFC00000u)]
    [InlineData(0x7FC00123u)]
    [InlineData(0x7FFFFFFFu)]
    public void NaN_stays_NaN(uint bits) => Assert.True(float.IsNaN(One(BitConverter.UInt32BitsToSingle(bits))));

    [Fact]
    public void A_normal_input_gives_a_normal_result()
    {
        const float MinNormal = 1.17549435e-38f;
        Assert.True(float.IsNormal(One(MinNormal)));
        Assert.True(float.IsNormal(One(-MinNormal)));
    }

    [Fact]
    public void The_bits_are_the_same_on_every_processor()
    {
        var values = new List<float>();
        foreach (float[] x in Sweep())
        {
            float[] y = LaneFunctions<Erf>.Of(x);
            for (int lane = 0; lane < 16; lane += 4)
                values.Add(y[lane]);
        }

        Assert.Equal("139C6C59A103D837", Bits.Hash(CollectionsMarshal.AsSpan(values)));
    }

    /// <summary>Every <see cref="Stride"/>-th float from zero to the largest, by vectors.</summary>
    private static IEnumerable<float[]> Sweep()
    {
        var x = new float[16];
        for (uint bits = 0; bits < InfinityBits - 16 * Stride; bits += 16 * Stride)
        {
            for (uint lane = 0; lane < 16; lane++)
                x[lane] = BitConverter.UInt32BitsToSingle(bits + lane * Stride);
            yield return x;
        }
    }

    private static float One(float x) => LaneFunctions<Erf>.Of(x);

    private static double Ulp(double value) => Math.ScaleB(1, Math.Max(value == 0 ? -149 : Math.ILogB(value) - 23, -149));

    /// <summary>erf x for x from 0, to 1e-15.</summary>
    private static double Exact(double x) => x < 3 ? Series(x) : x < 7 ? 1 - Tail(x) : 1;

    /// <summary>2 / sqrt(pi) e^(-x^2) (x + 2 x^3 / 3 + 4 x^5 / 15 + ...): Abramowitz and Stegun, 7.1.6.</summary>
    private static double Series(double x)
    {
        double term = x;
        double sum = x;
        for (int n = 1; term > sum * 1e-17; n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>1 - erf x by its continued fraction: Abramowitz and Stegun, 7.1.14.</summary>
    private static double Tail(double x)
    {
        double fraction = x;
        for (int k = 120; k > 0; k--)
            fraction = x + k * 0.5 / fraction;
        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * fraction);
    }
}
