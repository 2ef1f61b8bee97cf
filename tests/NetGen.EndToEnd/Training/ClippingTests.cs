using NetGen.EndToEnd.Networks;

namespace NetGen.EndToEnd.Training;

/// <summary>Gradients that are clipped before a step, by value, by the norm of each tensor and by the norm of all.</summary>
public class ClippingTests
{
    private const double Limit = 0.02;

    private static Dataset<float> Data { get; } = MakeData();

    private static float[] Start => new Regression(seed: 3).Parameters.ToArray();

    /// <summary>The gradient of the whole loss, the declared penalties included.</summary>
    private static float[] Gradient
    {
        get
        {
            var network = new Regression(seed: 3);
            var gradients = new float[Regression.ParameterCount];
            network.Gradient(Data.Features, Data.Labels, gradients);
            return gradients;
        }
    }

    [Fact]
    public void By_value_each_derivative_is_cut()
    {
        var expected = Gradient.Select(g => Math.Clamp(g, -Limit, Limit)).ToArray();

        Assert.Contains(expected, g => Math.Abs(g) == Limit);
        Assert.Contains(expected, g => Math.Abs(g) < Limit);
        ShouldStep(expected, new Sgd(1) { ClipValue = Limit });
        ShouldFit(new Sgd(1) { ClipValue = Limit }, options => options.ClipValue = Limit);
    }

    [Fact]
    public void By_norm_each_tensor_is_scaled_for_itself()
    {
        var gradient = Gradient;
        var expected = new double[gradient.Length];
        var scaled = 0;
        foreach (var (start, length) in Tensors())
        {
            var norm = Norm(gradient.AsSpan(start, length));
            scaled += norm > 1.1 ? 1 : 0;
            for (var i = start; i < start + length; i++)
                expected[i] = norm > 1.1 ? gradient[i] * 1.1 / norm : gradient[i];
        }

        Assert.InRange(scaled, 1, 3);
        ShouldStep(expected, new Sgd(1) { ClipNorm = 1.1 });
        ShouldFit(new Sgd(1) { ClipNorm = 1.1 }, options => options.ClipNorm = 1.1);
    }

    [Fact]
    public void By_the_global_norm_all_are_scaled_alike()
    {
        var gradient = Gradient;
        var norm = Norm(gradient);

        ShouldStep([.. gradient.Select(g => g * Limit / norm)], new Sgd(1) { GlobalClipNorm = Limit });
        ShouldStep([.. gradient.Select(g => (double)g)], new Sgd(1) { GlobalClipNorm = norm * 1.001 });
        ShouldFit(new Sgd(1) { GlobalClipNorm = Limit }, options => options.GlobalClipNorm = Limit);
    }

    [Fact]
    public void The_penalty_of_the_options_is_in_what_is_clipped()
    {
        var network = new Regression(seed: 3);
        network.Fit(Data, new() { BatchSize = Data.Count, Shuffle = false, L2 = 1000, ClipValue = Limit, Optimizer = new Sgd(1) });

        // Kernels pull so strongly that every weight moves by the limit.
        foreach (var (start, length) in Tensors().Where((_, i) => i % 2 == 0))
        {
            for (var i = start; i < start + length; i++)
                Assert.Equal(Limit, Math.Abs(network.Parameters[i] - Start[i]), 1e-6);
        }
    }

    [Theory]
    [InlineData(1e30f)]
    [InlineData(1e-30f)]
    public void Norms_beyond_the_squares_of_a_float_are_right(float scale)
    {
        var data = Dataset.Regression([1, 0, 0, 0], [scale, 0, 0], 1);
        var network = new Regression(seed: 3);
        Array.Clear(Start);
        network.Parameters.Clear();
        // A step by itself: a Fit ends where the loss, the square of that, is not finite.
        network.TrainStep(data.Features, data.Labels, new Sgd(1) { GlobalClipNorm = scale * 0.25 });

        // The last bias alone has a gradient: -2 scale / 3.
        Assert.Equal(0.25 * scale, Norm(network.Parameters), scale * 1e-6);
    }

    [Fact]
    public void A_gradient_that_is_not_finite_does_not_pass_for_a_clipped_one()
    {
        foreach (var optimizer in new[] { new Sgd(1) { ClipNorm = 1 }, new Sgd(1) { GlobalClipNorm = 1 }, new Sgd(1) { ClipValue = 1 } })
        {
            var network = new Regression(seed: 3);
            network.TrainStep([float.NaN, 0, 0, 0], [0, 0, 0], optimizer);
            Assert.Contains(network.Parameters.ToArray(), float.IsNaN);
            if (optimizer.GlobalClipNorm is not null)
                Assert.All(network.Parameters.ToArray(), value => Assert.True(float.IsNaN(value)));
        }
    }

    [Fact]
    public void A_clipped_step_allocates_nothing()
    {
        foreach (var optimizer in new Optimizer[] { new Adam { ClipNorm = 0.1 }, new Adam { GlobalClipNorm = 0.1 }, new RmsProp { ClipValue = 0.1 } })
        {
            var network = new Regression(seed: 3);
            void Step() => network.TrainStep(Data.Features, Data.Labels, optimizer);
            Step();
            Assert.Equal(0, Allocations.Of(Step));
        }
    }

