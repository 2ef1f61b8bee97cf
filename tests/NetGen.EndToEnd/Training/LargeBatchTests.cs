namespace NetGen.EndToEnd.Training;

/// <summary>Batches whose outputs would be more than an array can hold are refused by name, wherever they come from, before anything has changed.</summary>
public partial class LargeBatchTests
{
    private const int Samples = 40_000;

    private static readonly Dataset<int> Data = Dataset.Classification(new float[Samples], new int[Samples]);

    [Fact]
    public void Fit_refuses_what_a_step_refuses()
    {
        var network = new Wide(seed: 1);
        var step = Assert.Throws<ArgumentException>(() => network.TrainStep(Data.Features, Data.Labels, new Sgd()));
        Assert.Contains($"A batch of {Samples} samples needs ", step.Message, StringComparison.Ordinal);

        foreach (var metrics in new Metric[][] { [], [new LogLoss()] })
        {
            var memory = Assert.Throws<ArgumentException>("BatchSize", () => network.Fit(Data, Options(metrics)));
            var source = Assert.Throws<ArgumentException>("BatchSize", () => network.Fit(new MemorySource(Data), Options(metrics)));
            Assert.Equal(step.Message.Split(" (Param")[0], memory.Message.Split(" (Param")[0]);
            Assert.Equal(memory.Message, source.Message);
        }

        Assert.Throws<ArgumentException>("BatchSize", () => network.Fit(StreamedFitTests.Stream(Data), Options([new LogLoss()])));
        var stepped = Assert.Throws<ArgumentException>(() => network.Fit(StreamedFitTests.Stream(Data), Options([])));
        Assert.Equal(step.Message, stepped.Message);
        Assert.Contains("another optimizer", Assert.Throws<ArgumentException>("Optimizer", () => network.Fit(Data, new() { Optimizer = new Lbfgs() })).Message, StringComparison.Ordinal);
        Assert.Equal(0, network.Steps);
        Assert.Null(network.Preprocessor);
    }

    [Fact]
    public void Samples_that_are_selected_again_and_again_are_counted_before_they_are_copied()
    {
        var data = Dataset.Classification(new float[3_000_000], new int[1]);

        Assert.Contains("more than an array can hold", Assert.Throws<ArgumentException>("samples", () => data.Select(new int[1000])).Message, StringComparison.Ordinal);
    }

    private static FitOptions<int> Options(Metric[] metrics) => new() { BatchSize = Samples, Metrics = metrics, Optimizer = new Sgd() };

    [Input(1)]
    [Dense(70_000)]
    [Softmax]
    internal partial class Wide;
}
