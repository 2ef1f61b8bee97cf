using NetGen.Kernels;
using NetGen.Runtime.Tests.Testing;

namespace NetGen.Runtime.Tests.Kernels;

/// <summary>The backward kernels of the layers give the slopes of the forward formulas, taken from central differences in double.</summary>
public class LayerGradientTests
{
    // A kink that the difference straddles has no slope: values keep this far from it.
    private const float FromKink = 1e-3f;

    public static TheoryData<int, int> Shapes => new() { { 1, 1 }, { 1, 2 }, { 3, 5 }, { 2, 16 }, { 4, 17 }, { 3, 37 }, { 1, 130 } };

    [Theory, MemberData(nameof(Shapes))]
    public void Of_softmax(int rows, int width)
    {
        float[] x = Bits.Values(rows * width, seed: width), g = Bits.Values(x.Length, seed: rows), y = new float[x.Length], gradient = new float[x.Length];
        Softmax.Forward(rows, x, y);
        Softmax.Backward(rows, y, g, gradient);
        FiniteDifference.AssertSlopes(x, gradient, values => values.Chunk(width).SelectMany(Shares).Zip(g, (share, weight) => share * weight).Sum());
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Of_prelu_for_its_input(int rows, int channels)
    {
        var (x, alpha, g) = PReluOperands(rows, channels);
        float[] gradient = new float[x.Length];
        PRelu.Backward(rows, x, alpha, g, gradient, new float[channels]);
        FiniteDifference.AssertSlopes(x, gradient, values => values.Select((value, i) => g[i] * (value > 0 ? value : value * alpha[i % channels])).Sum());
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Of_prelu_for_its_slopes(int rows, int channels)
    {
        var (x, alpha, g) = PReluOperands(rows, channels);
        float[] gradient = new float[channels];
        PRelu.Backward(rows, x, alpha, g, new float[x.Length], gradient);
        FiniteDifference.AssertSlopes(alpha, gradient, slopes => x.Select((value, i) => g[i] * (value > 0 ? value : value * slopes[i % channels])).Sum());
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Of_penalties(int rows, int width)
    {
        float[] w = AwayFromZero(Bits.Values(rows * width, seed: width)), gradient = new float[w.Length];
        Regularizer.AddGradient(w, 0.1f, 0.02f, gradient);
        FiniteDifference.AssertSlopes(w, gradient, values => values.Sum(value => 0.1 * Math.Abs(value) + 0.02 * value * value));
    }

    private static IEnumerable<double> Shares(double[] row)
    {
        double sum = row.Sum(Math.Exp);
        return row.Select(value => Math.Exp(value) / sum);
    }

    private static (float[] Input, float[] Alpha, float[] Gradient) PReluOperands(int rows, int channels)
        => (AwayFromZero(Bits.Values(rows * channels, seed: channels)), Bits.Values(channels, seed: 7, 0, 1), Bits.Values(rows * channels, seed: rows));

    private static float[] AwayFromZero(float[] values)
        => [.. values.Select(value => Math.Abs(value) < FromKink ? FromKink : value)];
}
