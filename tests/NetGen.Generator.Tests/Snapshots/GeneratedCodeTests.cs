using NetGen.Generator.Tests.Testing;
using static VerifyXunit.Verifier;

namespace NetGen.Generator.Tests.Snapshots;

/// <summary>The generated files as a reader sees them; each stands beside this one.</summary>
public class GeneratedCodeTests
{
    [Fact]
    public Task Fashion_classifier() => Check(Networks.FashionClassifier);

    [Fact]
    public Task Regression_with_penalties() => Check(Networks.RegressionWithPenalties);

    [Fact]
    public Task Multi_label_with_learned_slopes() => Check(Networks.MultiLabel);

    [Fact]
    public Task Dense_on_the_last_axis() => Check(Networks.OnTheLastAxis);

    [Fact]
    public Task Named_layers() => Check(Networks.NamedLayers);

    [Fact]
    public Task Nested_class_in_a_namespace() => Check(Networks.Nested);

    [Fact]
    public Task No_bias() => Check(Networks.NoBias);

    [Fact]
    public Task All_activations() => Check(Networks.AllActivations);

    [Fact]
    public void The_file_of_the_fashion_classifier_can_be_read_aloud()
    {
        var text = Networks.FileOf(Networks.FashionClassifier);

        Assert.InRange(text.Split('\n').Length, 1, 249);
        Assert.All(["Dense1", "Dropout1", "Dense2", "Softmax"], layer => Assert.Contains(layer, text, StringComparison.OrdinalIgnoreCase));
    }

    private static Task Check(string source) => Verify(Networks.FileOf(source), "cs");
}
