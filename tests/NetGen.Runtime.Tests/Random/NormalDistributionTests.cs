namespace NetGen.Runtime.Tests.RandomNumbers;

/// <summary>
/// The quantiles against the distribution itself, which shares nothing with the rational functions under test: its series near 0 and
/// its continued fraction in the tail (Abramowitz and Stegun 26.2.11 and 26.2.14), all of whose terms are positive, so that nothing cancels.
/// </summary>
public class NormalDistributionTests
{
    private const double Tolerance = 1e-12;
    private const double SeriesEnd = 3;

    [Fact]
    public void Quantiles_are_right_in_the_middle()
    {
        for (int i = 1; i < 20_000; i++)
            AssertQuantile(i / 20_000.0);
    }

    [Fact]
    public void Quantiles_are_right_in_the_deepest_tails()
    {
        // Down to 1e-300, in steps that are no power of two.
        for (double probability = 0.5; probability > 1e-300; probability *= 0.977)
            AssertQuantile(probability);
    }

    [Fact]
    public void Quantiles_are_right_on_both_sides_of_where_their_formula_changes()
    {
        foreach (double edge in (double[])[0.075, 0.925, Math.Exp(-25)])
        {
            AssertQuantile(Math.BitDecrement(edge));
            AssertQuantile(edge);
            AssertQuantile(Math.BitIncrement(edge));
        }
    }

    [Fact]
    public void Quantiles_are_symmetric()
    {
        for (int power = 1; power <= 50; power++)
        {
            double probability = Math.ScaleB(1, -power);
            Assert.Equal(-NormalDistribution.Quantile(probability), NormalDistribution.Quantile(1 - probability));
        }
    }

    [Fact]
    public void The_share_below_minus_two_is_right()
        => Assert.Equal(0, (LowerTail(-2) - NormalDistribution.BelowMinusTwo) / NormalDistribution.BelowMinusTwo, 1e-14);

    [Fact]
    public void A_quantile_off_by_little_more_than_the_tolerance_would_be_seen()
    {
        foreach (double probability in (double[])[0.3, 1e-5, 1e-20, 1e-200])
            Assert.True(NewtonStep(NormalDistribution.Quantile(probability) * (1 + 3 * Tolerance), probability) > Tolerance);
    }

    private static void AssertQuantile(double probability)
    {
        double step = NewtonStep(NormalDistribution.Quantile(probability), probability);
        Assert.True(step <= Tolerance, $"The quantile of {probability:R} is off by {step:R}.");
    }

    /// <summary>How far the root of P(x) = probability is from x by Newton's method, as a share of x where that is above 1.</summary>
    private static double NewtonStep(double x, double probability)
    {
        // The smaller of the two tails, whose digits are not lost beside the larger one's.
        double difference = x < 0 ? LowerTail(x) - probability : 1 - probability - LowerTail(-x);
        return Math.Abs(difference / Density(x)) / Math.Max(1, Math.Abs(x));
    }

    /// <summary>P(x) for x up to 0.</summary>
    private static double LowerTail(double x)
    {
        double z = -x;
        if (z <= SeriesEnd)
        {
            double term = z, sum = z;
            for (int n = 3; term > sum * 1e-18; n += 2)
                sum += term *= z * z / n;
            return 0.5 - Density(z) * sum;
        }

        double fraction = z;
        for (int n = 400; n > 0; n--)
            fraction = z + n / fraction;
        return Density(z) / fraction;
    }

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
}
