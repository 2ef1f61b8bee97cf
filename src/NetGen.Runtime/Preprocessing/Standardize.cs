namespace NetGen;

/// <summary>
/// Gives each place of a sample the mean 0 and the standard deviation 1 over the samples it is fitted to, as scikit-learn's <c>StandardScaler</c>.
/// </summary>
/// <remarks>The deviation is the population's: divided by the number of samples. A place with one value in all samples is only moved to 0.</remarks>
public sealed class Standardize : Preprocessor
{
    private const string MeanName = Prefix + "mean";
    private const string DeviationName = Prefix + "deviation";

    /// <summary>The mean of each place, rounded to a float; empty before it is fitted.</summary>
    public ReadOnlySpan<float> Mean => RoundedShift;

    /// <summary>The standard deviation of each place, rounded to a float, 1 where all samples have one value; empty before it is fitted.</summary>
    public ReadOnlySpan<float> Deviation => RoundedScale;

    internal static string[] TensorNames => [MeanName, DeviationName];

    internal override Preprocessor Unfitted() => new Standardize();

    internal override (string Name, double[] Values)[] Save() => [(MeanName, Shift.ToArray()), (DeviationName, Scale.ToArray())];

    /// <summary>What <see cref="Save"/> wrote; null where it makes no sense.</summary>
    internal static Standardize? From(double[] mean, double[] deviation)
    {
        if (!AreSound(mean, deviation))
            return null;

        var standardize = new Standardize();
        standardize.Set(mean, deviation);
        return standardize;
    }

    private protected override void Learn(ReadOnlySpan<float> features, Span<double> shift, Span<double> scale)
    {
        var length = shift.Length;
        double samples = features.Length / length;
        // Sums of floats, which a double holds exactly up to millions of samples of one size, and which no number of them overflows.
        for (var start = 0; start < features.Length; start += length)
        {
            for (var i = 0; i < length; i++)
                shift[i] += features[start + i];
        }

        for (var i = 0; i < length; i++)
            shift[i] /= samples;

        for (var start = 0; start < features.Length; start += length)
        {
            for (var i = 0; i < length; i++)
            {
                var distance = features[start + i] - shift[i];
                scale[i] += distance * distance;
            }
        }

        for (var i = 0; i < length; i++)
        {
            var variance = scale[i] / samples;
            // What rounding makes of equal values is no deviation; the bound is scikit-learn's.
            var rounding = samples * Math.ScaleB(1, -52);
            var isConstant = variance <= rounding * variance + rounding * shift[i] * (rounding * shift[i]);
            scale[i] = isConstant ? 1 : Math.Sqrt(variance);
        }
    }
}
