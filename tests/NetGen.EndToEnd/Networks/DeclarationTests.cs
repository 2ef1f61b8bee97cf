namespace NetGen.EndToEnd.Networks;

/// <summary>What a declared class offers.</summary>
public class DeclarationTests
{
    [Fact]
    public void A_network_of_enormous_samples_can_be_made() => Assert.Equal([Enormous.InputLength], new Enormous().InputShape.ToArray());

    [Fact]
    public void The_constants_tell_the_sizes()
    {
        Assert.Equal(101_770, FashionClassifier.ParameterCount);
        Assert.Equal(784, FashionClassifier.InputLength);
        Assert.Equal(10, FashionClassifier.OutputLength);
        Assert.Equal(1, FashionClassifier.LabelLength);
        Assert.Equal(4, RowClassifier.LabelLength);
        Assert.Equal(FashionClassifier.ParameterCount, new FashionClassifier().Parameters.Length);
    }

    [Fact]
    public void Typed_properties_view_the_flat_parameters()
    {
        var network = new Regression(seed: 3);

        network.Hidden.Kernel[2, 5] = 42;
        network.Hidden.Bias[16] = 43;
        network.Dense2.Kernel[16, 2] = 44;
        network.Dense2.Bias[0] = 45;

        Assert.Equal(42, network.Parameters[(2 * 17) + 5]);
        Assert.Equal(43, network.Parameters[(4 * 17) + 16]);
        Assert.Equal(44, network.Parameters[(4 * 17) + 17 + (16 * 3) + 2]);
        Assert.Equal(45, network.Parameters[(4 * 17) + 17 + (17 * 3)]);
    }

    [Fact]
    public void Initialisers_are_those_declared()
    {
        var nested = new Outer.Nested(seed: 1);
        var dropped = new DroppedOut(seed: 1);

        Assert.Equal([1, 1, 1, 1], nested.Dense1.Bias.ToArray());
        Assert.Equal([0, 0], nested.Dense2.Bias.ToArray());
        Assert.All(dropped.PRelu1.Alpha.ToArray(), alpha => Assert.Equal(0.1f, alpha));
        Assert.All(dropped.PRelu2.Alpha.ToArray(), alpha => Assert.Equal(0.25f, alpha));
        Assert.True(dropped.Dense2.Bias.IsEmpty);
        Assert.Equal(0, nested.Calls);
        nested.First([1, 2, 3]);
        Assert.Equal(1, nested.Calls);
    }

    [Fact]
    public void The_summary_is_the_layer_table()
    {
        var lines = new FashionClassifier().Summary.Split('\n');

        Assert.StartsWith("Layer", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("Dense1", StringComparison.Ordinal) && line.Contains("(128)") && line.Contains("100,480"));
        Assert.Contains(lines, line => line.StartsWith("Total", StringComparison.Ordinal) && line.Contains("101,770"));
    }
}