    [Fact]
    public void Two_ways_at_once_are_refused()
    {
        var error = Assert.Throws<ArgumentException>("GlobalClipNorm", () => new Adam { ClipValue = 1, GlobalClipNorm = 2 });
        Assert.Contains("'ClipValue' and 'GlobalClipNorm' are set; expected at most one of 'ClipValue', 'ClipNorm' and 'GlobalClipNorm'.", error.Message);
        Assert.Throws<ArgumentException>("ClipNorm", () => new Sgd { ClipNorm = 1, ClipValue = 1 });
        Refused<ArgumentException>("ClipNorm", "'ClipValue' and 'ClipNorm' are set", new() { ClipValue = 1, ClipNorm = 1 });
        Refused<ArgumentException>(
            "Optimizer", "The options clip gradients (ClipNorm 1), and so does their Adam (ClipValue 0.5); set one of them.", new() { ClipNorm = 1, Optimizer = new Adam { ClipValue = 0.5 } });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Limits_that_are_none_are_refused(double limit)
    {
        Assert.Throws<ArgumentOutOfRangeException>("ClipValue", () => new Adam { ClipValue = limit });
        Assert.Throws<ArgumentOutOfRangeException>("ClipNorm", () => new Sgd { ClipNorm = limit });
        Assert.Throws<ArgumentOutOfRangeException>("GlobalClipNorm", () => new RmsProp { GlobalClipNorm = limit });
        Refused<ArgumentOutOfRangeException>("ClipValue", "finite and above 0", new() { ClipValue = limit });
        Refused<ArgumentOutOfRangeException>("ClipNorm", "finite and above 0", new() { ClipNorm = limit });
        Refused<ArgumentOutOfRangeException>("GlobalClipNorm", "finite and above 0", new() { GlobalClipNorm = limit });
        Refused<ArgumentOutOfRangeException>("MaxNorm", "finite and above 0", new() { MaxNorm = limit });
    }

    [Fact]
    public void Lbfgs_does_without()
    {
        Assert.Contains("Lbfgs looks for a minimum", Assert.Throws<ArgumentException>(() => new Lbfgs { ClipNorm = 1 }).Message);
        Refused<ArgumentException>("Optimizer", "use it without 'ClipValue', 'ClipNorm' and 'GlobalClipNorm'", new() { Optimizer = new Lbfgs(), ClipValue = 1 });
        Refused<ArgumentException>("optimizer", "max-norm of 'hidden.kernel'", new() { Optimizer = new Lbfgs(), MaxNorm = 1 });
        new Regression(seed: 3).Fit(Data, new() { Optimizer = new Lbfgs() });
    }

    private static void Refused<TException>(string name, string words, FitOptions<float> options)
        where TException : ArgumentException
    {
        var network = new Regression(seed: 3);
        Assert.Contains(words, Assert.Throws<TException>(name, () => network.Fit(Data, options)).Message);
        Assert.Equal(Start, network.Parameters.ToArray());
        Assert.Equal(0, network.Steps);
    }

    private static void ShouldStep(double[] gradient, Optimizer optimizer)
    {
        var network = new Regression(seed: 3);
        network.TrainStep(Data.Features, Data.Labels, optimizer);
        for (var i = 0; i < gradient.Length; i++)
            Assert.Equal(Start[i] - gradient[i], network.Parameters[i], 1e-6);
    }

    /// <summary>The options clip as the optimizer does, to the bit, and not as none does.</summary>
    private static void ShouldFit(Optimizer clipping, Action<FitOptions<float>> clip)
    {
        float[] Fitted(Optimizer optimizer, Action<FitOptions<float>> change)
        {
            var network = new Regression(seed: 3);
            var options = new FitOptions<float> { Epochs = 3, BatchSize = 4, Optimizer = optimizer };
            change(options);
            network.Fit(Data, options);
            return network.Parameters.ToArray();
        }

        var expected = Fitted(clipping, _ => { });
        Assert.Equal(expected, Fitted(new Sgd(1), clip));
        Assert.NotEqual(expected, Fitted(new Sgd(1), _ => { }));
    }

    private static IEnumerable<(int Start, int Length)> Tensors()
    {
        // hidden: 4 x 17 and 17, then 17 x 3 and 3.
        var start = 0;
        foreach (var length in new[] { 68, 17, 51, 3 })
        {
            yield return (start, length);
            start += length;
        }
    }

    private static double Norm(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (var value in values)
            sum += (double)value * value;
        return Math.Sqrt(sum);
    }

    private static Dataset<float> MakeData()
    {
        var random = new Random(5);
        var features = Enumerable.Range(0, 10 * Regression.InputLength).Select(_ => 2 * random.NextSingle() - 1).ToArray();
        return Dataset.Regression(features, [.. Enumerable.Range(0, 10 * Regression.OutputLength).Select(_ => 3 * random.NextSingle())], 10);
    }
}
