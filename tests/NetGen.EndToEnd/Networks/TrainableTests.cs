using System.Numerics.Tensors;

namespace NetGen.EndToEnd.Networks;

// The same layers as of PartlyFrozen, all of which learn.
[Input(5)]
[Dense(6, Tanh)]
[Dense(7, Softplus)]
[Dense(6, Sigmoid, KernelL2 = 0.01)]
[PRelu]
[Dense(3)]
public partial class AllTrained;

// The first layers of AllTrained, and a head of its own.
[Input(5)]
[Dense(6, Tanh, Trainable = false)]
[Dense(7, Softplus, Trainable = false)]
[Dense(2, Name = "head")]
[Softmax]
public partial class Transferred;

/// <summary>Layers that are not trainable: training leaves them as they are, and spends nothing on them.</summary>
public class TrainableTests
{
    // Dense1, Dense3 and PRelu1.
    private const int Frozen = (5 * 6) + 6 + (7 * 6) + 6 + 6;

    [Fact]
    public void What_is_frozen_stands_behind_what_is_trained()
    {
        var network = new PartlyFrozen(seed: 2);

        Assert.Equal(PartlyFrozen.ParameterCount - Frozen, network.TrainableCount);
        Assert.Equal(PartlyFrozen.ParameterCount, network.Parameters.Length);
        Assert.True(network.Parameters[network.TrainableCount..].Overlaps(network.Dense1.Bias));
        Assert.True(network.Parameters[network.TrainableCount..].Overlaps(network.PRelu1.Alpha));
        Assert.True(network.Parameters[..network.TrainableCount].Overlaps(network.Dense2.Bias));
        Assert.Contains($"Frozen: {Frozen} of the parameters", network.Summary, StringComparison.Ordinal);
        Assert.Equal(AllTrained.ParameterCount, new AllTrained().TrainableCount);
    }

    [Fact]
    public void Frozen_or_not_a_network_starts_and_predicts_the_same()
    {
        var (frozen, trained) = (new PartlyFrozen(seed: 2), new AllTrained(seed: 2));
        var inputs = Random(5 * 9);
        var (one, other) = (new float[3 * 9], new float[3 * 9]);

        frozen.Predict(inputs, one);
        trained.Predict(inputs, other);

        Assert.Equal(Values(trained.Dense1.Kernel), Values(frozen.Dense1.Kernel));
        Assert.Equal(trained.Dense4.Bias.ToArray(), frozen.Dense4.Bias.ToArray());
        Assert.Equal(other, one);
        frozen.Freeze().Predict(inputs, one);
        Assert.Equal(other, one);
    }

    [Theory]
    [InlineData("adam")]
    [InlineData("lbfgs")]
    public void Training_changes_no_bit_of_what_is_frozen(string kind)
    {
        var network = new PartlyFrozen(seed: 2);
        Optimizer optimizer = kind == "adam" ? new Adam(0.01) { GlobalClipNorm = 1 } : new Lbfgs();
        var data = Dataset.Regression(Random(5 * 40), Random(3 * 40), 40);
        var before = network.Parameters.ToArray();

        network.Fit(data, new() { Epochs = 5, BatchSize = 40, Optimizer = optimizer, L2 = kind == "adam" ? 0.01 : 0, MaxNorm = kind == "adam" ? 0.5 : null });

        var trained = network.TrainableCount;
        Assert.Equal(before[trained..], network.Parameters[trained..].ToArray());
        Assert.All(Enumerable.Range(0, 3), third => Assert.NotEqual(before[third * trained / 3], network.Parameters[third * trained / 3]));
    }

    [Fact]
    public void Gradients_are_those_of_the_same_layers_where_all_learn()
    {
        var (frozen, trained) = (new PartlyFrozen(seed: 2), new AllTrained(seed: 2));
        var (inputs, labels) = (Random(5 * 7), Random(3 * 7));
        var (some, all) = (new float[frozen.TrainableCount], new float[trained.TrainableCount]);

        var loss = frozen.Gradient(inputs, labels, some);
        var fullLoss = trained.Gradient(inputs, labels, all);

        // Dense2 and Dense4 as they stand in the full vector; the penalty of a layer that does not learn is no part of the loss.
        var second = (5 * 6) + 6;
        var secondLength = (6 * 7) + 7;
        Assert.Equal(all.AsSpan(second, secondLength), some.AsSpan(0, secondLength));
        Assert.Equal(all.AsSpan(^((6 * 3) + 3)..), some.AsSpan(secondLength));
        Assert.True(loss < fullLoss);
    }

    [Fact]
    public void A_gradient_of_another_length_is_refused()
    {
        var network = new PartlyFrozen();

        var error = Assert.Throws<ArgumentException>(() => network.Gradient(Random(5), Random(3), new float[PartlyFrozen.ParameterCount]));

        Assert.StartsWith(
            $"'gradients' holds {PartlyFrozen.ParameterCount} values; expected {network.TrainableCount}, one for each parameter that is trained.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_network_is_loaded_with_other_layers_frozen()
    {
        var trained = new AllTrained(seed: 8);
        using var file = new MemoryStream();
        trained.Save(file);
        file.Position = 0;

        var frozen = new PartlyFrozen(seed: 1);
        frozen.Load(file);

        Assert.Equal(Values(trained.Dense1.Kernel), Values(frozen.Dense1.Kernel));
        Assert.Equal(Values(trained.Dense2.Kernel), Values(frozen.Dense2.Kernel));
        Assert.Equal(trained.PRelu1.Alpha.ToArray(), frozen.PRelu1.Alpha.ToArray());
    }

    [Fact]
    public void Some_layers_are_taken_from_a_file_of_another_network()
    {
        var source = new AllTrained(seed: 8);
        using var file = new MemoryStream();
        source.Save(file);

        // Its other layers have other shapes, and its last ones other names.
        var network = new Transferred(seed: 1) { ClassNames = ["a", "b"] };
        var head = Values(network.Head.Kernel);
        file.Position = 0;
        network.Load(file, new() { Layers = ["dense1", "Dense2"] });

        Assert.Equal(Values(source.Dense1.Kernel), Values(network.Dense1.Kernel));
        Assert.Equal(source.Dense2.Bias.ToArray(), network.Dense2.Bias.ToArray());
        Assert.Equal(head, Values(network.Head.Kernel));
        Assert.Equal(["a", "b"], network.ClassNames);
    }

    [Fact]
    public void Layers_that_are_not_there_are_refused_by_name()
    {
        var source = new AllTrained(seed: 8);
        using var file = new MemoryStream();
        source.Save(file);
        var network = new Transferred(seed: 1);
        var before = network.Parameters.ToArray();

        file.Position = 0;
        var unknown = Assert.Throws<ArgumentException>(() => network.Load(file, new() { Layers = ["dense1", "dense9"] }));
        file.Position = 0;
        var missing = Assert.Throws<InvalidDataException>(() => network.Load(file, new() { Layers = ["dense1", "head"] }));

        Assert.StartsWith("Transferred has no layer 'dense9' with parameters; it has dense1, dense2, head.", unknown.Message, StringComparison.Ordinal);
        Assert.Equal("the stream: tensor 'head.kernel': expected shape [7, 2], found no such tensor.", missing.Message);
        Assert.Equal(before, network.Parameters.ToArray());
    }

    private static float[] Values(TensorSpan<float> tensor)
    {
        var values = new float[(int)tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }

    private static float[] Random(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
    }
}
