using NetGen.EndToEnd.Networks;
using NetGen.EndToEnd.Programs;
using NetGen.EndToEnd.TensorBoards.Schema;
using NetGen.EndToEnd.Training;

namespace NetGen.EndToEnd.TensorBoards;

public class TensorBoardTests
{
    // Five steps an epoch: four of 16 samples and one of 6.
    private static Dataset<int> Data { get; } = FitTests.MakeData(70, seed: 1);

    [Fact]
    public void Epochs_are_written_as_Keras_does()
    {
        using var folder = new TemporaryFolder();
        var history = Train(new TensorBoard(folder.Path), validation: FitTests.MakeData(20, seed: 2));

        var train = EventFile.ReadOnly(folder["train"]);
        Assert.Equal(history.Epochs.Select(e => ((long)e.Epoch, (float)e.Loss)), train.Scalars("epoch_loss"));
        Assert.Equal(history.Epochs.Select(e => ((long)e.Epoch, (float)e.Accuracy!.Value)), train.Scalars("epoch_accuracy"));
        Assert.Equal(history.Epochs.Select(e => ((long)e.Epoch, (float)e.LearningRate)), train.Scalars("epoch_learning_rate"));
        Assert.Equal(history.Epochs.Select(e => ((long)e.Epoch, (float)e["samples"])), train.Scalars("epoch_samples"));
        Assert.Equal(["epoch_loss", "epoch_accuracy", "epoch_samples", "epoch_learning_rate"], train.Tags());

        var validation = EventFile.ReadOnly(folder["validation"]);
        Assert.Equal(history.Epochs.Select(e => ((long)e.Epoch, (float)e.ValidationLoss!.Value)), validation.Scalars("epoch_loss"));
        Assert.Equal(history.Epochs.Select(e => ((long)e.Epoch, (float)e["val_accuracy"])), validation.Scalars("epoch_accuracy"));
        Assert.Equal([(1L, 20f), (2L, 20f), (3L, 20f)], validation.Scalars("epoch_samples"));
        Assert.Equal(["epoch_loss", "epoch_accuracy", "epoch_samples"], validation.Tags());
    }

    [Fact]
    public void Without_validation_data_there_is_no_folder_for_them()
    {
        using var folder = new TemporaryFolder();
        Train(new TensorBoard(folder.Path));

        Assert.Equal([folder["train"]], Directory.GetDirectories(folder.Path));
    }

    [Fact]
    public void Steps_are_written_as_often_as_was_asked_for()
    {
        using var folder = new TemporaryFolder();
        var losses = new Recorder();
        Train(new TensorBoard(folder.Path) { EverySteps = 4 }, callbacks: losses);

        var train = EventFile.ReadOnly(folder["train"]);
        Assert.Equal(losses.Steps.Where(s => s.Step % 4 == 0).Select(s => (s.Step, (float)s.Loss)), train.Scalars("batch_loss"));
        Assert.Equal([4L, 8L, 12L], train.Scalars("batch_loss").Select(s => s.Step));
        Assert.Equal(losses.Steps.Where(s => s.Step % 4 == 0).Select(s => (s.Step, (float)s.Accuracy)), train.Scalars("batch_accuracy"));
        Assert.All(train.Scalars("learning_rate"), s => Assert.Equal(0.01f, s.Value));
    }

    [Fact]
    public void Steps_can_be_left_out()
    {
        using var folder = new TemporaryFolder();
        Train(new TensorBoard(folder.Path) { EverySteps = 0 });

        Assert.Empty(EventFile.ReadOnly(folder["train"]).Scalars("batch_loss"));
    }

    [Fact]
    public void What_a_health_monitor_sees_is_written()
    {
        using var folder = new TemporaryFolder();
        var monitor = new HealthMonitor { EverySteps = 5 };
        new Monitoring.Monitored(seed: 1).Fit(Data, new()
        {
            Epochs = 2,
            BatchSize = 16,
            ShowProgress = false,
            Callbacks = [monitor, new TensorBoard(folder.Path) { EverySteps = 5 }],
        });

        var train = EventFile.ReadOnly(folder["train"]);
        Assert.Equal([5L, 10L], train.Scalars("health/dense1/zero_fraction").Select(s => s.Step));
        Assert.All(monitor.Latest!.Values(), v => Assert.Equal((float)v.Value, train.Scalars(v.Name).Last().Value));
    }

    [Fact]
    public void Callbacks_that_measure_are_asked_for_their_values()
    {
        using var folder = new TemporaryFolder();
        Train(new TensorBoard(folder.Path) { EverySteps = 5 }, callbacks: new StepCounter());

        Assert.Equal([(5L, 5f), (10L, 10f), (15L, 15f)], EventFile.ReadOnly(folder["train"]).Scalars("health/steps"));
    }

    [Fact]
    public void Histograms_of_weights_and_gradients_come_every_few_epochs()
    {
        using var folder = new TemporaryFolder();
        var network = new SmallClassifier(seed: 3);
        Train(new TensorBoard(folder.Path) { HistogramEpochs = 3, EverySteps = 0 }, network);

        var train = EventFile.ReadOnly(folder["train"]);
        string[] tensors = ["dense1/kernel", "dense1/bias", "dense2/kernel", "dense2/bias"];
        Assert.Equal(
            tensors.SelectMany(t => new[] { $"{t}/histogram", $"{t}/gradient" }).Order(),
            train.Tags().Where(t => t.StartsWith("dense", StringComparison.Ordinal)).Order());

        // Epoch 3 is the last one, so these are the weights as they are now.
        var (step, kernel) = Assert.Single(train.Values("dense1/kernel/histogram"));
        var weights = network.Parameters[..35].ToArray();
        Assert.Equal(3, step);
        Assert.Equal((35.0, (double)weights.Min(), (double)weights.Max()), (kernel.Histo.Num, kernel.Histo.Min, kernel.Histo.Max));
        Assert.Equal(weights.Sum(w => (double)w), kernel.Histo.Sum, 1e-9);

        // The gradients of a row of the softmax's inputs add up to nothing.
        var gradient = Assert.Single(train.Values("dense2/bias/gradient")).Value.Histo;
        Assert.Equal(0, gradient.Sum, 1e-6);
        Assert.NotEqual(0, gradient.SumSquares);
    }

