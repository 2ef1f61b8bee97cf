using NetGen.Losses;

namespace NetGen.Runtime.Tests.Losses;

/// <summary>Logits that are huge, infinite or NaN, and labels that nothing checked before.</summary>
public class SpecialLogitTests
{
    private const float Infinite = float.PositiveInfinity;

    // Where a value stands decides whether a full vector, a tail or the reduction has to see it.
    public static TheoryData<int, int> Places => new() { { 3, 0 }, { 3, 2 }, { 16, 15 }, { 17, 0 }, { 17, 16 }, { 130, 70 }, { 130, 129 } };

    [Theory, MemberData(nameof(Places))]
    public void NaN_makes_the_row_of_a_cross_entropy_NaN_and_a_miss(int classes, int place) => AssertSpoiled(classes, place, float.NaN, label: 1);

    [Theory, MemberData(nameof(Places))]
    public void Plus_infinity_makes_the_row_of_a_cross_entropy_NaN(int classes, int place) => AssertSpoiled(classes, place, Infinite, label: 1);

    [Theory, MemberData(nameof(Places))]
    public void Minus_infinity_is_a_class_without_a_share(int classes, int place)
    {
        float[] logits = new float[classes], gradient = new float[classes];
        logits[place] = -Infinite;
        int other = (place + 1) % classes;
        LossResult result = CrossEntropy.Gradient(logits, [other], gradient);
        Assert.Equal(Math.Log(classes - 1), result.Loss, 1e-6);
        Assert.Equal(0, gradient[place]);
        Assert.Equal(result, CrossEntropy.Evaluate(logits, [other]));

        Assert.Equal(double.PositiveInfinity, CrossEntropy.Gradient(logits, [place], gradient).Loss);
        Assert.Equal(-1, gradient[place]);
        Assert.All(gradient, slope => Assert.True(float.IsFinite(slope)));
    }

    [Fact]
    public void Minus_infinity_alone_is_no_distribution()
    {
        float[] gradient = new float[5];
        Assert.True(double.IsNaN(CrossEntropy.Gradient([-Infinite, -Infinite, -Infinite, -Infinite, -Infinite], [2], gradient).Loss));
        Assert.All(gradient, slope => Assert.True(float.IsNaN(slope)));
    }

    [Theory]
    [InlineData(1e30f)]
    [InlineData(-1e30f)]
    [InlineData(float.MaxValue)]
    [InlineData(float.MinValue)]
    public void Huge_logits_do_not_overflow_a_cross_entropy(float huge)
    {
        float[] logits = new float[20], gradient = new float[20];
        Array.Fill(logits, huge);
        LossResult result = CrossEntropy.Gradient(logits, [19], gradient);
        Assert.Equal(Math.Log(20), result.Loss, 1e-6);
        Assert.Equal(1 / 20.0, gradient[0], 1e-7);
        Assert.Equal(1 / 20.0 - 1, gradient[19], 1e-7);
    }

    [Fact]
    public void A_bad_label_is_named_and_nothing_is_written()
    {
        float[] gradient = [7, 7, 7, 7, 7, 7];
        foreach (int bad in (int[])[-1, 3, int.MaxValue, int.MinValue])
        {
            var inGradient = Assert.Throws<ArgumentOutOfRangeException>("labels", () => CrossEntropy.Gradient(new float[6], [0, bad], gradient));
            Assert.Contains($"Label 1 is {bad}; expected a class index from 0 to 2.", inGradient.Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentOutOfRangeException>("labels", () => CrossEntropy.Evaluate(new float[6], [0, bad]));
        }

        Assert.All(gradient, value => Assert.Equal(7, value));
    }

    [Fact]
    public void Labels_without_logits_are_refused()
    {
        Assert.Throws<ArgumentException>("logits", () => CrossEntropy.Evaluate([], [0, 1]));
        Assert.Throws<ArgumentException>("logits", () => CrossEntropy.Gradient([], [0, 1], []));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(16, 3)]
    [InlineData(17, 16)]
    public void A_logit_of_NaN_is_no_hit_of_a_binary_cross_entropy(int count, int place)
    {
        foreach (float label in (float[])[0, 1])
        {
            float[] logits = new float[count], labels = new float[count], gradient = new float[count];
            Array.Fill(logits, label > 0 ? 1 : -1);
            Array.Fill(labels, label);
            logits[place] = float.NaN;
            LossResult result = BinaryCrossEntropy.Gradient(logits, labels, gradient);
            Assert.Equal(count - 1, result.Correct);
            Assert.True(double.IsNaN(result.Loss));
            Assert.True(float.IsNaN(gradient[place]));
            Assert.Equal(1, gradient.Count(float.IsNaN));
            Assert.Equal(count - 1, BinaryCrossEntropy.Evaluate(logits, labels).Correct);
        }
    }

    [Fact]
    public void An_infinite_logit_on_the_wrong_side_is_infinitely_wrong()
    {
        float[] gradient = new float[2];
        Assert.Equal(new LossResult(double.PositiveInfinity, 0, 2), BinaryCrossEntropy.Gradient([Infinite, -Infinite], [0, 1], gradient));
        Assert.Equal([0.5f, -0.5f], gradient);
    }

    [Fact]
    public void NaN_passes_through_a_mean_squared_error()
    {
        float[] gradient = new float[3];
        Assert.True(double.IsNaN(MeanSquaredError.Gradient([1, float.NaN, 3], [1, 1, 1], gradient).Loss));
        Assert.Equal([false, true, false], gradient.Select(float.IsNaN));
    }

    private static void AssertSpoiled(int classes, int place, float value, int label)
    {
        float[] logits = new float[2 * classes], gradient = new float[2 * classes];
        logits[place] = value;
        logits[classes + label] = 5;
        LossResult result = CrossEntropy.Gradient(logits, [label, label], gradient);
        Assert.True(double.IsNaN(result.Loss));
        Assert.Equal(1, result.Correct);
        Assert.All(gradient[..classes], slope => Assert.True(float.IsNaN(slope)));
        Assert.All(gradient[classes..], slope => Assert.True(float.IsFinite(slope)));
        Assert.Equal(result, CrossEntropy.Evaluate(logits, [label, label]));
    }
}
