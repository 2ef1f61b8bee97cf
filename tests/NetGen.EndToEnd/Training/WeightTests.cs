using NetGen.EndToEnd.Networks;

namespace NetGen.EndToEnd.Training;

/// <summary>Class and sample weights in a training: a step's loss is sum(w l) / N.</summary>
public class WeightTests
{
    private static Dataset<int> Data { get; } = FitTests.MakeData(20, seed: 1);

    [Fact]
    public void Weights_of_1_are_no_weights_within_rounding()
    {
        var plain = Fitted(Data, new() { Epochs = 3, BatchSize = 8 });

        AssertNear(plain, Fitted(Data, new() { Epochs = 3, BatchSize = 8, SampleWeights = Enumerable.Repeat(1f, Data.Count).ToArray() }));
        AssertNear(plain, Fitted(Data, new() { Epochs = 3, BatchSize = 8, ClassWeights = [1, 1, 1] }));
    }

    [Fact]
    public void A_weight_of_2_is_the_sample_twice()
    {
        var weights = Enumerable.Repeat(1f, Data.Count).ToArray();
        weights[4] = 2;
        var twice = Dataset.Classification(
            [.. Data.Features, .. Data.FeaturesOf(4)], [.. Data.Labels, .. Data.LabelsOf(4)]);

        // The mean is over one sample more where it is there twice, which a greater step makes up for.
        var weighted = Fitted(Data, new() { BatchSize = 100, Shuffle = false, SampleWeights = weights, Optimizer = new Sgd(0.1f) });
        var repeated = Fitted(twice, new() { BatchSize = 100, Shuffle = false, Optimizer = new Sgd(0.1f * 21 / 20) });

        AssertNear(repeated, weighted);
        Assert.NotEqual(Fitted(Data, new() { BatchSize = 100, Shuffle = false, Optimizer = new Sgd(0.1f) }).Parameters.ToArray(), weighted.Parameters.ToArray());
    }

    [Fact]
    public void A_class_s_weight_is_that_of_each_of_its_samples_and_multiplies_their_own()
    {
        float[] byClass = [0.5f, 3, 2];
        var bySample = Enumerable.Range(0, Data.Count).Select(i => 1 + (0.25f * i)).ToArray();
        var products = bySample.Select((weight, i) => weight * byClass[Data.Labels[i]]).ToArray();

        var both = Fitted(Data, new() { Epochs = 2, BatchSize = 6, ClassWeights = byClass, SampleWeights = bySample });

        Assert.Equal(Fitted(Data, new() { Epochs = 2, BatchSize = 6, SampleWeights = products }).Parameters.ToArray(), both.Parameters.ToArray());
    }

    [Fact]
    public void Weights_follow_their_samples_through_the_shuffling()
    {
        var weights = new float[Data.Count];
        weights[7] = 1;

        // Steps of one sample each, of which only one changes anything.
        var fitted = Fitted(Data, new() { BatchSize = 1, SampleWeights = weights, Optimizer = new Sgd(0.1f) });

        var stepped = new SmallClassifier(seed: 3);
        stepped.TrainStep(Data.FeaturesOf(7), Data.LabelsOf(7), new Sgd(0.1f));
        Assert.Equal(stepped.Parameters.ToArray(), fitted.Parameters.ToArray());
    }

    [Fact]
    public void Classes_of_one_0_or_1_target_have_weights_too()
    {
        var features = Data.Features.Slice(0, 6 * AlphaFirst.InputLength);
        var data = Dataset.Regression(features.ToArray(), [0, 1, 1, 0, 0, 1], 6);
        AlphaFirst Fit(FitOptions<float> options)
        {
            var network = new AlphaFirst(seed: 2);
            network.Fit(data, options);
            return network;
        }

        Assert.Equal(
            Fit(new() { SampleWeights = [1, 5, 5, 1, 1, 5] }).Parameters.ToArray(),
            Fit(new() { ClassWeights = [1, 5] }).Parameters.ToArray());
    }

    [Fact]
    public void The_loss_that_the_history_tells_is_weighted_and_the_accuracy_is_not()
    {
        var plain = new SmallClassifier(seed: 3).Fit(Data, new() { BatchSize = 20, Optimizer = new Sgd(1e-20f) }).Last;
        var weighted = new SmallClassifier(seed: 3).Fit(Data, new() { BatchSize = 20, ClassWeights = [4, 4, 4], Optimizer = new Sgd(1e-20f) }).Last;

        Assert.Equal(4 * plain.Loss, weighted.Loss, 1e-5);
        Assert.Equal(plain.Accuracy, weighted.Accuracy);
    }

    [Fact]
    public void Weights_that_cannot_be_are_refused_and_nothing_is_trained()
    {
        Refuse("SampleWeights", new() { SampleWeights = new float[3] });
        Refuse("SampleWeights", new() { SampleWeights = [.. new float[19], -1] });
        Refuse("SampleWeights", new() { SampleWeights = [.. new float[19], float.NaN] });
        Refuse("ClassWeights", new() { ClassWeights = [1, float.PositiveInfinity, 1] });
        Refuse("ClassWeights", new() { ClassWeights = [1, 1] });
        Refuse("ClassWeights", new() { ClassWeights = [1, 1, 1, 1] });
        Refuse("ClassWeights", new() { ClassWeights = [] });

        var rows = Dataset.Classification(new float[24 * 2], new int[8], 2);
        Assert.Throws<ArgumentException>("ClassWeights", () => new RowClassifier().Fit(rows, new() { ClassWeights = [1, 1, 1] }));
        var stream = StreamedFitTests.Stream(Data);
        Assert.Contains("holds 4 weights; expected 3", Assert.Throws<ArgumentException>("ClassWeights", () => new SmallClassifier().Fit(stream, new() { ClassWeights = [1, 1, 1, 1] })).Message);
        var binary = Dataset.Regression(new float[12], [0, 1], 2);
        Assert.Contains("holds 3 weights; expected 2", Assert.Throws<ArgumentException>("ClassWeights", () => new AlphaFirst().Fit(binary, new() { ClassWeights = [1, 1, 1] })).Message);
        var targets = Dataset.Regression(new float[12], [0.5f, 1], 2);
        Assert.Throws<ArgumentException>("ClassWeights", () => new AlphaFirst().Fit(targets, new() { ClassWeights = [1, 1] }));
    }

    private static void Refuse(string name, FitOptions<int> options)
    {
        var network = new SmallClassifier(seed: 3);
        var before = network.Parameters.ToArray();
        Assert.Throws<ArgumentException>(name, () => network.Fit(Data, options));
        Assert.Equal(before, network.Parameters.ToArray());
    }

    private static SmallClassifier Fitted(Dataset<int> data, FitOptions<int> options)
    {
        var network = new SmallClassifier(seed: 3);
        options.Optimizer ??= new Sgd(0.1f);
        network.Fit(data, options);
        return network;
    }

    private static void AssertNear(SmallClassifier expected, SmallClassifier actual) =>
        Assert.All(expected.Parameters.ToArray().Zip(actual.Parameters.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
}
