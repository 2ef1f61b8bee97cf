using NetGen.EndToEnd.Networks;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Checkpoints;

/// <summary>When checkpoints are written, what else reads them, and which are refused.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["training.safetensors"];

    private string[] Files => [.. Directory.GetFiles(_folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_checkpoint_is_also_a_file_of_weights()
    {
        var network = Train(new Checkpoint(File));
        var other = new Interrupted(seed: 9);

        other.Load(File);

        Assert.Equal(network.Parameters.ToArray(), other.Parameters.ToArray());
    }

    [Fact]
    public void Names_with_places_tell_the_epoch_and_the_step()
    {
        Train(new Checkpoint(_folder["at-{epoch}-{step}"]) { EverySteps = 7 }, new Checkpoint(_folder["end-{epoch}-{step}"]) { EveryEpochs = 3 });

        Assert.Equal(["at-2-7", "at-3-14", "end-3-15"], Files);
    }

    [Fact]
    public void Only_the_best_epochs_are_written()
    {
        // Rises, falls, and rises above the first.
        Train(new Checkpoint(_folder["high-{epoch}"]) { BestOnly = true, Monitor = "given" }, new Checkpoint(_folder["low-{epoch}"]) { BestOnly = true, Monitor = "given_loss" });

        Assert.Equal(["high-1", "high-2", "high-4", "low-1", "low-3"], Files);
    }

    [Fact]
    public void What_is_best_is_known_after_a_resume()
    {
        Train(options => options.Epochs = 2, new Checkpoint(File), new Checkpoint(_folder["high-{epoch}"]) { BestOnly = true, Monitor = "given" });
        Train(options => options.ResumeFrom = File, new Checkpoint(File), new Checkpoint(_folder["high-{epoch}"]) { BestOnly = true, Monitor = "given" });

        Assert.Equal(["high-1", "high-2", "high-4", "training.safetensors"], Files);
    }

    [Fact]
    public void Where_a_link_leads_nowhere_training_starts_at_the_beginning_and_writes_the_file()
    {
        System.IO.File.CreateSymbolicLink(_folder["link"], "training.safetensors");
        var whole = Train();

        var first = Train(options => options.ResumeFrom = _folder["link"], new Checkpoint(_folder["link"]));
        var again = Train(options => options.ResumeFrom = _folder["link"]);

        Assert.Equal(whole.Parameters.ToArray(), first.Parameters.ToArray());
        Assert.Equal(whole.Parameters.ToArray(), again.Parameters.ToArray());
        Assert.Equal("training.safetensors", new FileInfo(_folder["link"]).LinkTarget);
        Assert.Null(new FileInfo(File).LinkTarget);
    }

    [Fact]
    public void Without_the_file_training_starts_at_the_beginning()
    {
        var whole = Train();
        var other = Train(options => options.ResumeFrom = File);

        Assert.Equal(whole.Parameters.ToArray(), other.Parameters.ToArray());
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        Train(new Checkpoint(File));
        var whole = System.IO.File.ReadAllBytes(File);
        for (var length = 0; length < whole.Length; length += 101)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            Refused("expected ");
        }
    }

    [Fact]
    public void Weights_alone_are_refused()
    {
        Train().Save(File);

        Refused("expected a checkpoint, found weights alone; Load reads those.");
    }

    [Fact]
    public void Another_training_is_refused_by_what_differs()
    {
        Train(new Checkpoint(File));

        Refused("'batch_size': expected '8', found '16'", options => options.BatchSize = 8);
        Refused("'shuffle': expected 'False', found 'True'", options => options.Shuffle = false);
        Refused("'steps_per_epoch': expected '2', found '5'", options => options.StepsPerEpoch = 2);
        Refused("'validation': expected 'False', found 'True'", options => options.Validation = null);
        Refused("'metrics': expected '', found 'given, given_loss'", options => options.Metrics = []);
        Refused("'clip_value': expected '0.5', found 'none'", options => options.ClipValue = 0.5);
        Refused("'clip_norm': expected '0.5', found 'none'", options => options.Optimizer = new Adam { ClipNorm = 0.5 });
        Refused("'global_clip_norm': expected '1.5', found 'none'", options => options.GlobalClipNorm = 1.5);
        Refused("'max_norm': expected '2', found 'none'", options => options.MaxNorm = 2);
        Refused("'optimizer.kind': expected RmsProp, found Adam", options => options.Optimizer = new RmsProp());
        Refused("'optimizer.settings': expected beta1 0.8, beta2 0.999, epsilon 1E-07, found beta1 0.9, beta2 0.999, epsilon 1E-07", options => options.Optimizer = new Adam(beta1: 0.8f));
        Refused("'optimizer.schedule': expected StepDecay, found none", options => options.Optimizer = new Adam { Schedule = new StepDecay(0.1, 5) });
        Refused("'seed': expected '4', found '3'", network: new Interrupted(seed: 4));
    }

    [Fact]
    public void Clipping_is_the_same_training_wherever_it_was_asked_for()
    {
        Train(options => (options.ClipNorm, options.MaxNorm) = (0.5, 2), new Checkpoint(File));

        Refused("'clip_norm': expected 'none', found '0.5'", options => options.MaxNorm = 2);
        Refused("'clip_norm': expected '0.25', found '0.5'", options => (options.ClipNorm, options.MaxNorm) = (0.25, 2));
        Refused("'max_norm': expected 'none', found '2'", options => options.ClipNorm = 0.5);
        Train(options => (options.Optimizer, options.MaxNorm, options.ResumeFrom) = (new Adam { ClipNorm = 0.5 }, 2, File));
    }

    [Fact]
    public void A_checkpoint_of_before_there_was_clipping_goes_on_without()
    {
        Train(new Checkpoint(File));
        var bytes = System.IO.File.ReadAllBytes(File);
        foreach (var name in new[] { "clip_value", "clip_norm", "global_clip_norm", "max_norm" })
            Rename(bytes, $"settings.{name}\"", $"settings.{new string('_', name.Length)}\"");
        System.IO.File.WriteAllBytes(File, bytes);

        Refused("'clip_norm': expected '0.5', found 'none'", options => options.ClipNorm = 0.5);
        Train(options => options.ResumeFrom = File);
    }

    [Fact]
    public void Another_network_is_refused()
    {
        var other = new SmallClassifier(seed: 3);
        other.Fit(Lesson.Data, new() { Callbacks = [new Checkpoint(File)] });
        Refused("'batch_size': expected '16', found '32'");

        new Regression().Fit(Dataset.Regression(new float[8], new float[6], 2), new() { Callbacks = [new Checkpoint(File)] });
        Refused("expected a network of the layers 'Input(5), Dense(7), Relu, Dense(3), Softmax', found one of 'Input(4), Dense(17), Tanh, Dense(3)'.");
    }

    [Fact]
    public void A_schedule_with_other_numbers_is_refused()
    {
        Train(options => options.Optimizer = new Adam { Schedule = new ExponentialDecay(0.1, 10, 0.5) }, new Checkpoint(File));

        Refused("'optimizer.schedule': expected the next learning rate to be ", options => options.Optimizer = new Adam { Schedule = new ExponentialDecay(0.1, 20, 0.5) });
        Train(options => (options.Optimizer, options.ResumeFrom) = (new Adam { Schedule = new ExponentialDecay(0.1, 10, 0.5) }, File));
    }

    [Fact]
    public void The_optimizer_of_another_network_is_refused()
    {
        Train(new Checkpoint(File));
        var adam = new Adam();
        Train(options => options.Optimizer = adam);

        Assert.Throws<InvalidOperationException>(() => Train(options => (options.Optimizer, options.ResumeFrom) = (adam, File)));
    }

    [Fact]
    public void Options_that_cannot_be_are_refused()
    {
        Assert.Equal("path", Assert.Throws<ArgumentException>(() => new Checkpoint("")).ParamName);
        Assert.Equal("EverySteps", Assert.Throws<ArgumentOutOfRangeException>(() => new Checkpoint("a") { EverySteps = 0 }).ParamName);
        Assert.Equal("EveryEpochs", Assert.Throws<ArgumentOutOfRangeException>(() => new Checkpoint("a") { EveryEpochs = -1 }).ParamName);
        Assert.Equal("BestOnly", Assert.Throws<ArgumentException>(() => Train(new Checkpoint(File) { EverySteps = 1, BestOnly = true })).ParamName);
        Assert.Equal("ResumeFrom", Assert.Throws<ArgumentException>(() => Train(options => options.ResumeFrom = "")).ParamName);
        Assert.Throws<DirectoryNotFoundException>(() => Train(new Checkpoint(Path.Combine(_folder["none"], "file"))));
        var error = Assert.Throws<ArgumentException>(() => Train(new Checkpoint(File) { BestOnly = true, Monitor = "val_acc" }));
        Assert.StartsWith(
            "Checkpoint watches 'val_acc', which this training does not have; it has loss, accuracy, given, given_loss, val_loss, val_accuracy, val_given, val_given_loss, learning_rate.", error.Message);
        Assert.Empty(Files);
    }

    private static void Rename(byte[] bytes, string from, string to)
    {
        var at = bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(from));
        Assert.True(at >= 0, $"The checkpoint holds no {from}.");
        System.Text.Encoding.UTF8.GetBytes(to).CopyTo(bytes, at);
    }

    private static Interrupted Train(params Callback[] callbacks) => Train(_ => { }, callbacks);

    private static Interrupted Train(Action<FitOptions<int>> change, params Callback[] callbacks)
    {
        var network = Lesson.NewNetwork();
        network.Fit(Lesson.Data, Options(change, callbacks));
        return network;
    }

    private static FitOptions<int> Options(Action<FitOptions<int>> change, params Callback[] callbacks)
    {
        var options = Lesson.Options(new Adam());
        var epoch = new EpochCount();
        options.Metrics = [new Given("given", true, epoch), new Given("given_loss", false, epoch)];
        options.Callbacks = [epoch, .. callbacks];
        change(options);
        return options;
    }

    /// <summary>Resuming must fail with words that name the file, and leave the network and the optimizer as they were.</summary>
    private void Refused(string expected, Action<FitOptions<int>>? change = null, Interrupted? network = null)
    {
        network ??= Lesson.NewNetwork();
        var before = network.Parameters.ToArray();
        var options = Options(change ?? (_ => { }));
        options.ResumeFrom = File;

        var error = Assert.Throws<InvalidDataException>(() => network.Fit(Lesson.Data, options));

        Assert.StartsWith($"{File}: ", error.Message);
        Assert.Contains(expected, error.Message);
        Assert.Equal(before, network.Parameters.ToArray());
        Assert.Equal((0, 0), (network.Steps, options.Optimizer!.Steps));
        new SmallClassifier().Fit(Lesson.Data, new() { Optimizer = options.Optimizer });
    }

    private sealed class EpochCount : Callback
    {
        public int Epoch { get; private set; }

        public override void OnEpochBegin(TrainingContext training) => Epoch = training.Epoch;
    }

    /// <summary>A metric with the values 2, 3, 1 and 4 in the first four epochs.</summary>
    private sealed class Given(string name, bool higherIsBetter, EpochCount epoch) : Metric(name)
    {
        public override bool HigherIsBetter => higherIsBetter;

        public override double Value => epoch.Epoch switch { 1 => 2, 2 => 3, 3 => 1, _ => 4 };

        public override void Reset()
        {
        }

        public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int outputLength)
        {
        }
    }
}
