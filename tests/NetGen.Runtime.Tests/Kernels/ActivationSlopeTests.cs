using NetGen.Kernels;

namespace NetGen.Runtime.Tests.Kernels;

/// <summary>The slope of every activation, as training computes it, where its output tells it no longer: far from 0 and close to it.</summary>
public class ActivationSlopeTests
{
    private const double MaxUlps = 5;

    private static Dictionary<string, (Func<float, float> Slope, Func<double, double> Exact)> Cases { get; } = new()
    {
        ["linear"] = (FromOutput(default(Linear)), _ => 1),
        ["relu"] = (FromOutput(default(Relu)), x => x > 0 ? 1 : 0),
        ["relu6"] = (FromOutput(default(Relu6)), x => x is > 0 and < 6 ? 1 : 0),
        ["leaky relu"] = (FromOutput(new LeakyRelu(0.01f)), x => x > 0 ? 1 : 0.01f),
        ["softplus"] = (FromOutput(default(Softplus)), x => x > 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x))),
        ["elu"] = (Kept(new Elu(1)), x => x > 0 ? 1 : Math.Exp(x)),
        ["elu 0.7"] = (Kept(new Elu(0.7f)), x => x > 0 ? 1 : 0.7f * Math.Exp(x)),
        ["sigmoid"] = (Kept(default(Sigmoid)), x => Math.Exp(-Math.Abs(x)) / Math.Pow(1 + Math.Exp(-Math.Abs(x)), 2)),
        ["tanh"] = (Kept(default(Tanh)), x => 4 * Math.Exp(-2 * Math.Abs(x)) / Math.Pow(1 + Math.Exp(-2 * Math.Abs(x)), 2)),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void It_is_right_to_a_few_units_in_the_last_place(string name)
    {
        var (slope, exact) = Cases[name];
        foreach (float magnitude in (float[])[88, 87, 60, 43, 40, 17, 12, 9, 5, 3, 2, 1, 0.5f, 0.1f, 1e-3f, 1e-8f, 1e-20f, 1e-38f, 0])
        {
            Check(name, magnitude, slope(magnitude), exact(magnitude));
            Check(name, -magnitude, slope(-magnitude), exact(-magnitude));
        }

        foreach (float x in Bits.Values(20_000, seed: 1, from: -90, to: 90))
            Check(name, x, slope(x), exact(x));
        foreach (float x in Bits.Values(20_000, seed: 2, from: -4, to: 4))
            Check(name, x, slope(x), exact(x));
    }

    [Theory, MemberData(nameof(Names))]
    public void At_infinity_it_is_the_limit_and_of_NaN_it_is_NaN(string name)
    {
        var (slope, exact) = Cases[name];
        Assert.Equal((float)exact(1000), slope(float.PositiveInfinity));
        Assert.Equal(name is "softplus" ? 0 : (float)exact(-1000), slope(float.NegativeInfinity));
        if (name is not ("linear" or "relu" or "relu6" or "leaky relu"))
            Assert.True(float.IsNaN(slope(float.NaN)));
    }

    [Fact]
    public void The_output_beside_a_slope_has_the_bits_of_the_output_alone()
    {
        Same(new Elu(0.7f));
        Same(default(Sigmoid));
        Same(default(Tanh));
    }

    [Fact]
    public void Unlike_lengths_are_refused_by_name()
    {
        Assert.Throws<ArgumentException>("output", () => Activations.ForwardWithSlope<Tanh>(new float[3], new float[4], new float[3]));
        Assert.Throws<ArgumentException>("slope", () => Activations.ForwardWithSlope<Tanh>(new float[3], new float[3], new float[2]));
    }

    private static void Same<TActivation>(TActivation activation)
        where TActivation : struct, ISlopedActivation
    {
        float[] x = [.. Bits.Values(50_000, seed: 3, from: -100, to: 100), .. Bits.Values(50_000, seed: 4, from: -1, to: 1), .. Bits.Values(1000, seed: 5, from: -1e-6f, to: 1e-6f), 0, -0f, float.PositiveInfinity, float.NegativeInfinity];
        float[] alone = new float[x.Length], beside = new float[x.Length];
        Activations.Forward(x, alone, activation);
        Activations.ForwardWithSlope(x, beside, new float[x.Length], activation);
        Assert.Equal(alone.Select(BitConverter.SingleToInt32Bits), beside.Select(BitConverter.SingleToInt32Bits));
    }

    // What is denormal, or four times an exponential that is, may be 0.
    private static void Check(string name, float x, float actual, double exact)
    {
        double ulp = Math.Max(MathF.BitIncrement((float)exact) - (double)(float)exact, 0);
        double bound = exact < 4.1 * 1.17549435e-38 ? exact : MaxUlps * ulp;
        Assert.True(Math.Abs(actual - exact) <= bound, $"{name} at {x:R}: {actual:R} where {exact:R} is right, off by {Math.Abs(actual - exact) / ulp:F1} units in the last place");
    }

    private static Func<float, float> FromOutput<TActivation>(TActivation activation)
        where TActivation : struct, IActivation
        => x =>
        {
            float[] y = [x], slope = [1];
            Activations.Forward(y, y, activation);
            Activations.Backward(y, slope, slope, activation);
            return slope[0];
        };

    private static Func<float, float> Kept<TActivation>(TActivation activation)
        where TActivation : struct, ISlopedActivation
        => x =>
        {
            float[] y = [x], kept = [float.NaN], gradient = [1];
            Activations.ForwardWithSlope(y, y, kept, activation);
            Activations.Backward<KeptSlope>(kept, gradient, gradient);
            return gradient[0];
        };
}