    [Fact]
    public void Matrices_of_weights_are_pictures_from_their_least_to_their_greatest_value()
    {
        using var folder = new TemporaryFolder();
        var network = new SmallClassifier(seed: 3);
        Train(new TensorBoard(folder.Path) { ImageEpochs = 3 }, network);

        var train = EventFile.ReadOnly(folder["train"]);
        Assert.Equal(["dense1/kernel/image", "dense2/kernel/image"], train.Tags().Where(t => t.EndsWith("/image", StringComparison.Ordinal)));
        var picture = PngFile.Read(Assert.Single(train.Values("dense1/kernel/image")).Value.Image.EncodedImageString.ToByteArray());
        Assert.Equal((5, 7, 1), (picture.Height, picture.Width, picture.Channels));
        var weights = network.Parameters[..35].ToArray();
        Assert.Equal(0, picture.Pixels[Array.IndexOf(weights, weights.Min())]);
        Assert.Equal(255, picture.Pixels[Array.IndexOf(weights, weights.Max())]);
    }

    [Fact]
    public void The_graph_is_written_unless_it_is_not_wanted()
    {
        using var folder = new TemporaryFolder();
        Train(new TensorBoard(folder["with"]));
        Train(new TensorBoard(folder["without"]) { WriteGraph = false });

        var graph = Assert.Single(EventFile.ReadOnly(folder["with/train"]), e => e.WhatCase == Event.WhatOneofCase.GraphDef);
        Assert.Contains(GraphDef.Parser.ParseFrom(graph.GraphDef).Node, n => n.Name == "Dense1/kernel");
        Assert.DoesNotContain(EventFile.ReadOnly(folder["without/train"]), e => e.WhatCase == Event.WhatOneofCase.GraphDef);
    }

    [Fact]
    public void Values_of_ones_own_stand_beside_the_others()
    {
        using var folder = new TemporaryFolder();
        Train(new TensorBoard(folder.Path)
        {
            OnEpoch = (training, writer) => writer.AddScalar("weights/first", training.Epoch, training.Epoch * 10),
        });

        Assert.Equal([(1L, 10f), (2L, 20f), (3L, 30f)], EventFile.ReadOnly(folder["train"]).Scalars("weights/first"));
    }

    [Fact]
    public void One_instance_writes_a_file_for_each_training()
    {
        using var folder = new TemporaryFolder();
        var board = new TensorBoard(folder.Path);
        Train(board);
        Train(board);

        Assert.All(Directory.GetFiles(folder["train"]), path => Assert.Equal(3, EventFile.Read(path).Scalars("epoch_loss").Count()));
        Assert.Equal(2, Directory.GetFiles(folder["train"]).Length);
    }

    [Fact]
    public void A_step_at_which_nothing_is_due_allocates_nothing()
    {
        long AllocatedBy(int steps)
        {
            using var folder = new TemporaryFolder();
            var network = new SmallClassifier(seed: 3);
            var options = new FitOptions<int>
            {
                StepsPerEpoch = steps,
                BatchSize = 1,
                Optimizer = new Adam(),
                Callbacks = [new TensorBoard(folder.Path) { WriteGraph = false }],
            };
            return Allocations.Of(() => network.Fit(Data, options));
        }

        AllocatedBy(1);

        // Names of folders and files have a length of their own each time, not so a sum over steps.
        Assert.InRange(AllocatedBy(60) - AllocatedBy(1), -1000, 1000);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Equal("EverySteps", Assert.Throws<ArgumentOutOfRangeException>(() => new TensorBoard("logs") { EverySteps = -1 }).ParamName);
        Assert.Equal("HistogramEpochs", Assert.Throws<ArgumentOutOfRangeException>(() => new TensorBoard("logs") { HistogramEpochs = -1 }).ParamName);
        Assert.Equal("ImageEpochs", Assert.Throws<ArgumentOutOfRangeException>(() => new TensorBoard("logs") { ImageEpochs = -2 }).ParamName);
        Assert.Throws<ArgumentException>(() => new TensorBoard(" "));
    }

    private static History Train(TensorBoard board, Network<int>? network = null, Dataset<int>? validation = null, params Callback[] callbacks) =>
        (network ?? new SmallClassifier(seed: 3)).Fit(Data, new()
        {
            Epochs = 3,
            BatchSize = 16,
            Optimizer = new Adam(0.01f),
            Validation = validation,
            Metrics = validation is null ? [] : [new SampleCount()],
            Callbacks = [.. callbacks, board],
        });

    private sealed class Recorder : Callback
    {
        public List<(long Step, double Loss, double Accuracy)> Steps { get; } = [];

        public override void OnStepEnd(TrainingContext training) => Steps.Add((training.TotalSteps, training.BatchLoss, training.Accuracy!.Value));
    }

    private sealed class StepCounter : Callback, IScalarSource
    {
        private int _steps;

        public override void OnStepEnd(TrainingContext training) => _steps++;

        public IEnumerable<MetricValue> Values() => [new("health/steps", _steps)];
    }

    private sealed class SampleCount() : Metric("samples")
    {
        private int _samples;

        public override double Value => _samples;

        public override void Reset() => _samples = 0;

        public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int outputLength) => _samples += labels.Length;
    }
}
