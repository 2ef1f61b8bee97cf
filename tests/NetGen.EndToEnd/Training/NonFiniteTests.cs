using NetGen.EndToEnd.Networks;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Training;

/// <summary>NaN, infinity and a loss that runs away are said: in the data before anything is trained, in a training by the step in which they come up.</summary>
public sealed partial class NonFiniteTests : IDisposable
{
    private static readonly Dataset<int> Data = FitTests.MakeData(70, seed: 1);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void Data_that_are_not_finite_are_refused_with_sample_and_column(float value, string text)
    {
        var broken = Broken(value, sample: 65, column: 3);
        var network = new SmallClassifier(seed: 3);
        var expected = $"It holds {text} in sample 65 at place 3 of its features, which is column 3 counted from 0";

        foreach (var options in new FitOptions<int>[] { new(), new() { ValidationSplit = 0.2 }, new() { Preprocessor = new Standardize() } })
        {
            var error = Assert.Throws<ArgumentException>("data", () => network.Fit(broken, options));
            Assert.StartsWith($"'data' does not fit SmallClassifier. {expected}", error.Message, StringComparison.Ordinal);
        }

        Assert.Contains(expected, Assert.Throws<ArgumentException>("Validation", () => network.Fit(Data, new() { Validation = broken })).Message, StringComparison.Ordinal);
        Assert.Equal(0, network.Steps);
        Assert.Null(network.Preprocessor);
        network.CheckFinite = true;
        Assert.Throws<ArgumentException>("data", () => network.Fit(broken, new() { CheckFinite = false }));
    }

    [Fact]
    public void A_network_without_parameters_has_none_that_are_not_finite()
    {
        var history = new Unweighted().Fit(Dataset.Regression(new float[6], new float[6], count: 3), new() { Epochs = 2, Callbacks = [new Checkpoint(_folder["net.safetensors"])] });

        Assert.Equal((StopReason.Completed, 2), (history.StopReason, history.Epochs.Count));
        Assert.Empty(history.Warnings);
        Assert.True(File.Exists(_folder["net.safetensors"]));
    }

