namespace NetGen.EndToEnd.Networks;

/// <summary>What batch normalisation observes: when it is taken over, and what it is used for.</summary>
public class BatchNormTests
{
    // The batch's mean and biased variance of the 5 inputs, over 4 samples.
    private static readonly float[] Inputs = [1, 2, 3, 4, 5, 3, 2, 1, 0, 5, -1, 2, 7, 4, 5, 1, 2, 1, 4, 5];

    private static readonly float[] Means = [1, 2, 3, 3, 5];

    private static readonly float[] Variances = [2, 0, 6, 3, 0];

    [Fact]
    public void A_step_moves_the_statistics_by_those_of_the_batch()
    {
        var network = new NormalizedFirst(seed: 1);

        network.TrainStep(Inputs, new float[16], new Sgd(0.01));

        Assert.Equal(Means.Select(mean => 0.01 * mean), network.BatchNorm1.MovingMean.ToArray().Select(m => (double)m), Near);
        Assert.Equal(Variances.Select(variance => 0.99 + (0.01 * variance)), network.BatchNorm1.MovingVariance.ToArray().Select(v => (double)v), Near);
        Assert.True(network.BatchNorm1.Gamma.IsEmpty);
    }

    [Fact]
    public void Neither_a_gradient_nor_an_evaluation_moves_them()
    {
        var network = new NormalizedFirst(seed: 1);
        var before = network.Parameters.ToArray();

        network.Gradient(Inputs, new float[16], new float[network.TrainableCount]);
        network.Evaluate(Dataset.Regression(Inputs, new float[16], 4));

        Assert.Equal(before, network.Parameters.ToArray());
    }

    [Fact]
    public void A_step_that_a_fit_refuses_leaves_them()
    {
        var network = new NormalizedFirst(seed: 1);
        var labels = new float[16];
        labels[3] = float.NaN;

        Assert.ThrowsAny<Exception>(() => network.Fit(Dataset.Regression(Inputs, labels, 4), new() { BatchSize = 4 }));

        Assert.All(network.BatchNorm1.MovingMean.ToArray(), mean => Assert.Equal(0, mean));
    }

    [Fact]
    public void Predictions_are_made_by_the_moving_statistics()
    {
        var network = new NormalizedFirst(seed: 1);
        Means.CopyTo(network.BatchNorm1.MovingMean);
        Variances.CopyTo(network.BatchNorm1.MovingVariance);
        var (one, other) = (new float[4], new float[16]);

        network.Predict(Inputs.AsSpan(0, 5), one);
        network.Predict(Inputs, other);

        // A sample's output does not depend on the others; and a mean that is taken away is no longer there.
        Assert.Equal(other[..4], one);
        network.BatchNorm1.MovingMean.Fill(100);
        network.Predict(Inputs.AsSpan(0, 5), other.AsSpan(0, 4));
        Assert.NotEqual(other[..4], one);
    }

    [Fact]
    public void Long_training_brings_prediction_near_what_training_sees()
    {
        var network = new NormalizedFirst(seed: 1);
        var random = new Random(5);
        var inputs = Enumerable.Range(0, 5 * 256).Select(_ => (random.NextSingle() * 6) + 10).ToArray();
        var labels = Enumerable.Range(0, 4 * 256).Select(i => inputs[i / 4 * 5] > 13 ? 1f : 0f).ToArray();

        network.Fit(Dataset.Regression(inputs, labels, 256), new() { Epochs = 60, BatchSize = 64, Optimizer = new Adam(0.01) });

        Assert.All(network.BatchNorm1.MovingMean.ToArray(), mean => Assert.InRange(mean, 11, 14));
        Assert.All(network.BatchNorm1.MovingVariance.ToArray(), variance => Assert.InRange(variance, 2, 4));
        Assert.True(network.Evaluate(Dataset.Regression(inputs, labels, 256)).Loss < 0.15);
    }

    [Fact]
    public void The_statistics_are_saved_with_the_parameters()
    {
        var network = new NormalizedFirst(seed: 1);
        network.TrainStep(Inputs, new float[16], new Adam());
        using var file = new MemoryStream();
        network.Save(file);
        file.Position = 0;

        var loaded = new NormalizedFirst(seed: 2);
        loaded.Load(file);

        Assert.Equal(network.Parameters.ToArray(), loaded.Parameters.ToArray());
        Assert.NotEqual(0, loaded.BatchNorm1.MovingMean[0]);
    }

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) < 1e-6;
}
