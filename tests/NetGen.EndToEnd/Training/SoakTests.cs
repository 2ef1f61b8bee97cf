using NetGen.EndToEnd.Networks;

namespace NetGen.EndToEnd.Training;

/// <summary>Long loops allocate nothing, on any of their threads. The long version is a mode of benchmarks/NetGen.Benchmarks.Training.</summary>
public class SoakTests
{
    private const int Steps = 2000;
    private const int Round = 400;

    [Fact]
    public void Two_hundred_thousand_predictions_allocate_nothing()
    {
        var network = new SmallClassifier(seed: 3);
        var input = new float[SmallClassifier.InputLength];
        var output = new float[SmallClassifier.OutputLength];
        void Predict(int count)
        {
            for (var i = 0; i < count; i++)
            {
                input[i % input.Length] = i % 7;
                network.Predict(input, output);
            }
        }

        Predict(10);

        Assert.Equal(0, Allocations.Of(() => Predict(200_000)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Two_thousand_steps_with_metrics_and_progress_allocate_nothing_on_the_thread_that_trains(bool isStreamed)
    {
        var passes = new Allocations.Passes();
        var network = new SmallClassifier(seed: 3);
        var data = FitTests.MakeData(2 * Steps, seed: 1);
        var options = new FitOptions<int>
        {
            BatchSize = 2,
            Metrics = [new LabelSum()],
            ClassWeights = [1, 2, 3],
            ProgressOutput = TextWriter.Null,
            OnStep = progress =>
            {
                if (progress.Step % Round == 0)
                    passes.Pass();
            },
        };

        var source = new CountingSource(data);
        var history = isStreamed ? network.Fit(source, options) : network.Fit(data, options);

        Assert.Equal(Steps, network.Steps);
        Assert.Equal(0, passes.Least);
        Assert.Equal(isStreamed ? 0 : long.MaxValue, source.Passes.Least);
        Assert.Equal(data.Labels.ToArray().Sum(), history.Last["label_sum"]);
    }

    private sealed class LabelSum() : Metric("label_sum")
    {
        private double _sum;

        public override double Value => _sum;

        public override void Reset() => _sum = 0;

        public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int outputLength)
        {
            foreach (var label in labels)
                _sum += label;
        }
    }

    /// <summary>Measures what the thread that reads allocates between its reads.</summary>
    private sealed class CountingSource(Dataset<int> data) : SampleSource<int>
    {
        private int _reads;

        public Allocations.Passes Passes { get; } = new();

        public override int Count => data.Count;

        public override int SampleLength => data.SampleLength;

        public override int LabelLength => data.LabelLength;

        public override void Read(int sample, Span<float> features, Span<int> labels)
        {
            data.FeaturesOf(sample).CopyTo(features);
            data.LabelsOf(sample).CopyTo(labels);
            if (++_reads % Round == 0)
                Passes.Pass();
        }
    }
}
