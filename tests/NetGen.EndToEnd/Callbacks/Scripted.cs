using NetGen.EndToEnd.Networks;
using NetGen.EndToEnd.Training;

namespace NetGen.EndToEnd.Callbacks;

/// <summary>Trains with a metric <c>given</c> whose value in each epoch the test writes down.</summary>
internal static class Scripted
{
    public static Dataset<int> Data { get; } = FitTests.MakeData(32, seed: 1);

    /// <summary>One epoch for each value, of one step.</summary>
    public static (SmallClassifier Network, History History) Train(double[] values, params Callback[] callbacks) =>
        Train(values, _ => { }, callbacks);

    public static (SmallClassifier Network, History History) Train(double[] values, Action<FitOptions<int>> change, params Callback[] callbacks)
    {
        var network = new SmallClassifier(seed: 3);
        var given = new Given(values);
        var options = new FitOptions<int> { Epochs = values.Length, BatchSize = 32, Optimizer = new Sgd(0.1f), Metrics = [given], Callbacks = [given.Clock, .. callbacks] };
        change(options);
        return (network, network.Fit(Data, options));
    }

    private sealed class Given(double[] values) : Metric("given")
    {
        public EpochClock Clock { get; } = new();

        public override bool HigherIsBetter => false;

        public override double Value => values[Clock.Epoch - 1];

        public override void Reset()
        {
        }

        public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int outputLength)
        {
        }
    }

    private sealed class EpochClock : Callback
    {
        public int Epoch { get; private set; } = 1;

        public override void OnEpochBegin(TrainingContext training) => Epoch = training.Epoch;
    }
}
