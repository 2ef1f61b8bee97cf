using NetGen.Losses;
using NetGen.Runtime.Tests.Kernels;

namespace NetGen.Runtime.Tests.Losses;

public sealed class LossTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 10)]
    [InlineData(3, 16)]
    [InlineData(4, 37)]
    public void Cross_entropy_and_its_gradient_follow_the_closed_form(int rows, int classes)
    {
        float[] x = Bits.Values(rows * classes, seed: 1);
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => row * 7 % classes)];
        float[] g = Bits.Guarded(x.Length);
        var result = CrossEntropy.Gradient(x, labels, g.AsSpan(0, x.Length));
        double loss = 0;
        for (int row = 0; row < rows; row++)
        {
            double[] e = [.. x.Skip(row * classes).Take(classes).Select(value => Math.Exp(value))];
            loss -= Math.Log(e[labels[row]] / e.Sum()) / rows;
            for (int i = 0; i < classes; i++)
                Bits.AssertClose((e[i] / e.Sum() - (i == labels[row] ? 1 : 0)) / rows, g[row * classes + i], 2e-7);
        }

        Bits.AssertClose(loss, result.Loss, 1e-6);
        Bits.AssertUntouchedPast(g, x.Length);
        Assert.Equal(result, CrossEntropy.Evaluate(x, labels));
        Assert.Equal(result, CrossEntropy.Gradient(x, labels, x));
        Assert.Equal(g[..x.Length], x);
    }

    [Fact]
    public void Cross_entropy_survives_extreme_logits_and_counts_hits()
    {
        float[] x = [1e4f, -1e4f, float.NegativeInfinity, -1e4f, 1e4f, 0];
        var g = new float[6];
        var result = CrossEntropy.Gradient(x, [0, 0], g);
        Assert.Equal(new LossResult(1e4, 1, 2), result);
        Assert.Equal([0f, 0f, 0f, -0.5f, 0.5f, 0f], g);
        Assert.Equal(0, CrossEntropy.Evaluate([1, 1], [1]).Correct);
    }

    [Fact]
    public void Binary_cross_entropy_and_mean_squared_error_follow_their_formulas_at_every_length()
    {
        for (int n = 1; n <= 130; n++)
        {
            float[] x = Bits.Values(n, seed: n, -8, 8);
            float[] y = Bits.Values(n, seed: 200 + n, 0, 1);
            float[] g = Bits.Guarded(n);
            var binary = BinaryCrossEntropy.Gradient(x, y, g.AsSpan(0, n));
            Bits.AssertClose(x.Zip(y, (a, b) => Math.Log(1 + Math.Exp(a)) - (double)a * b).Average(), binary.Loss, 1e-6);
            Assert.Equal(x.Zip(y, (a, b) => a > 0 == b > 0.5f).Count(hit => hit), binary.Correct);
            for (int i = 0; i < n; i++)
                Bits.AssertClose((1 / (1 + Math.Exp(-x[i])) - y[i]) / n, g[i], 2e-7);
            Assert.Equal(binary, BinaryCrossEntropy.Evaluate(x, y));

            var squared = MeanSquaredError.Gradient(x, y, g.AsSpan(0, n));
            Bits.AssertClose(x.Zip(y, (a, b) => ((double)a - b) * ((double)a - b)).Average(), squared.Loss, 1e-6);
            for (int i = 0; i < n; i++)
                Bits.AssertClose(2 * ((double)x[i] - y[i]) / n, g[i], 2e-6);
            Assert.Equal(squared, MeanSquaredError.Evaluate(x, y));
            Bits.AssertUntouchedPast(g, n);
        }
    }

    [Fact]
    public void Binary_cross_entropy_survives_extreme_logits()
    {
        float[] x = [1e4f, -1e4f, float.PositiveInfinity, float.NegativeInfinity];
        var g = new float[4];
        Assert.Equal(new LossResult(0, 4, 4), BinaryCrossEntropy.Gradient(x, [1, 0, 1, 0], g));
        Assert.All(g, value => Assert.Equal(0, value));
        Assert.Equal(1e4, BinaryCrossEntropy.Evaluate([1e4f], [0]).Loss);
    }

    [Fact]
    public void Wrong_labels_and_lengths_are_named()
    {
        var wrong = Assert.Throws<ArgumentOutOfRangeException>(() => CrossEntropy.CheckLabels([0, 9, 10], 10));
        Assert.Equal("labels", wrong.ParamName);
        Assert.Contains("Label 2 is 10", wrong.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossEntropy.CheckLabels([-1], 10));
        CrossEntropy.CheckLabels([0, 9], 10);
        foreach (float label in new[] { -0.1f, 1.1f, float.NaN })
            Assert.Equal("labels", Assert.Throws<ArgumentOutOfRangeException>(() => BinaryCrossEntropy.CheckLabels([0, 1, label])).ParamName);
        Assert.Throws<ArgumentException>(() => CrossEntropy.Evaluate(new float[5], new int[2]));
        Assert.Throws<ArgumentException>(() => MeanSquaredError.Evaluate(new float[5], new float[4]));
        Assert.Throws<ArgumentException>(() => BinaryCrossEntropy.Evaluate([], []));
        Assert.Throws<ArgumentException>(() => Huber.Evaluate(new float[5], new float[4], 1));
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_delta_that_is_none_is_refused(float delta)
    {
        Assert.Throws<ArgumentOutOfRangeException>("delta", () => Huber.Evaluate([1], [1], delta));
        Assert.Throws<ArgumentOutOfRangeException>("delta", () => Huber.Gradient([1], [1], new float[1], delta));
        Assert.Throws<ArgumentOutOfRangeException>("delta", () => Huber.Gradient([1], [1], [1], new float[1], delta));
    }

    [Fact]
    public void A_Huber_loss_of_what_is_not_finite_is_not_finite()
    {
        var gradient = new float[3];
        Assert.True(double.IsNaN(Huber.Gradient([1, float.NaN, 3], [1, 1, 1], gradient, 1).Loss));
        Assert.Equal([0, float.NaN, 1f / 3], gradient);
        Assert.Equal(double.PositiveInfinity, Huber.Gradient([float.NegativeInfinity, 0, 0], [0, 0, 0], gradient, 2).Loss);
        Assert.Equal([-2f / 3, 0, 0], gradient);
    }
}
