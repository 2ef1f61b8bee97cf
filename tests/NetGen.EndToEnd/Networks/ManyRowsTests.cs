#pragma warning disable NG0021, NG0022, NG0023, NG0026, NG0027, NG0028

namespace NetGen.EndToEnd.Networks;

[Input(1)]
[Dense(1)]
public partial class OneByOne;

[Input(1)]
[PRelu]
[Dense(1)]
public partial class OneSlope;

/// <summary>A batch of a million samples: the sums over its rows are right to a millionth.</summary>
public class ManyRowsTests
{
    private const int Rows = 1_000_000;

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(Rows)]
    public void The_gradient_of_a_bias_is_minus_2(int rows)
    {
        var network = new OneByOne();
        network.Parameters.Clear();
        var gradients = new float[2];
        network.Gradient(new float[rows], Filled(rows, 1), gradients);
        Assert.Equal(-2, gradients[1], 2e-6);
    }

    [Fact]
    public void The_gradients_of_a_kernel_and_of_a_learned_slope_are_right_too()
    {
        var network = new OneSlope();
        float[] parameters = [0.25f, 1, 0.25f];
        parameters.CopyTo(network.Parameters);
        var gradients = new float[3];
        network.Gradient(Filled(Rows, -1), Filled(Rows, 1), gradients);

        // The output is 0 for all, off by -1.
        Assert.Equal(2, gradients[0], 2e-6);
        Assert.Equal(0.5, gradients[1], 3e-6);
        Assert.Equal(-2, gradients[2], 2e-6);
    }

    private static float[] Filled(int count, float value)
    {
        var values = new float[count];
        Array.Fill(values, value);
        return values;
    }
}
