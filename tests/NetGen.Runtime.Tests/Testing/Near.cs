namespace NetGen.Runtime.Tests.Testing;

/// <summary>A number, and how far from it a kernel may be.</summary>
internal readonly record struct Near(double Value, double Bound)
{
    /// <summary>How much an operation in float may be off by, as a share of its result: half a unit in the last place.</summary>
    public const double Rounding = 1.0 / (1 << 24);

    /// <summary>What an elementary function may be off by: two units in the last place, each up to two roundings.</summary>
    public const double Function = 4 * Rounding;

    /// <summary>Kernels may cut what would be denormal to zero, from this on.</summary>
    private const double Cut = 4 * 1.17549435e-38;

    /// <summary>The number itself.</summary>
    public static Near Exactly(double value) => new(value, 0);

    /// <summary>A number that was rounded several times.</summary>
    public static Near Rounded(double value, double roundings) => Within(value, roundings * Rounding * Math.Abs(value));

    /// <summary>A number that may be off by an error, and by what is denormal.</summary>
    public static Near Within(double value, double error) => new(value, error + Cut);

    /// <summary>The error of adding up terms in 16 lanes and these in a tree, as a share of the sum of their magnitudes.</summary>
    public static double SumOf(int terms) => ((terms + 15) / 16 + 4) * Rounding;

    /// <summary>Fails where a number is not near; <paramref name="place"/> and <paramref name="index"/> say whose it is.</summary>
    public void Check(double actual, string place, int index)
    {
        // Not at most the bound, so that NaN fails. The words are made only then: most tests check millions.
        if (!(Math.Abs(actual - Value) <= Bound))
            Assert.Fail($"{place} {index} is {actual:R}, expected {Value:R} within {Bound:R}.");
    }
}
