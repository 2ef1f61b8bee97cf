namespace NetGen;

/// <summary>Gives each place of a sample the mean 0 and the standard deviation 1 over the samples it is fitted to, as scikit-learn's <c>StandardScaler</c>.</summary>
/// <remarks>The deviation is the population's: divided by the number of samples. A place with one value in all samples is only moved to 0.</remarks>
public sealed class Standardize : Preprocessor
{
    private const string MeanName = Prefix + "mean";
    private const string DeviationName = Prefix + "deviation";

    /// <summary>The mean of each place; empty before it is fitted.</summary>
    public ReadOnlySpan<float> Mean => Shift;

    /// <summary>The standard deviation of each place, 1 where all samples have one value; empty before it is fitted.</summary>
    public ReadOnlySpan<float> Deviation => Scale;

    internal static string[] TensorNames => [MeanName, DeviationName];

    internal override Preprocessor Unfitted() => new Standardize();

    internal override (string Name, float[] Values)[] Save() => [(MeanName, Shift.ToArray()), (DeviationName, Scale.ToArray())];

    /// <summary>What <see cref="Save"/> wrote; null where it makes no sense.</summary>
    internal static Standardize? From(float[] mean, float[] deviation)
    {
        if (mean.Any(m => !float.IsFinite(m)) || deviation.Any(d => !float.IsFinite(d) || d <= 0))
            return null;

        var standardize = new Standardize();
        standardize.Set(mean, deviation);
        return standardize;
    }

    private protected override void Learn(ReadOnlySpan<float> features, Span<float> shift, Span<float> scale)
    {
        var length = shift.Length;
        double samples = features.Length / length;
        var means = new double[length];
        for (var start = 0; start < features.Length; start += length)
        {
            for (var i = 0; i < length; i++)
                means[i] += features[start + i] / samples;
        }

        var variances = new double[length];
        for (var start = 0; start < features.Length; start += length)
        {
            for (var i = 0; i < length; i++)
            {
                var distance = features[start + i] - means[i];
                variances[i] += distance * distance / samples;
            }
        }

        for (var i = 0; i < length; i++)
        {
            shift[i] = (float)means[i];
            scale[i] = (float)Math.Sqrt(variances[i]);
            // What rounding makes of equal values is no deviation; the bound is scikit-learn's.
            var rounding = samples * Math.ScaleB(1, -52);
            if (variances[i] <= rounding * variances[i] + rounding * means[i] * (rounding * means[i]) || scale[i] == 0)
                scale[i] = 1;
        }
    }
}
