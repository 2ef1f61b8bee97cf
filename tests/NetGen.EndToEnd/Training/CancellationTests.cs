using NetGen.EndToEnd.Networks;

namespace NetGen.EndToEnd.Training;

/// <summary>A cancelled training leaves a network that can be used and a history that says how far it came.</summary>
public class CancellationTests
{
    private static readonly Dataset<int> Data = FitTests.MakeData(70, seed: 1);

    [Fact]
    public void A_token_ends_the_training_after_the_step_under_way()
    {
        using var source = new CancellationTokenSource();
        var network = new SmallClassifier(seed: 3);

        var history = network.Fit(Data, new()
        {
            Epochs = 10,
            BatchSize = 16,
            Cancellation = source.Token,
            OnStep = progress =>
            {
                if (progress is { Epoch: 3, Step: 2 })
                    source.Cancel();
            },
        });

        Assert.Equal((StopReason.Cancelled, "training was cancelled"), (history.StopReason, history.Explanation));
        Assert.Equal(2, history.Epochs.Count);
        Assert.Equal((2 * 5) + 2, network.Steps);
        Assert.InRange(network.Evaluate(Data).Accuracy!.Value, 0, 1);
    }

    [Fact]
    public void The_network_and_the_optimizer_train_on()
    {
        using var source = new CancellationTokenSource();
        var network = new SmallClassifier(seed: 3);
        var adam = new Adam(0.02f);
        network.Fit(Data, new() { BatchSize = 16, Optimizer = adam, Cancellation = source.Token, OnStep = _ => source.Cancel() });
        var before = network.Evaluate(Data).Loss;

        var history = network.Fit(Data, new() { Epochs = 20, BatchSize = 16, Optimizer = adam });

        Assert.Equal((StopReason.Completed, 20), (history.StopReason, history.Epochs.Count));
        Assert.True(network.Evaluate(Data).Loss < before);
        Assert.Equal(1 + (20 * 5), adam.Steps);
    }

    [Fact]
    public void A_token_that_was_cancelled_before_trains_nothing()
    {
        var network = new SmallClassifier(seed: 3);
        var before = network.Parameters.ToArray();

        var history = network.Fit(Data, new() { Cancellation = new CancellationToken(canceled: true) });

        Assert.Equal((StopReason.Cancelled, 0), (history.StopReason, history.Epochs.Count));
        Assert.Equal("No epoch was finished: training was cancelled.", Assert.Throws<InvalidOperationException>(() => history.Last).Message);
        Assert.Equal(before, network.Parameters.ToArray());
    }

    [Fact]
    public void A_token_from_another_thread_is_seen()
    {
        using var source = new CancellationTokenSource();
        using var started = new ManualResetEventSlim();
        var canceller = new Thread(() =>
        {
            started.Wait();
            source.Cancel();
        });
        canceller.Start();

        var history = new SmallClassifier(seed: 3).Fit(Data, new() { Epochs = int.MaxValue, Cancellation = source.Token, OnStep = _ => started.Set() });

        canceller.Join();
        Assert.Equal(StopReason.Cancelled, history.StopReason);
    }
}