    [Fact]
    public void Targets_are_looked_at_too()
    {
        var network = new Regression(seed: 1);
        var data = Dataset.Regression(new float[8], [0, 0, 0, 0, float.NaN, 0], 2);

        var error = Assert.Throws<ArgumentException>("data", () => network.Fit(data));

        Assert.Contains("It holds NaN in sample 1 at place 1 of its labels, which is column 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Streamed_data_are_looked_at_as_they_come(bool isShuffled)
    {
        var broken = Broken(float.NaN, sample: 65, column: 3);
        var network = new SmallClassifier(seed: 3);

        foreach (var fit in new Action<FitOptions<int>>[]
        {
            options => network.Fit(new MemorySource(broken), options),
            options => network.Fit(StreamedFitTests.Stream(broken), options),
        })
        {
            var error = Assert.Throws<ArgumentException>("data", () => fit(new() { BatchSize = 16, Shuffle = isShuffled }));
            Assert.Contains("It holds NaN in sample 65 at place 3 of its features", error.Message, StringComparison.Ordinal);
            fit(new() { BatchSize = 16, Shuffle = isShuffled, CheckFinite = false });
        }
    }

    [Fact]
    public void Unchecked_the_first_step_with_nan_ends_the_training_and_the_weights_are_those_before_it()
    {
        var broken = Broken(float.NaN, sample: 40, column: 0);
        var network = new SmallClassifier(seed: 3);
        var adam = new Adam();

        var history = network.Fit(broken, new() { Epochs = 5, BatchSize = 16, Shuffle = false, CheckFinite = false, Optimizer = adam });

        Assert.Equal(
            (StopReason.NonFinite, "the loss became NaN in step 3 of epoch 1; the weights are those from before that step"), (history.StopReason, history.Explanation));
        Assert.Empty(history.Epochs);
        Assert.Equal((2L, 2L), (network.Steps, adam.Steps));
        var before = new SmallClassifier(seed: 3);
        before.Fit(Data, new() { Steps = 2, BatchSize = 16, Shuffle = false, Optimizer = new Adam() });
        Assert.Equal(before.Parameters.ToArray(), network.Parameters.ToArray());
    }

    [Fact]
    public void A_loss_that_becomes_infinite_or_nan_ends_the_training_with_its_step_and_is_printed()
    {
        var network = new Regression(seed: 1);
        using var shown = new StringWriter();

        var history = network.Fit(Line(), new() { Epochs = 200, BatchSize = 8, Optimizer = new Sgd(1e3f), ProgressOutput = shown });

        Assert.Equal(StopReason.NonFinite, history.StopReason);
        Assert.Matches("^the loss became (NaN|Infinity) in step [1-4] of epoch [0-9]+; the weights are those from before that step$", history.Explanation);
        Assert.InRange(history.Epochs.Count, 0, 30);
        Assert.Contains("stopped: " + history.Explanation, shown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void With_terminate_on_nan_the_callback_is_the_reason()
    {
        var history = new Regression(seed: 1).Fit(Line(), new() { Epochs = 200, BatchSize = 8, Optimizer = new Sgd(1e3f), Callbacks = [new TerminateOnNaN()] });

        Assert.Equal(StopReason.Callback, history.StopReason);
        Assert.StartsWith("the loss became ", history.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_the_last_update_has_spoiled_are_said()
    {
        var network = new Regression(seed: 1);

        var data = Dataset.Regression([1, 1, 1, 1, 1, 1, 1, 1], [1000, 1000, 1000, 1000, 1000, 1000], 2);
        var history = network.Fit(data, new() { Epochs = 1, Optimizer = new Sgd(float.MaxValue) });

        Assert.True(double.IsFinite(history.Last.Loss));
        Assert.Equal((StopReason.NonFinite, "the weights became NaN or infinite in an update of epoch 1"), (history.StopReason, history.Explanation));
        Assert.Contains("the weights hold NaN or infinity", history.Warnings);

        var within = new Regression(seed: 1).Fit(data, new() { Steps = 1, BatchSize = 1, Optimizer = new Sgd(float.MaxValue) });

        Assert.Equal((StopReason.NonFinite, "the weights became NaN or infinite by step 1 of epoch 1"), (within.StopReason, within.Explanation));
    }

    [Fact]
    public void Spoiled_weights_are_neither_the_best_nor_do_they_replace_a_checkpoint()
    {
        var file = _folder["training.safetensors"];
        var data = Dataset.Regression([1e-30f, 1e-30f, 1, 1], [0, 0, 1000], 1);
        var network = new Spoiled(seed: 1);
        var stopping = new EarlyStopping { Monitor = "loss", RestoreBestWeights = true };
        FitOptions<float> Options(float rate, params Callback[] callbacks) => new() { Epochs = 3, Optimizer = new Sgd(rate), Callbacks = callbacks };
        new Spoiled(seed: 1).Fit(data, Options(1e-9f, new Checkpoint(file)));
        var good = File.ReadAllBytes(file);

        var history = network.Fit(data, Options(float.MaxValue, new Checkpoint(file) { EverySteps = 1 }, stopping));

        Assert.Equal((StopReason.NonFinite, "the weights became NaN or infinite in an update of epoch 1"), (history.StopReason, history.Explanation.Replace("by step 1", "in an update", StringComparison.Ordinal)));
        Assert.Equal(0, stopping.BestEpoch);
        Assert.Equal(good, File.ReadAllBytes(file));
    }

    [Fact]
    public void Where_an_update_before_the_step_has_spoiled_the_weights_that_is_said()
    {
        var network = new Slope(seed: 1);
        network.Parameters[0] = 1e-10f;
        // A loss of 1e30, whose slope times the input is more than a float can hold.
        var data = Dataset.Regression([1e25f, 1e25f], [0, 0], 2);

        var history = network.Fit(data, new() { Epochs = 5, BatchSize = 1, Optimizer = new Sgd() });

        Assert.Equal(
            (StopReason.NonFinite, "the loss became NaN in step 2 of epoch 1; the weights held NaN or infinity before that step"),
            (history.StopReason, history.Explanation.Replace("Infinity", "NaN", StringComparison.Ordinal)));
        Assert.Equal(1, network.Steps);
    }

    [Fact]
    public void A_checkpoint_is_not_written_for_a_step_that_failed_and_resuming_comes_to_the_same_end()
    {
        var broken = Broken(float.NaN, sample: 40, column: 0);
        var file = _folder["training.safetensors"];
        FitOptions<int> Options() => new()
        {
            Epochs = 5,
            BatchSize = 16,
            Shuffle = false,
            CheckFinite = false,
            Optimizer = new Adam(),
            ResumeFrom = file,
            Callbacks = [new Checkpoint(file) { EverySteps = 1 }],
        };
        var first = new SmallClassifier(seed: 3);
        var expected = first.Fit(broken, Options());

        var second = new SmallClassifier(seed: 3);
        var history = second.Fit(broken, Options());

        Assert.Equal((expected.StopReason, expected.Explanation), (history.StopReason, history.Explanation));
        Assert.Equal(first.Parameters.ToArray(), second.Parameters.ToArray());
        Assert.Equal(2, second.Steps);
    }

    [Fact]
    public void A_loss_that_runs_away_but_stays_finite_is_said_once()
    {
        using var shown = new StringWriter();

        // About ten times as much with each step, which a float holds for some forty.
        var byEpochs = new Regression(seed: 1).Fit(Line(), new() { Epochs = 8, BatchSize = 32, Optimizer = new Sgd(4), ProgressOutput = shown });
        var bySteps = new Regression(seed: 1).Fit(Line(640), new() { BatchSize = 32, Optimizer = new Sgd(4) });

        Assert.Equal(StopReason.Completed, byEpochs.StopReason);
        Assert.True(byEpochs.Last.Loss > 1000 * byEpochs.Epochs[0].Loss);
        var warning = Assert.Single(byEpochs.Warnings);
        Assert.Matches("^the loss runs away: .+ in epoch [2-8], .+ in epoch 1. Try a smaller learning rate", warning);
        Assert.Contains("warning: " + warning, shown.ToString(), StringComparison.Ordinal);
        Assert.Matches("^the loss runs away: at least .+ in each of the steps 8 to 15, at most .+ in the first 3. Try a smaller learning rate", Assert.Single(bySteps.Warnings));
    }

    [Fact]
    public void A_validation_loss_that_is_no_number_is_said_once()
    {
        var validation = Dataset.Regression([float.MaxValue, float.MaxValue, 0, 0], [0, 0, 0], 1);

        var history = new Overflowing(seed: 1).Fit(Line(), new() { Epochs = 3, Validation = validation, Optimizer = new Sgd(1e-3f) });

        Assert.Equal(StopReason.Completed, history.StopReason);
        Assert.Matches("^the validation loss became (NaN|Infinity) in epoch 1$", Assert.Single(history.Warnings));
    }

    [Fact]
    public void A_training_as_it_should_be_has_no_warnings()
    {
        Assert.Empty(new SmallClassifier(seed: 3).Fit(Data, new() { Epochs = 20, BatchSize = 1, Optimizer = new Sgd(0.1f) }).Warnings);
        Assert.Empty(new Regression(seed: 1).Fit(Line(), new() { Epochs = 20, BatchSize = 8, Optimizer = new Sgd(0.01f) }).Warnings);
        // Sorted from easy to hard: the first epoch's loss grows, the training does not run away.
        float[] features = [.. Enumerable.Range(0, 64 * 4).Select(i => i / 4 * 0.1f)];
        var sorted = Dataset.Regression(features, [.. Enumerable.Range(0, 64 * 3).Select(i => MathF.Pow(i / 3, 3))], 64);
        Assert.Empty(new Regression(seed: 1).Fit(sorted, new() { BatchSize = 1, Shuffle = false, Optimizer = new Sgd(1e-12f) }).Warnings);
    }

    private static Dataset<int> Broken(float value, int sample, int column)
    {
        var features = Data.Features.ToArray();
        features[(sample * 5) + column] = value;
        return Dataset.Classification(features, Data.Labels.ToArray());
    }

    [Input(1)]
    [Dense(1)]
    internal partial class Slope;

    [Input(2)]
    [Softplus]
    internal partial class Unweighted;

    [Input(4)]
    [Dense(3)]
    internal partial class Spoiled;

    [Input(4)]
    [Dense(3, KernelInitializer = Initializer.Ones)]
    internal partial class Overflowing;

    private static Dataset<float> Line(int samples = 32)
    {
        var random = new Random(1);
        float[] features = [.. Enumerable.Range(0, samples * 4).Select(_ => (2 * random.NextSingle()) - 1)];
        return Dataset.Regression(features, [.. Enumerable.Range(0, samples * 3).Select(i => features[i / 3 * 4])], samples);
    }
}
