namespace NetGen.Runtime.Tests.Preprocessing;

/// <summary>What preprocessors make of values that floats cannot tell apart, or whose differences no float holds.</summary>
public class PreprocessorPrecisionTests
{
    private const float Denormal = float.Epsilon;

    public static TheoryData<float[]> Columns =>
    [
        [10000000, 10000001],
        [2.5e38f, -1e38f],
        [float.MaxValue, float.MinValue],
        [float.MaxValue, float.MaxValue, float.MinValue],
        [1e38f, 1.0000001e38f, 0.9999999e38f, 1e38f],
        [float.MaxValue, MathF.BitDecrement(float.MaxValue)],
        [0, Denormal],
        [Denormal, 2 * Denormal, 5 * Denormal],
        [-Denormal, Denormal],
        [1, 1, 1, MathF.BitIncrement(1)],
        [-1e-38f, 1e38f],
        [16777216, 16777217, 16777218, 16777215],
    ];

    public static TheoryData<float> Constants => [0, -0f, 1, 0.1f, Denormal, -Denormal, 1e38f, float.MaxValue, float.MinValue];

    public static TheoryData<float, float> Bounds => new()
    {
        { 0, 1 },
        { -1, 3 },
        { -1e6f, 1 },
        { 0, Denormal },
        { float.MinValue, float.MaxValue },
        { 1, 1.0000001f },
    };

    [Fact]
    public void Neighbours_far_from_zero_become_minus_one_and_one()
    {
        Assert.Equal([-1f, 1f], Transformed(new Standardize(), [10000000, 10000001]));
        Assert.Equal([-1f, 1f], Transformed(new Standardize(), [float.MaxValue, float.MinValue]).Reverse());
    }

    [Fact]
    public void A_range_that_no_float_holds_is_stretched() => Assert.Equal([1f, 0f], Transformed(new MinMax(), [2.5e38f, -1e38f]));

    [Theory]
    [MemberData(nameof(Columns))]
    public void Standardize_gives_the_mean_0_and_the_deviation_1(float[] column)
    {
        var standardize = new Standardize();

        var outputs = Transformed(standardize, column);

        Assert.Equal(0, outputs.Average(x => (double)x), 1e-6);
        Assert.Equal(1, Math.Sqrt(outputs.Average(x => (double)x * x)), 1e-6);
        Assert.Equal(column, Restored(standardize, outputs).Select((x, i) => Near(x, column[i], column) ? column[i] : x));
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public void MinMax_gives_the_bounds_exactly(float[] column)
    {
        foreach (var bounds in Bounds)
        {
            var (lower, upper) = ((float)bounds[0], (float)bounds[1]);
            var minMax = new MinMax(lower, upper);

            var outputs = Transformed(minMax, column);

            Assert.Equal(lower, outputs[Array.IndexOf(column, column.Min())]);
            Assert.Equal(upper, outputs[Array.IndexOf(column, column.Max())]);
            Assert.All(outputs, x => Assert.InRange(x, lower, upper));
        }
    }

    [Theory]
    [MemberData(nameof(Constants))]
    public void A_place_with_one_value_is_only_moved(float value)
    {
        float[] column = [.. Enumerable.Repeat(value, 1001)];

        Assert.All(Transformed(new Standardize(), column), x => Assert.Equal(0, x));
        Assert.All(Transformed(new MinMax(-2, 5), column), x => Assert.Equal(-2, x));
        var standardize = new Standardize();
        standardize.Fit(column, 1);
        Assert.Equal([value], standardize.Mean.ToArray());
        Assert.Equal([1f], standardize.Deviation.ToArray());
    }

    [Fact]
    public void The_mean_of_many_values_near_the_greatest_float_does_not_overflow()
    {
        var standardize = new Standardize();
        standardize.Fit([.. Enumerable.Range(0, 10_000).Select(i => i % 2 == 0 ? 3e38f : 3.2e38f)], 1);

        Assert.Equal(3.1e38f, standardize.Mean[0]);
        Assert.Equal(0.1e38, standardize.Deviation[0], 0.1e33);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(37)]
    public void A_value_is_the_formula_in_double_rounded_once_whatever_the_vectors(int length)
    {
        var random = new Random(length);
        float[] features = [.. Enumerable.Range(0, 50 * length).Select(i => (1e6f * (i % length)) + random.NextSingle())];
        Preprocessor[] all = [new Standardize(), new MinMax(-1, 3)];
        foreach (var preprocessor in all)
        {
            var outputs = Transformed(preprocessor, features, length);
            var restored = Restored(preprocessor, outputs);

            var saved = preprocessor.Save();
            var (shift, scale, origin) = (saved[0].Values, saved[1].Values, preprocessor is MinMax ? -1d : 0);
            for (var i = 0; i < features.Length; i++)
            {
                var place = i % length;
                Assert.Equal((float)(((features[i] - shift[place]) / scale[place]) + origin), outputs[i]);
                Assert.Equal((float)Math.FusedMultiplyAdd(outputs[i] - origin, scale[place], shift[place]), restored[i]);
            }
        }
    }

    [Fact]
    public void A_transformation_allocates_nothing()
    {
        var standardize = new Standardize();
        var values = new float[37 * 4];
        values.AsSpan(37).Fill(2);
        standardize.Fit(values, 37);
        standardize.Transform(values, values);

        Assert.Equal(0, Allocations.Of(() => standardize.Transform(values, values)));
    }

    private static float[] Transformed(Preprocessor preprocessor, float[] features, int length = 1)
    {
        preprocessor.Fit(features, length);
        var outputs = new float[features.Length];
        preprocessor.Transform(features, outputs);
        return outputs;
    }

    private static float[] Restored(Preprocessor preprocessor, float[] outputs)
    {
        var restored = new float[outputs.Length];
        preprocessor.Inverse(outputs, restored);
        return restored;
    }

    /// <summary>Whether two values differ by no more than the transformed one's rounding makes of the column's range.</summary>
    private static bool Near(float actual, float expected, float[] column) =>
        Math.Abs((double)actual - expected) <= (((double)column.Max() - column.Min()) * 1e-6) + (0.5 * Math.Abs((double)MathF.BitIncrement(expected) - expected));
}
