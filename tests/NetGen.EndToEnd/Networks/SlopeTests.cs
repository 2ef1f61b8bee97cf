// They are what the warnings warn of: narrow, with targets far away.
#pragma warning disable NG0021, NG0022, NG0023, NG0026, NG0027, NG0028

namespace NetGen.EndToEnd.Networks;

[Input(1)]
[Dense(1, Elu, Name = "first")]
[Dense(1)]
public partial class EluSlope;

[Input(1)]
[Dense(1, Sigmoid, Name = "first")]
[Dense(1)]
public partial class SigmoidSlope;

[Input(1)]
[Dense(1, Name = "first")]
[Dropout(0)]
[Tanh]
[Dense(1)]
public partial class TanhSlope;

[Input(1)]
[Dense(1, Tanh, Name = "first")]
[MeanSquaredError]
public partial class TanhLast;

[Input(1)]
[Dense(1, Name = "firstSlope")]
[Dense(1, Tanh, Name = "first")]
[Dense(1)]
public partial class NamedLikeASlope;

/// <summary>The gradient that passes an activation far from 0, where the output no longer tells the slope.</summary>
public class SlopeTests
{
    [Theory]
    [InlineData(-17, 4.139937718785167e-8)]
    [InlineData(-60, 8.75651076269652e-27)]
    [InlineData(17, 1)]
    public void Of_elu(float x, double slope) => Check(new EluSlope(), x, slope);

    [Theory]
    [InlineData(-17, 4.139937376003501e-8)]
    [InlineData(17, 4.139937376003501e-8)]
    [InlineData(60, 8.75651076269652e-27)]
    public void Of_sigmoid(float x, double slope) => Check(new SigmoidSlope(), x, slope);

    [Theory]
    [InlineData(-17, 6.8556337261680275e-15)]
    [InlineData(9, 6.09199171232323e-8)]
    [InlineData(40, 7.219405551381661e-35)]
    [InlineData(1e-8f, 1)]
    public void Of_tanh(float x, double slope)
    {
        Check(new TanhSlope(), x, slope);

        var last = new TanhLast();
        last.First.Kernel[0, 0] = 1;
        last.First.Bias[0] = 0;
        var gradients = new float[2];
        last.Gradient([x], [(float)Math.Tanh(x) - 1], gradients);
        Assert.Equal(1, gradients[1] / (2 * slope), 1e-6);
    }

    [Fact]
    public void A_layer_may_be_called_as_the_slope_of_another()
    {
        var gradients = new float[6];
        Assert.True(float.IsFinite(new NamedLikeASlope().Gradient([1], [2], gradients)));
        Assert.DoesNotContain(0, gradients);
    }

    // The output's weight and error are such that the gradient of the first bias is the slope.
    private static void Check(Network<float> network, float x, double slope)
    {
        float[] parameters = [1, 0, 0.5f, 0];
        parameters.CopyTo(network.Parameters);
        var output = new float[1];
        network.Predict([x], output);
        var gradients = new float[4];
        network.Gradient([x], [output[0] - 1], gradients);
        Assert.Equal(1, gradients[1] / slope, 1e-6);
    }
}
