using NetGen.Losses;
using NetGen.Runtime.Tests.Kernels;
using NetGen.Runtime.Tests.Testing;

namespace NetGen.Runtime.Tests.Losses;

/// <summary>Losses with a weight for each sample: sum(w l) / N, whatever the weights add up to.</summary>
public class WeightedLossTests
{
    private const int Samples = 6;

    private static readonly float[] Weights = [0, 1, 2, 0.25f, 10, 1];

    private static readonly float[] Ones = [1, 1, 1, 1, 1, 1];

    [Fact]
    public void The_gradient_of_cross_entropy_is_its_slope()
    {
        const int Classes = 5;
        float[] logits = Bits.Values(Samples * Classes, seed: 1, -4, 4), gradient = new float[logits.Length];
        int[] labels = [0, 1, 2, 3, 4, 0];
        double Loss(double[] x) => Enumerable.Range(0, Samples).Sum(row =>
        {
            double[] values = x[(row * Classes)..((row + 1) * Classes)];
            return Weights[row] * (Math.Log(values.Sum(Math.Exp)) - values[labels[row]]);
        }) / Samples;

        var result = CrossEntropy.Gradient(logits, labels, Weights, gradient);

        Assert.Equal(Loss([.. logits]), result.Loss, 1e-5);
        FiniteDifference.AssertSlopes(logits, gradient, Loss);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(17)]
    public void The_gradient_of_binary_cross_entropy_is_its_slope(int outputs)
    {
        float[] logits = Bits.Values(Samples * outputs, seed: outputs, -4, 4), gradient = new float[logits.Length];
        float[] labels = Bits.Values(logits.Length, seed: 2, 0, 1);
        double Loss(double[] x) => x.Select((logit, i) => Weights[i / outputs] * (Math.Log(1 + Math.Exp(logit)) - (logit * labels[i]))).Average();

        var result = BinaryCrossEntropy.Gradient(logits, labels, Weights, gradient);

        Assert.Equal(Loss([.. logits]), result.Loss, 1e-5);
        FiniteDifference.AssertSlopes(logits, gradient, Loss);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(17)]
    public void The_gradient_of_mean_squared_error_is_its_slope(int outputs)
    {
        float[] predictions = Bits.Values(Samples * outputs, seed: outputs), gradient = new float[predictions.Length];
        float[] targets = Bits.Values(predictions.Length, seed: 2);
        double Loss(double[] x) => x.Select((prediction, i) => Weights[i / outputs] * (prediction - targets[i]) * (prediction - targets[i])).Average();

        var result = MeanSquaredError.Gradient(predictions, targets, Weights, gradient);

        Assert.Equal(Loss([.. predictions]), result.Loss, 1e-5);
        FiniteDifference.AssertSlopes(predictions, gradient, Loss);
    }

    [Fact]
    public void Weights_of_1_are_no_weights_within_rounding()
    {
        float[] logits = Bits.Values(Samples * 5, seed: 3, -4, 4), labels = Bits.Values(logits.Length, seed: 4, 0, 1);
        int[] classes = [4, 3, 2, 1, 0, 2];

        AssertSame(g => CrossEntropy.Gradient(logits, classes, default, g), g => CrossEntropy.Gradient(logits, classes, Ones, g), logits.Length);
        AssertSame(g => BinaryCrossEntropy.Gradient(logits, labels, default, g), g => BinaryCrossEntropy.Gradient(logits, labels, Ones, g), logits.Length);
        AssertSame(g => MeanSquaredError.Gradient(logits, labels, default, g), g => MeanSquaredError.Gradient(logits, labels, Ones, g), logits.Length);
        AssertSame(g => Huber.Gradient(logits, labels, default, g, 0.5f), g => Huber.Gradient(logits, labels, Ones, g, 0.5f), logits.Length);
    }

    [Fact]
    public void Weights_of_a_loss_with_options_weigh_each_sample()
    {
        float[] logits = Bits.Values(Samples * 5, seed: 6, -4, 4), labels = Bits.Values(logits.Length, seed: 7, -1, 1), gradient = new float[logits.Length];
        var result = Huber.Gradient(logits, labels, Weights, gradient, 0.75f);

        double Of(int sample) => Huber.Evaluate(logits.AsSpan(sample * 5, 5), labels.AsSpan(sample * 5, 5), 0.75f).Loss;
        Assert.Equal(Enumerable.Range(0, Samples).Sum(sample => Weights[sample] * Of(sample)) / Samples, result.Loss, 1e-6);
        for (var i = 0; i < gradient.Length; i++)
            Assert.Equal(Math.Clamp(logits[i] - labels[i], -0.75f, 0.75f) / 5 * Weights[i / 5] / Samples, gradient[i], 1e-6f);
        Assert.Equal(0, Allocations.Of(() => Huber.Gradient(logits, labels, Weights, gradient, 0.75f)));
    }

    [Fact]
    public void The_gradient_may_take_the_place_of_the_logits()
    {
        float[] logits = Bits.Values(Samples * 5, seed: 5, -4, 4), apart = new float[logits.Length];
        int[] classes = [4, 3, 2, 1, 0, 2];
        var expected = CrossEntropy.Gradient(logits, classes, Weights, apart);

        Assert.Equal(expected, CrossEntropy.Gradient(logits, classes, Weights, logits));
        Assert.Equal(apart, logits);
    }

    [Fact]
    public void Lengths_that_do_not_fit_the_weights_are_refused()
    {
        Assert.Throws<ArgumentException>("logits", () => MeanSquaredError.Gradient(new float[7], new float[7], new float[3], new float[7]));
        Assert.Throws<ArgumentException>("labels", () => CrossEntropy.Gradient(new float[6], [0, 0], new float[3], new float[6]));
    }

    private static void AssertSame(Func<float[], LossResult> plain, Func<float[], LossResult> weighted, int length)
    {
        float[] expected = new float[length], actual = new float[length];
        LossResult one = plain(expected), other = weighted(actual);
        Assert.Equal(one.Loss, other.Loss, 1e-6);
        Assert.Equal((one.Correct, one.Count), (other.Correct, other.Count));
        for (int i = 0; i < length; i++)
            Near.Within(expected[i], 4 * Near.Rounding * Math.Abs(expected[i])).Check(actual[i], "gradient", i);
    }
}
