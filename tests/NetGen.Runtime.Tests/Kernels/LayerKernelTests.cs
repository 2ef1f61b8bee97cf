using NetGen.Kernels;
using NetGen.Kernels.Vectors;

namespace NetGen.Runtime.Tests.Kernels;

public sealed class LayerKernelTests
{
    [Fact]
    public void Softmax_rows_sum_to_one_and_its_gradient_follows_the_formula()
    {
        for (int width = 1; width <= 40; width++)
        {
            float[] x = Bits.Values(3 * width, seed: width);
            float[] g = Bits.Values(3 * width, seed: 100 + width);
            float[] y = Bits.Guarded(x.Length);
            var dx = new float[x.Length];
            Softmax.Forward(3, x, y.AsSpan(0, x.Length));
            Softmax.Backward(3, y.AsSpan(0, x.Length), g, dx);
            for (int row = 0; row < 3; row++)
            {
                double[] e = [.. x.Skip(row * width).Take(width).Select(value => Math.Exp(value))];
                double mean = Enumerable.Range(0, width).Sum(i => e[i] / e.Sum() * g[row * width + i]);
                for (int i = 0; i < width; i++)
                {
                    Bits.AssertClose(e[i] / e.Sum(), y[row * width + i], 3e-7);
                    Bits.AssertClose(e[i] / e.Sum() * (g[row * width + i] - mean), dx[row * width + i], 1e-6);
                }
            }

            Bits.AssertUntouchedPast(y, x.Length);
            Softmax.Forward(3, x, x);
            Assert.Equal(y[..x.Length], x);
        }
    }

    [Fact]
    public void Softmax_survives_huge_logits()
    {
        float[] y = [1e4f, -1e4f, float.NegativeInfinity];
        Softmax.Forward(1, y, y);
        Assert.Equal([1f, 0f, 0f], y);
    }

    [Fact]
    public void Dropout_draws_the_same_mask_again_at_its_rate_and_in_parts()
    {
        var mask = new DropoutMask(1, 2, 3);
        float[] ones = [.. Enumerable.Repeat(1f, 64_000)];
        var y = new float[ones.Length];
        var other = new float[ones.Length];
        Dropout.Forward(ones, y, 0.2f, mask);
        Dropout.Backward(ones, other, 0.2f, mask);
        Assert.Equal(y, other);
        Assert.All(y, value => Assert.True(value is 0 or 1.25f));
        Assert.InRange(y.Count(value => value == 0), 12_400, 13_200);
        Array.Clear(other);
        for (int part = 6; part >= 0; part--)
        {
            var pass = new Dropout.Pass(ones, other, 0.2f, mask);
            Dispatch.Run(ref pass, part, parts: 7);
        }

        Assert.Equal(y, other);
        foreach (var different in new[] { mask with { Seed = 2 }, mask with { Layer = 3 }, mask with { Step = 4 } })
        {
            Dropout.Forward(ones, other, 0.2f, different);
            Assert.NotEqual(y, other);
        }

        for (int length = 0; length <= 130; length++)
        {
            float[] some = Bits.Guarded(ones.AsSpan(0, length));
            Dropout.Forward(some.AsSpan(0, length), some.AsSpan(0, length), 0.2f, mask);
            Assert.Equal(y[..length], some[..length]);
            Bits.AssertUntouchedPast(some, length);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => Dropout.Forward(ones, y, 1, mask));
    }

    [Fact]
    public void PRelu_and_its_gradients_follow_the_formula()
    {
        for (int channels = 1; channels <= 35; channels++)
        {
            float[] x = Bits.Values(4 * channels, seed: channels);
            float[] g = Bits.Values(4 * channels, seed: 50 + channels);
            float[] alpha = Bits.Values(channels, seed: 90 + channels);
            var y = new float[x.Length];
            float[] dx = (float[])g.Clone();
            float[] dAlpha = Bits.Guarded(channels);
            PRelu.Forward(4, x, alpha, y);
            PRelu.Backward(4, x, alpha, dx, dx, dAlpha.AsSpan(0, channels));
            for (int i = 0; i < x.Length; i++)
            {
                Assert.Equal(x[i] > 0 ? x[i] : x[i] * alpha[i % channels], y[i]);
                Assert.Equal(x[i] > 0 ? g[i] : g[i] * alpha[i % channels], dx[i]);
            }

            for (int c = 0; c < channels; c++)
                Bits.AssertClose(Enumerable.Range(0, 4).Sum(row => Math.Min(0.0, x[row * channels + c]) * g[row * channels + c]), dAlpha[c], 1e-6);
            Bits.AssertUntouchedPast(dAlpha, channels);
        }
    }

    [Fact]
    public void Penalties_and_their_gradients_follow_the_formula()
    {
        float[] w = [.. Bits.Values(37, seed: 1), 0];
        float[] g = Bits.Guarded(new float[w.Length]);
        double penalty = Regularizer.AddGradient(w, 0.1f, 0.01f, g.AsSpan(0, w.Length));
        Bits.AssertClose(w.Sum(value => 0.1f * Math.Abs((double)value) + 0.01f * (double)value * value), penalty, 1e-9);
        for (int i = 0; i < w.Length; i++)
            Bits.AssertClose(0.1f * Math.Sign(w[i]) + 0.02f * w[i], g[i], 1e-6);
        Bits.AssertUntouchedPast(g, w.Length);
    }
}
