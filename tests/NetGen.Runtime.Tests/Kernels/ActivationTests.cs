using NetGen.Kernels;

namespace NetGen.Runtime.Tests.Kernels;

public sealed class ActivationTests
{
    private const double FiniteStep = 1e-5;

    private delegate void Run(ReadOnlySpan<float> input, Span<float> output);

    private delegate void RunBackward(ReadOnlySpan<float> output, ReadOnlySpan<float> gradient, Span<float> inputGradient);

    public static TheoryData<string> Names => [.. Cases.Keys];

    /// <summary>The formulas in double, and where the derivative jumps.</summary>
    private static Dictionary<string, (Run Forward, RunBackward Backward, Func<double, double> Formula, double[] Kinks)> Cases { get; } = new()
    {
        ["linear"] = Case<Linear>(default, x => x),
        ["relu"] = Case<Relu>(default, x => Math.Max(x, 0), 0),
        ["leaky relu"] = Case(new LeakyRelu(0.01f), x => x > 0 ? x : 0.01f * x, 0),
        ["relu6"] = Case<Relu6>(default, x => Math.Min(Math.Max(x, 0), 6), 0, 6),
        ["elu"] = Case(new Elu(1), x => x > 0 ? x : Math.Exp(x) - 1),
        ["elu 0.7"] = Case(new Elu(0.7f), x => x > 0 ? x : 0.7f * (Math.Exp(x) - 1), 0),
        ["softplus"] = Case<Softplus>(default, x => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)))),
        ["sigmoid"] = Case<Sigmoid>(default, x => 1 / (1 + Math.Exp(-x))),
        ["tanh"] = Case<Tanh>(default, Math.Tanh),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Forward_follows_the_formula(string name)
    {
        float[] x = Bits.Values(1000, seed: 1, from: -9, to: 9);
        var y = new float[x.Length];
        Cases[name].Forward(x, y);
        for (int i = 0; i < x.Length; i++)
            Bits.AssertClose(Cases[name].Formula(x[i]), y[i], 3e-7, $"at {x[i]}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Backward_is_the_slope_of_the_formula(string name)
    {
        var (forward, backward, formula, kinks) = Cases[name];
        float[] x = Bits.Values(1000, seed: 2, from: -9, to: 9);
        float[] g = Bits.Values(1000, seed: 3);
        var y = new float[x.Length];
        var dx = new float[x.Length];
        forward(x, y);
        backward(y, g, dx);
        for (int i = 0; i < x.Length; i++)
        {
            if (kinks.Any(kink => Math.Abs(x[i] - kink) < 2 * FiniteStep))
                continue;
            double slope = (formula(x[i] + FiniteStep) - formula(x[i] - FiniteStep)) / (2 * FiniteStep);
            Bits.AssertClose(slope * g[i], dx[i], 2e-6, $"at {x[i]}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_length_gives_the_same_values_and_writes_nothing_past_its_end(string name)
    {
        var (forward, backward, _, _) = Cases[name];
        float[] x = Bits.Values(160, seed: 4);
        float[] g = Bits.Values(160, seed: 5);
        var y = new float[160];
        var dx = new float[160];
        forward(x, y);
        backward(y, g, dx);
        for (int length = 0; length <= 130; length++)
        {
            float[] someY = Bits.Guarded(length);
            float[] someDx = Bits.Guarded(length);
            forward(x.AsSpan(0, length), someY.AsSpan(0, length));
            backward(y.AsSpan(0, length), g.AsSpan(0, length), someDx.AsSpan(0, length));
            Assert.Equal(y[..length], someY[..length]);
            Assert.Equal(dx[..length], someDx[..length]);
            Bits.AssertUntouchedPast(someY, length);
            Bits.AssertUntouchedPast(someDx, length);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NaN_propagates(string name)
    {
        float[] x = [1, float.NaN, -1];
        Cases[name].Forward(x, x);
        Assert.Equal([false, true, false], x.Select(float.IsNaN));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Infinities_and_huge_values_have_their_limits(string name)
    {
        var (forward, _, formula, _) = Cases[name];
        foreach (float x in new[] { float.PositiveInfinity, float.NegativeInfinity, 1e30f, -1e30f, 200, -200 })
        {
            var y = new float[1];
            forward([x], y);
            Assert.Equal((float)formula(x), y[0]);
        }
    }

    [Fact]
    public void The_derivative_of_relu_at_zero_is_zero()
    {
        foreach (string name in new[] { "relu", "relu6" })
        {
            float[] y = [0f, -0f];
            float[] dx = [5, 5];
            Cases[name].Forward(y, y);
            Cases[name].Backward(y, dx, dx);
            Assert.Equal([0f, 0f], dx);
        }
    }

    [Fact]
    public void The_slope_of_softplus_is_accurate_where_it_is_tiny()
    {
        float[] y = new float[1];
        float[] dx = [1];
        Activations.Forward<Softplus>([-30], y);
        Activations.Backward<Softplus>(y, dx, dx);
        Assert.Equal(1 / (1 + Math.Exp(30)) * 1e13, dx[0] * 1e13, precision: 5);
    }

    [Fact]
    public void Unlike_lengths_are_refused_by_name()
    {
        var forward = Assert.Throws<ArgumentException>(() => Activations.Forward<Relu>(new float[3], new float[4]));
        Assert.Equal("output", forward.ParamName);
        Assert.Contains("4", forward.Message, StringComparison.Ordinal);
        Assert.Contains("3", forward.Message, StringComparison.Ordinal);
        Assert.Equal("outputGradient", Assert.Throws<ArgumentException>(() => Activations.Backward<Relu>(new float[3], new float[4], new float[3])).ParamName);
        Assert.Equal("inputGradient", Assert.Throws<ArgumentException>(() => Activations.Backward<Relu>(new float[3], new float[3], new float[4])).ParamName);
    }

    private static (Run Forward, RunBackward Backward, Func<double, double> Formula, double[] Kinks) Case<TActivation>(
        TActivation activation, Func<double, double> formula, params double[] kinks)
        where TActivation : struct, IActivation
        => ((x, y) => Activations.Forward(x, y, activation), (y, g, dx) => Activations.Backward(y, g, dx, activation), formula, kinks);
}
