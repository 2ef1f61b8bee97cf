namespace NetGen;

/// <summary>
/// Stretches each place of a sample so that its least value over the samples it is fitted to becomes one bound and its greatest the other, as scikit-learn's
/// <c>MinMaxScaler</c>.
/// </summary>
/// <remarks>
/// A place with one value in all samples is only moved to the lower bound. Samples that it was not fitted to may come to lie outside the bounds.
/// </remarks>
public sealed class MinMax : Preprocessor
{
    private const string MinimumName = Prefix + "minimum";
    private const string ScaleName = Prefix + "scale";
    private const string RangeName = Prefix + "range";

    /// <summary>Creates one that is to be fitted.</summary>
    /// <param name="lower">What the least value becomes.</param>
    /// <param name="upper">What the greatest value becomes, above <paramref name="lower"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not finite, or they are in the wrong order.</exception>
    public MinMax(double lower = 0, double upper = 1)
    {
        (Lower, Upper) = ((float)lower, (float)upper);
        if (!float.IsFinite(Lower))
            throw new ArgumentOutOfRangeException(nameof(lower), lower, "'lower' must be finite.");
        if (!float.IsFinite(Upper) || Upper <= Lower)
            throw new ArgumentOutOfRangeException(nameof(upper), upper, $"'upper' must be finite and above 'lower', {lower}.");
    }

    /// <summary>What the least value becomes.</summary>
    public float Lower { get; }

    /// <summary>What the greatest value becomes.</summary>
    public float Upper { get; }

    /// <summary>The least value of each place; empty before it is fitted.</summary>
    public ReadOnlySpan<float> Minimum => RoundedShift;

    internal static string[] TensorNames => [MinimumName, ScaleName, RangeName];

    internal override string Kind => FormattableString.Invariant($"MinMax({Lower}, {Upper})");

    private protected override float Origin => Lower;

    internal override Preprocessor Unfitted() => new MinMax(Lower, Upper);

    internal override (string Name, double[] Values)[] Save() => [(MinimumName, Shift.ToArray()), (ScaleName, Scale.ToArray()), (RangeName, [Lower, Upper])];

    /// <summary>What <see cref="Save"/> wrote; null where it makes no sense.</summary>
    internal static MinMax? From(double[] minimum, double[] scale, double[] range)
    {
        var (lower, upper) = ((float)range[0], (float)range[1]);
        var hasBounds = float.IsFinite(lower) && float.IsFinite(upper) && lower < upper && lower == range[0] && upper == range[1];
        if (!hasBounds || !AreSound(minimum, scale))
            return null;

        var minMax = new MinMax(lower, upper);
        minMax.Set(minimum, scale);
        return minMax;
    }

    private protected override void Learn(ReadOnlySpan<float> features, Span<double> shift, Span<double> scale)
    {
        var length = shift.Length;
        for (var i = 0; i < length; i++)
            shift[i] = scale[i] = features[i];

        for (var start = length; start < features.Length; start += length)
        {
            for (var i = 0; i < length; i++)
            {
                shift[i] = Math.Min(shift[i], features[start + i]);
                scale[i] = Math.Max(scale[i], features[start + i]);
            }
        }

        for (var i = 0; i < length; i++)
        {
            // A place with one value counts as one with values 1 apart.
            var distance = scale[i] - shift[i];
            scale[i] = (distance == 0 ? 1 : distance) / ((double)Upper - Lower);
        }
    }
}
