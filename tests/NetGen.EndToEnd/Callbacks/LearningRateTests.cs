namespace NetGen.EndToEnd.Callbacks;

/// <summary>What sets the learning rate while a network trains.</summary>
public class LearningRateTests
{
    [Fact]
    public void A_plateau_lowers_the_rate()
    {
        var plateau = new ReduceOnPlateau { Monitor = "given", Patience = 2, Factor = 0.5 };

        Assert.Equal([0.1f, 0.1f, 0.1f, 0.05f, 0.05f, 0.025f], Rates([3, 3, 3, 3, 3, 3], plateau));
    }

    [Fact]
    public void An_improvement_below_the_least_change_is_none()
    {
        Assert.Equal([0.1f, 0.1f, 0.01f], Rates([3, 2.99995, 2.9], new ReduceOnPlateau { Monitor = "given", Patience = 1 }));
        Assert.Equal([0.1f, 0.1f, 0.1f], Rates([3, 2.99995, 2.9], new ReduceOnPlateau { Monitor = "given", Patience = 1, MinDelta = 0 }));
    }

    [Fact]
    public void A_cooldown_delays_the_next_lowering()
    {
        var plateau = new ReduceOnPlateau { Monitor = "given", Patience = 1, Factor = 0.5, Cooldown = 2 };

        // Lowered after epoch 2; epochs 3 cools down, 4 counts again as the cooldown has ended.
        Assert.Equal([0.1f, 0.1f, 0.05f, 0.05f, 0.025f, 0.025f], Rates([3, 3, 3, 3, 3, 3], plateau));
    }

    [Fact]
    public void It_does_not_fall_below_the_least_rate()
    {
        var plateau = new ReduceOnPlateau { Monitor = "given", Patience = 1, MinRate = 0.03 };

        Assert.Equal([0.1f, 0.1f, 0.03f, 0.03f], Rates([3, 3, 3, 3], plateau));
    }

    [Fact]
    public void It_never_becomes_zero()
    {
        var plateau = new ReduceOnPlateau { Monitor = "given", Patience = 1, Factor = 1e-30 };

        Assert.Equal([0.1f, 0.1f, (float)(0.1f * 1e-30), (float)(0.1f * 1e-30)], Rates([3, 3, 3, 3], plateau));
    }

    [Fact]
    public void A_rate_for_each_epoch_is_set_before_its_steps()
    {
        Assert.Equal([0.1f, 0.05f, 0.025f], Rates(new double[3], new LearningRateScheduler((epoch, rate) => epoch == 1 ? rate : rate / 2)));
    }

    [Fact]
    public void A_schedule_counts_steps()
    {
        var history = Scripted.Train(new double[5], options => options.Optimizer = new Sgd { Schedule = new StepDecay(0.8, 2, 0.5) }).History;

        Assert.Equal([0.8f, 0.8f, 0.4f, 0.4f, 0.2f], history.Epochs.Select(epoch => (float)epoch.LearningRate));
    }

    [Fact]
    public void Two_who_set_the_rate_are_refused()
    {
        foreach (var callback in new Callback[] { new ReduceOnPlateau { Monitor = "given" }, new LearningRateScheduler((_, rate) => rate) })
        {
            var error = Assert.Throws<ArgumentException>(() => Scripted.Train([1], options => options.Optimizer = new Adam { Schedule = new StepDecay(0.8, 2) }, callback));
            Assert.StartsWith($"{callback.Name} sets the learning rate, but that of the Adam follows its schedule, StepDecay; use one of them.", error.Message);
        }
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Equal("Factor", Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { Factor = 1 }).ParamName);
        Assert.Equal("Patience", Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { Patience = -1 }).ParamName);
        Assert.Equal("MinDelta", Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { MinDelta = -1 }).ParamName);
        Assert.Equal("Cooldown", Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { Cooldown = -1 }).ParamName);
        Assert.Equal("MinRate", Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { MinRate = double.PositiveInfinity }).ParamName);
        Assert.Equal("rate", Assert.Throws<ArgumentNullException>(() => new LearningRateScheduler(null!)).ParamName);
    }

    private static float[] Rates(double[] values, Callback callback) =>
        [.. Scripted.Train(values, callback).History.Epochs.Select(epoch => (float)epoch.LearningRate)];
}
