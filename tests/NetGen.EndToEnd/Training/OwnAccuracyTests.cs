using System.Text.Json;
using NetGen.EndToEnd.Checkpoints;
using NetGen.EndToEnd.Networks;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Training;

/// <summary>A metric with the name <c>accuracy</c> takes the place of the loss's own accuracy, everywhere.</summary>
public sealed class OwnAccuracyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_training_with_it_resumes()
    {
        string saved = _folder["training.safetensors"];
        FitOptions<int> Options(int epochs) => new()
        {
            Epochs = epochs,
            Optimizer = new Adam(),
            Validation = Lesson.Validation,
            Metrics = [new Accuracy()],
            Callbacks = [new Checkpoint(saved)],
            ResumeFrom = saved,
        };
        var whole = new SmallClassifier(seed: 3).Fit(Lesson.Data, Options(4));
        File.Delete(saved);
        new SmallClassifier(seed: 3).Fit(Lesson.Data, Options(2));

        var resumed = new SmallClassifier(seed: 3).Fit(Lesson.Data, Options(4));

        Assert.Equal(whole.Epochs.Select(e => (e.Accuracy, e.ValidationAccuracy)), resumed.Epochs.Select(e => (e.Accuracy, e.ValidationAccuracy)));
        Assert.Equal(whole.Epochs.SelectMany(e => e.Values()), resumed.Epochs.SelectMany(e => e.Values()));
    }

    [Fact]
    public void It_has_one_column_one_property_and_one_place_in_the_progress()
    {
        string csv = _folder["log.csv"], json = _folder["log.jsonl"];
        var output = new StringWriter();

        var network = new SmallClassifier(seed: 3);
        network.Fit(Lesson.Data, new()
        {
            Validation = Lesson.Validation,
            Metrics = [new Accuracy()],
            Callbacks = [new CsvLog(csv), new JsonLinesLog(json) { EverySteps = 1 }],
            ProgressOutput = output,
        });

        Assert.Equal("epoch,loss,accuracy,val_loss,val_accuracy,learning_rate", File.ReadLines(csv).First());
        Assert.Equal(6, File.ReadLines(csv).Last().Split(',').Length);
        Assert.All(File.ReadLines(json), line => Assert.Single(JsonDocument.Parse(line).RootElement.EnumerateObject(), p => p.Name == "accuracy"));
        Assert.Equal(2, output.ToString().Split("accuracy").Length - 1 - (output.ToString().Split("val_accuracy").Length - 1) + 1);
        Assert.Equal(2, network.Evaluate(Lesson.Data, new Accuracy()).ToString().Split("accuracy").Length);
    }

    [Fact]
    public void Its_own_direction_is_the_one_that_counts()
    {
        var stopping = new EarlyStopping { Monitor = "accuracy", Patience = 1 };
        var network = new SmallClassifier(seed: 3);

        network.Fit(Lesson.Data, new() { Epochs = 5, Metrics = [new Falling()], Callbacks = [stopping] });

        Assert.Equal((5, 0), (stopping.BestEpoch, stopping.StoppedEpoch));
    }

    [Theory]
    [InlineData("loss")]
    [InlineData("val_loss")]
    [InlineData("learning_rate")]
    public void A_metric_with_the_name_of_another_value_is_refused(string name) =>
        Assert.StartsWith(
            $"'Metrics' holds a metric '{name}'",
            Assert.Throws<ArgumentException>(() => new SmallClassifier(seed: 3).Fit(Lesson.Data, new() { Metrics = [new Named(name)] })).Message);

    /// <summary>Calls itself accuracy, is better lower, and falls in each epoch.</summary>
    private sealed class Falling() : Metric("accuracy")
    {
        private int _epochs;

        public override bool HigherIsBetter => false;

        public override double Value => -_epochs;

        public override void Reset() => _epochs++;

        public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int outputLength)
        {
        }
    }

    private sealed class Named(string name) : Metric(name)
    {
        public override double Value => 0;

        public override void Reset()
        {
        }
    }
}
