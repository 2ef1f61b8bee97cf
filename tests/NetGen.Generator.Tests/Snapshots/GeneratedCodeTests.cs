using NetGen.Generator.Tests.Testing;
using static VerifyXunit.Verifier;

namespace NetGen.Generator.Tests.Snapshots;

/// <summary>The generated files as a reader sees them; each stands beside this one.</summary>
public class GeneratedCodeTests
{
    [Fact]
    public Task Fashion_classifier() => Verify(Networks.FileOf(Networks.FashionClassifier), "cs");

    [Fact]
    public Task Regression_with_penalties() => Verify(Networks.FileOf(Networks.RegressionWithPenalties), "cs");

    [Fact]
    public Task Multi_label_with_learned_slopes() => Verify(Networks.FileOf(Networks.MultiLabel), "cs");

    [Fact]
    public Task Dense_on_the_last_axis() => Verify(Networks.FileOf(Networks.OnTheLastAxis), "cs");

    [Fact]
    public Task Named_layers() => Verify(Networks.FileOf(Networks.NamedLayers), "cs");

    [Fact]
    public Task Nested_class_in_a_namespace() => Verify(Networks.FileOf(Networks.Nested), "cs");

    [Fact]
    public Task No_bias() => Verify(Networks.FileOf(Networks.NoBias), "cs");

    [Fact]
    public Task All_activations() => Verify(Networks.FileOf(Networks.AllActivations), "cs");

    [Fact]
    public Task Two_choices() => Verify(Networks.FileOf(Networks.TwoChoices), "cs");

    [Fact]
    public Task Monitored_layers() => Verify(Networks.FileOf(Networks.Monitored), "cs");

    [Fact]
    public Task Forks_and_merges() => Verify(Networks.FileOf(Networks.Forked), "cs");

    [Fact]
    public Task Frozen_layers_and_statistics() => Verify(Networks.FileOf(Networks.Normalized), "cs");

    [Fact]
    public void Without_a_monitor_nothing_is_emitted_for_one()
    {
        var text = Networks.FileOf(Networks.Monitored.Replace("[Monitor]", "", StringComparison.Ordinal));

        Assert.DoesNotContain("Watch", text, StringComparison.Ordinal);
        Assert.DoesNotContain("monitor", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_file_of_the_fashion_classifier_can_be_read_aloud()
    {
        var text = Networks.FileOf(Networks.FashionClassifier);

        Assert.InRange(text.Split('\n').Length, 1, 249);
        Assert.All(["Dense1", "Dropout1", "Dense2", "Softmax"], layer => Assert.Contains(layer, text, StringComparison.OrdinalIgnoreCase));
    }
}
