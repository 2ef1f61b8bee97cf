namespace NetGen.EndToEnd.Networks;

/// <summary>What holds for every declared network.</summary>
public class CommonTests
{
    public static TheoryData<string> Names => Catalogue.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Steps_lower_the_loss(string name)
    {
        var trial = Catalogue.Get(name).Start(batch: 16);
        var optimizer = new Adam(0.01f);
        var before = trial.Evaluate().Loss;
        for (var step = 0; step < 300; step++)
            trial.TrainStep(optimizer);

        var after = trial.Evaluate().Loss;

        if (trial.Network.Parameters.Length == 0)
            Assert.Equal(before, after);
        else
            Assert.True(after < 0.9 * before, $"{name}: the loss went from {before} to {after}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_weights(string name)
    {
        float[] Train(long seed)
        {
            var trial = Catalogue.Get(name).Start(batch: 9, seed);
            var optimizer = new RmsProp(0.01f);
            for (var step = 0; step < 20; step++)
                trial.TrainStep(optimizer);

            return trial.Network.Parameters.ToArray();
        }

        var weights = Train(seed: 5);

        Assert.Equal(weights, Train(seed: 5));
        if (weights.Length > 0 && name != nameof(AlphaFirst))
            Assert.NotEqual(weights, Train(seed: 6));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_and_a_prediction_allocate_nothing(string name)
    {
        var trial = Catalogue.Get(name).Start(batch: 13);
        var optimizer = new Adam();
        var outputs = new float[13 * Catalogue.Get(name).OutputLength];
        void Work()
        {
            trial.TrainStep(optimizer);
            trial.Network.Predict(trial.Inputs, outputs);
        }

        Work();
        Work();

        Assert.Equal(0, Allocations.Of(Work));
    }

    [Fact]
    public void The_measure_of_allocations_sees_one() => Assert.NotEqual(0, Allocations.Of(() => GC.KeepAlive(new object())));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_is_predicted_with_the_same_bits_in_every_batch(string name)
    {
        var network = Catalogue.Get(name);
        var trial = network.Start(batch: 1000);
        var together = new float[1000 * network.OutputLength];
        trial.Network.Predict(trial.Inputs, together);

        foreach (var batch in new[] { 1, 7, 128 })
        {
            var apart = new float[1000 * network.OutputLength];
            for (var start = 0; start < 1000; start += batch)
            {
                var count = Math.Min(batch, 1000 - start);
                trial.Network.Predict(
                    trial.Inputs.AsSpan(start * network.InputLength, count * network.InputLength),
                    apart.AsSpan(start * network.OutputLength, count * network.OutputLength));
            }

            Assert.True(together.AsSpan().SequenceEqual(apart), $"{name}: batches of {batch} differ");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_saved_network_predicts_the_same_when_loaded(string name)
    {
        var network = Catalogue.Get(name);
        var trial = network.Start(batch: 3);
        var other = network.Create(seed: 99);
        using var file = new MemoryStream();
        trial.Network.Save(file);
        file.Position = 0;
        other.Load(file);

        var expected = new float[3 * network.OutputLength];
        var actual = new float[3 * network.OutputLength];
        trial.Network.Predict(trial.Inputs, expected);
        other.Predict(trial.Inputs, actual);

        Assert.Equal(expected, actual);
    }
}
