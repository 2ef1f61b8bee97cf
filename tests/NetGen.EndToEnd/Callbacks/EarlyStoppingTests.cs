using NetGen.EndToEnd.Networks;

namespace NetGen.EndToEnd.Callbacks;

/// <summary>Early stopping as Keras does it, on values that are written down.</summary>
public class EarlyStoppingTests
{
    private static readonly double[] Values = [5, 3, 4, 2.8, 3, 2.6, 2.6, 2.6];

    [Theory]
    [InlineData(0, 0, 3, 2)]
    [InlineData(1, 0, 3, 2)]
    [InlineData(2, 0, 8, 6)]
    [InlineData(2, 0.5, 4, 2)]
    [InlineData(3, 2.5, 4, 1)]
    public void It_stops_after_so_many_epochs_without_improvement(int patience, double minDelta, int stopped, int best)
    {
        var stopping = new EarlyStopping { Monitor = "given", Patience = patience, MinDelta = minDelta };

        var history = Scripted.Train(Values, stopping).History;

        Assert.Equal((StopReason.Callback, stopped), (history.StopReason, history.Epochs.Count));
        Assert.Equal((stopped, best), (stopping.StoppedEpoch, stopping.BestEpoch));
        Assert.StartsWith("given did not improve for ", history.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { double.NaN, double.NaN, double.NaN }, "given was NaN for 3 epochs; there was no best before")]
    [InlineData(new[] { 2, double.NaN, double.NaN, double.NaN }, "given was NaN for 3 epochs; the best was 2 in epoch 1")]
    [InlineData(new[] { 2, 3, double.NaN, 4 }, "given did not improve for 3 epochs, and was NaN in 1 of them; the best was 2 in epoch 1")]
    [InlineData(new[] { 2, 3, 3.0, 4 }, "given did not improve for 3 epochs; the best was 2 in epoch 1")]
    public void It_says_nan_where_it_was_nan(double[] values, string explanation)
    {
        var history = Scripted.Train(values, new EarlyStopping { Monitor = "given", Patience = 3 }).History;

        Assert.Equal(explanation, history.Explanation);
    }

    [Fact]
    public void It_lets_go_on_what_improves()
    {
        var stopping = new EarlyStopping { Monitor = "given", Patience = 3 };

        var history = Scripted.Train(Values, stopping).History;

        Assert.Equal((StopReason.Completed, 8, 0), (history.StopReason, history.Epochs.Count, stopping.StoppedEpoch));
    }

    [Fact]
    public void The_first_epochs_can_be_left_out()
    {
        var stopping = new EarlyStopping { Monitor = "given", Patience = 1, StartFromEpoch = 3 };

        var history = Scripted.Train([1, 2, 3, 4, 3.5, 3.6, 0], stopping).History;

        Assert.Equal((6, 5), (history.Epochs.Count, stopping.BestEpoch));
    }

    [Theory]
    [InlineData(2.9, 0)]
    [InlineData(2.0, 5)]
    public void A_baseline_must_be_passed_for_the_waiting_to_start_over(double baseline, int stopped)
    {
        var stopping = new EarlyStopping { Monitor = "given", Patience = 5, Baseline = baseline };

        Scripted.Train([5, 4, 3, 2.8, 3, 2.6], stopping);

        Assert.Equal(stopped, stopping.StoppedEpoch);
    }

    [Fact]
    public void The_best_weights_come_back_when_asked_for()
    {
        var afterTwo = Scripted.Train(Values[..2]).Network;
        var (restored, _) = Scripted.Train(Values, new EarlyStopping { Monitor = "given", Patience = 1, RestoreBestWeights = true });
        var (kept, _) = Scripted.Train(Values, new EarlyStopping { Monitor = "given", Patience = 1 });

        Assert.Equal(afterTwo.Parameters.ToArray(), restored.Parameters.ToArray());
        Assert.NotEqual(afterTwo.Parameters.ToArray(), kept.Parameters.ToArray());
    }

    [Fact]
    public void They_come_back_as_well_where_training_ends_by_itself()
    {
        var afterFour = Scripted.Train(Values[..4]).Network;
        var (restored, history) = Scripted.Train(Values[..5], new EarlyStopping { Monitor = "given", Patience = 9, RestoreBestWeights = true });

        Assert.Equal(StopReason.Completed, history.StopReason);
        Assert.Equal(afterFour.Parameters.ToArray(), restored.Parameters.ToArray());
    }

    [Fact]
    public void Values_that_are_no_numbers_do_not_improve()
    {
        var stopping = new EarlyStopping { Monitor = "given", Patience = 2 };

        Scripted.Train([double.NaN, double.NaN, double.NaN, 1], stopping);

        Assert.Equal((2, 1), (stopping.StoppedEpoch, stopping.BestEpoch));
    }

    [Fact]
    public void It_starts_anew_with_each_training()
    {
        var stopping = new EarlyStopping { Monitor = "given", Patience = 1 };
        Scripted.Train([1, 2], stopping);
        Assert.Equal(2, stopping.StoppedEpoch);

        Scripted.Train([9, 8, 7], stopping);

        Assert.Equal((0, 3), (stopping.StoppedEpoch, stopping.BestEpoch));
    }

    [Theory]
    [InlineData("accuracy", true)]
    [InlineData("val_accuracy", true)]
    [InlineData("loss", false)]
    [InlineData("val_loss", false)]
    public void Accuracies_should_rise_and_losses_fall(string monitor, bool rises)
    {
        var stopping = new EarlyStopping { Monitor = monitor, Patience = 100 };
        var history = Scripted.Train(new double[10], options => options.Validation = Scripted.Data, stopping).History;

        var values = history.Epochs.Select(epoch => epoch[monitor]).ToList();

        Assert.Equal(values.IndexOf(rises ? values.Max() : values.Min()) + 1, stopping.BestEpoch);
        Assert.NotEqual(values.Max(), values.Min());
    }

    [Fact]
    public void A_value_that_is_not_there_is_refused_with_those_that_are()
    {
        var network = new SmallClassifier(seed: 3);
        var before = network.Parameters.ToArray();

        var error = Assert.Throws<ArgumentException>(() => network.Fit(Scripted.Data, new() { Callbacks = [new EarlyStopping()] }));

        Assert.Equal("Monitor", error.ParamName);
        Assert.StartsWith(
            "EarlyStopping watches 'val_loss', which this training does not have; it has loss, accuracy, learning_rate. Values that start with val_ need 'Validation' or 'ValidationSplit'.",
            error.Message);
        Assert.Equal(before, network.Parameters.ToArray());
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Equal("Patience", Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping { Patience = -1 }).ParamName);
        Assert.Equal("MinDelta", Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping { MinDelta = double.NaN }).ParamName);
        Assert.Equal("StartFromEpoch", Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping { StartFromEpoch = -1 }).ParamName);
    }
}
