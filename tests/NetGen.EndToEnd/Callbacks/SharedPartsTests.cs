using NetGen.EndToEnd.Networks;
using NetGen.EndToEnd.Training;

namespace NetGen.EndToEnd.Callbacks;

/// <summary>A callback, a metric or an optimizer keeps the state of one training at a time.</summary>
public class SharedPartsTests
{
    private static readonly Dataset<int> Data = FitTests.MakeData(32, seed: 1);

    public static TheoryData<string> Parts => ["callback", "metric", "optimizer"];

    [Theory]
    [MemberData(nameof(Parts))]
    public void One_that_is_in_another_training_is_refused_and_neither_is_changed(string part)
    {
        var alone = new SmallClassifier(seed: 3);
        alone.Fit(Data, Options(part, new object[] { new EarlyStopping { Monitor = "loss" }, new LogLoss(), new Adam() }, null));
        object[] shared = [new EarlyStopping { Monitor = "loss" }, new LogLoss(), new Adam()];
        var (first, second) = (new SmallClassifier(seed: 3), new SmallClassifier(seed: 4));
        var before = second.Parameters.ToArray();
        var errors = new List<Exception?>();

        first.Fit(Data, Options(part, shared, () => errors.Add(Record.Exception(() => second.Fit(Data, Options(part, shared, null))))));

        // Before its first step as well as between two.
        Assert.Equal(1 + 6, errors.Count);
        Assert.All(errors, e => Assert.Contains("of its own", Assert.IsType<InvalidOperationException>(e).Message, StringComparison.Ordinal));
        Assert.Equal(before, second.Parameters.ToArray());
        Assert.Equal(alone.Parameters.ToArray(), first.Parameters.ToArray());
        if (part != "optimizer")
            second.Fit(Data, Options(part, shared, null));
    }

    [Fact]
    public void A_training_that_was_refused_or_failed_lets_go_of_all()
    {
        var (stopping, loss) = (new EarlyStopping { Monitor = "loss" }, new LogLoss());
        var network = new SmallClassifier(seed: 3);
        FitOptions<int> Options() => new() { Callbacks = [stopping], Metrics = [loss], BatchSize = 16 };

        var refused = Options();
        refused.Callbacks = [stopping, new EarlyStopping { Monitor = "nothing" }];
        Assert.Throws<ArgumentException>(() => network.Fit(Data, refused));
        var failing = Options();
        failing.OnStep = _ => throw new TimeoutException();
        Assert.Throws<TimeoutException>(() => network.Fit(Data, failing));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var left = Options();
        left.Cancellation = cancelled.Token;
        network.Fit(Data, left);

        network.Fit(Data, Options());
        new SmallClassifier(seed: 4).Fit(Data, Options());
        network.Evaluate(Data, loss);
    }

    [Fact]
    public void The_same_one_twice_in_a_list_is_refused()
    {
        var network = new SmallClassifier(seed: 3);
        var (stopping, loss) = (new EarlyStopping { Monitor = "loss" }, new LogLoss());

        var callbacks = Assert.Throws<ArgumentException>("Callbacks", () => network.Fit(Data, new() { Callbacks = [stopping, new TerminateOnNaN(), stopping] }));
        var metrics = Assert.Throws<ArgumentException>("Metrics", () => network.Fit(Data, new() { Metrics = [loss, loss] }));

        Assert.Contains("the same EarlyStopping at the places 0 and 2", callbacks.Message, StringComparison.Ordinal);
        Assert.Contains("the same metric 'log_loss' twice", metrics.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("metrics", () => network.Evaluate(Data, loss, loss));
        network.Fit(Data, new() { Callbacks = [stopping, new TerminateOnNaN(), new TerminateOnNaN()], Metrics = [loss] });
        network.Evaluate(Data, loss);
    }

    [Fact]
    public void An_evaluation_does_not_take_the_metric_of_an_epoch_under_way()
    {
        Exception? within = null, beside = null, betweenEpochs = null;
        var loss = new LogLoss();
        var network = new SmallClassifier(seed: 3);
        var alone = new SmallClassifier(seed: 3).Fit(Data, new() { Epochs = 2, BatchSize = 16, Metrics = [new LogLoss()] });

        var history = network.Fit(Data, new()
        {
            Epochs = 2,
            BatchSize = 16,
            Metrics = [loss],
            OnStep = _ => within ??= Record.Exception(() => network.Evaluate(Data, loss)),
            OnEpoch = _ =>
            {
                betweenEpochs ??= Record.Exception(() => network.Evaluate(Data, loss));
                var thread = new Thread(() => beside = Record.Exception(() => network.Evaluate(Data, loss)));
                thread.Start();
                thread.Join();
            },
        });

        Assert.IsType<InvalidOperationException>(within);
        Assert.IsType<InvalidOperationException>(beside);
        Assert.Null(betweenEpochs);
        Assert.Equal(alone.Epochs.Select(e => e["log_loss"]), history.Epochs.Select(e => e["log_loss"]));
    }

    private static FitOptions<int> Options(string part, object[] shared, Action? meanwhile) => new()
    {
        Epochs = 3,
        BatchSize = 16,
        Callbacks = part == "callback" ? [new AtBegin(meanwhile), (Callback)shared[0]] : [new AtBegin(meanwhile)],
        Metrics = part == "metric" ? [(Metric)shared[1]] : [],
        Optimizer = part == "optimizer" ? (Optimizer)shared[2] : new Adam(),
        OnStep = _ => meanwhile?.Invoke(),
    };

    private sealed class AtBegin(Action? action) : Callback
    {
        public override void OnTrainBegin(TrainingContext training) => action?.Invoke();
    }
}
