namespace NetGen.Runtime.Tests.Layers;

/// <summary>The views that networks give of their layers' parameters.</summary>
public class ParameterViewTests
{
    [Fact]
    public void A_kernel_and_a_bias_are_seen_where_they_lie()
    {
        float[] parameters = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        var dense = new DenseParameters(parameters, inputs: 2, units: 3);

        Assert.Equal([2, 3], dense.Kernel.Lengths.ToArray());
        Assert.Equal([3, 1], dense.Kernel.Strides.ToArray());
        Assert.Equal(3, dense.Kernel[0, 2]);
        Assert.Equal(4, dense.Kernel[1, 0]);
        Assert.Equal([7f, 8, 9], dense.Bias.ToArray());
    }

    [Fact]
    public void What_is_written_to_a_view_is_written_to_the_parameters()
    {
        var parameters = new float[11];
        var dense = new DenseParameters(parameters.AsSpan(1, 9), inputs: 2, units: 3);

        dense.Kernel[1, 2] = 5;
        dense.Bias[0] = 6;
        Assert.Equal([0f, 0, 0, 0, 0, 0, 5, 6, 0, 0, 0], parameters);

        parameters[1] = 7;
        Assert.Equal(7, dense.Kernel[0, 0]);
    }

    [Fact]
    public void A_layer_without_bias_has_an_empty_one()
    {
        var dense = new DenseParameters(new float[6], inputs: 2, units: 3);

        Assert.Equal(6, dense.Kernel.FlattenedLength);
        Assert.True(dense.Bias.IsEmpty);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(-1, 0)]
    [InlineData(0, 3)]
    public void No_weight_is_seen_outside_of_the_kernel(int input, int unit) =>
        Assert.Throws<IndexOutOfRangeException>(() => new DenseParameters(new float[9], 2, 3).Kernel[input, unit]);

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void No_bias_is_seen_outside_of_the_units(int unit) =>
        Assert.Throws<IndexOutOfRangeException>(() => new DenseParameters(new float[9], 2, 3).Bias[unit]);

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(10)]
    public void Parameters_of_another_length_are_refused(int length)
    {
        var error = Assert.Throws<ArgumentException>(() => new DenseParameters(new float[length], inputs: 2, units: 3).Bias.Length);

        Assert.Equal("parameters", error.ParamName);
        Assert.StartsWith($"A dense layer of 2 inputs and 3 units has 6 parameters, or 9 with a bias, but {length} were given.", error.Message);
    }

    [Fact]
    public void A_layer_too_large_for_a_span_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new DenseParameters(new float[9], inputs: 65536, units: 65536).Bias.Length);

        Assert.Contains("has 4294967296 parameters", error.Message);
    }

    [Theory]
    [InlineData(0, 3, "inputs")]
    [InlineData(-2, 3, "inputs")]
    [InlineData(2, 0, "units")]
    [InlineData(2, -3, "units")]
    public void A_layer_of_nothing_is_refused(int inputs, int units, string argument) =>
        Assert.Equal(argument, Assert.Throws<ArgumentOutOfRangeException>(() => new DenseParameters(new float[6], inputs, units).Bias.Length).ParamName);

    [Fact]
    public void Alphas_are_seen_and_written_where_they_lie()
    {
        var parameters = new float[5];
        var prelu = new PReluParameters(parameters.AsSpan(1, 3));

        prelu.Alpha[2] = 0.25f;

        Assert.Equal(3, prelu.Alpha.Length);
        Assert.Equal([0, 0, 0, 0.25f, 0], parameters);
        Assert.Throws<IndexOutOfRangeException>(() => new PReluParameters(new float[3]).Alpha[3]);
    }
}
