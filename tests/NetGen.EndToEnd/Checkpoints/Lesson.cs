using NetGen.EndToEnd.Training;

namespace NetGen.EndToEnd.Checkpoints;

[Input(5)]
[Dense(7, Relu)]
[Dropout(0.3)]
[Dense(3)]
[Softmax]
public partial class Interrupted;

/// <summary>A training of 4 epochs with 5 steps each, in which everything remembers something.</summary>
internal static class Lesson
{
    public const int Epochs = 4;
    public const int StepsPerEpoch = 5;
    public const int Steps = Epochs * StepsPerEpoch;

    public static Dataset<int> Data { get; } = FitTests.MakeData(70, seed: 1);

    public static Dataset<int> Validation { get; } = FitTests.MakeData(20, seed: 2);

    /// <summary>The optimizers, at a rate of their own.</summary>
    public static Dictionary<string, Func<Optimizer>> Optimizers { get; } = new()
    {
        ["adam"] = () => new Adam(0.02f),
        ["rmsprop"] = () => new RmsProp(0.02f),
        ["sgd"] = () => new Sgd(0.1f),
        ["momentum"] = () => new Sgd(0.1f, 0.9f),
        ["nesterov"] = () => new Sgd(0.1f, 0.9f, nesterov: true),
        ["centered rmsprop with momentum"] = () => new RmsProp(0.01f, momentum: 0.5, centered: true),
        ["amsgrad"] = () => new Adam(0.02f, amsgrad: true),
        ["adamw"] = () => new AdamW(0.02f),
        ["nadam"] = () => new Nadam(0.02f),
        ["adamax"] = () => new Adamax(0.02f),
        ["adagrad"] = () => new Adagrad(0.1f),
        ["adadelta"] = () => new Adadelta(1),
        ["lion"] = () => new Lion(0.005f),
    };

    public static Interrupted NewNetwork() => new(seed: 3);

    public static FitOptions<int> Options(Optimizer optimizer) => new()
    {
        Epochs = Epochs,
        BatchSize = 16,
        Optimizer = optimizer,
        Validation = Validation,
        Metrics = [new LabelSum()],
        Callbacks = [new EarlyStopping { Patience = 2, MinDelta = 0.5, StartFromEpoch = 1, RestoreBestWeights = true }],
    };

    /// <summary>A training that nothing interrupts.</summary>
    public static Outcome Whole(Func<Interrupted, FitOptions<int>> options)
    {
        var network = NewNetwork();
        return new Outcome(network, network.Fit(Data, options(network)));
    }

    /// <summary>A callback of a time before states were checked: it refuses its own while it restores.</summary>
    internal sealed class Stubborn : Callback
    {
        public override void Save(TrainingState state) => state.Set("mood", "none");

        public override void Restore(TrainingState state) => state.GetInteger("mood");
    }

    /// <summary>A schedule of a user's own.</summary>
    internal sealed class Straight(double slope) : LearningRateSchedule
    {
        public override double At(long step) => slope * (step + 1);
    }

    /// <summary>A metric with a state.</summary>
    internal sealed class LabelSum() : Metric("label_sum")
    {
        private double _sum;

        public override double Value => _sum;

        public override void Reset() => _sum = 0;

        public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int outputLength)
        {
            for (var i = 0; i < labels.Length; i++)
                _sum += outputs[(i * outputLength) + labels[i]] / 3.0;
        }

        public override void Save(TrainingState state) => state.Set("sum", _sum);

        public override void Restore(TrainingState state) => _sum = state.GetNumber("sum");
    }
}

/// <summary>A trained network and its history.</summary>
internal sealed record Outcome(Network Network, History History)
{
    /// <summary>Fails unless both trainings went the same way, to the bit; how long they took does not count.</summary>
    public void ShouldEqual(Outcome other)
    {
        Assert.Equal(Bits(Network), Bits(other.Network));
        Assert.Equal(Network.Steps, other.Network.Steps);
        Assert.Equal(Values(History), Values(other.History));
        Assert.Equal((History.StopReason, History.Explanation), (other.History.StopReason, other.History.Explanation));
    }

    private static int[] Bits(Network network) => [.. network.Parameters.ToArray().Select(BitConverter.SingleToInt32Bits)];

    private static IEnumerable<(int, MetricValue)> Values(History history) =>
        history.Epochs.SelectMany(epoch => epoch.Values().Select(value => (epoch.Epoch, value)));
}
