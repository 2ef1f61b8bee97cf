using NetGen.EndToEnd.Networks;

namespace NetGen.EndToEnd.Checkpoints;

/// <summary>What else reads checkpoints, and which are refused.</summary>
public sealed class CheckpointTests : CheckpointFolder
{
    [Fact]
    public void A_checkpoint_is_also_a_file_of_weights()
    {
        var network = Train(new Checkpoint(File));
        var other = new Interrupted(seed: 9);

        other.Load(File);

        Assert.Equal(network.Parameters.ToArray(), other.Parameters.ToArray());
    }

    [Fact]
    public void Where_a_link_leads_nowhere_training_starts_at_the_beginning_and_writes_the_file()
    {
        System.IO.File.CreateSymbolicLink(Folder["link"], "training.safetensors");
        var whole = Train();

        var first = Train(options => options.ResumeFrom = Folder["link"], new Checkpoint(Folder["link"]));
        var again = Train(options => options.ResumeFrom = Folder["link"]);

        Assert.Equal(whole.Parameters.ToArray(), first.Parameters.ToArray());
        Assert.Equal(whole.Parameters.ToArray(), again.Parameters.ToArray());
        Assert.Equal("training.safetensors", new FileInfo(Folder["link"]).LinkTarget);
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

        Refused("'settings.batch_size': expected '8', found '16'", options => options.BatchSize = 8);
        Refused("'settings.shuffle': expected 'False', found 'True'", options => options.Shuffle = false);
        Refused("'settings.steps_per_epoch': expected '2', found '5'", options => options.StepsPerEpoch = 2);
        Refused("'settings.validation': expected 'False', found 'True'", options => options.Validation = null);
        Refused("'settings.metrics': expected '', found 'given, given_loss'", options => options.Metrics = []);
        Refused("'settings.clip_value': expected '0.5', found 'none'", options => options.ClipValue = 0.5);
        Refused("'settings.clip_norm': expected '0.5', found 'none'", options => options.Optimizer = new Adam { ClipNorm = 0.5 });
        Refused("'settings.global_clip_norm': expected '1.5', found 'none'", options => options.GlobalClipNorm = 1.5);
        Refused("'settings.max_norm': expected '2', found 'none'", options => options.MaxNorm = 2);
        Refused("'optimizer.kind': expected RmsProp, found Adam", options => options.Optimizer = new RmsProp());
        Refused("'optimizer.settings': expected beta1 0.8, beta2 0.999, epsilon 1E-07, found beta1 0.9, beta2 0.999, epsilon 1E-07", options => options.Optimizer = new Adam(beta1: 0.8f));
        Refused("'optimizer.schedule': expected StepDecay, found none", options => options.Optimizer = new Adam { Schedule = new StepDecay(0.1, 5) });
        Refused("'settings.seed': expected '4', found '3'", network: new Interrupted(seed: 4));
    }

    [Fact]
    public void Clipping_is_the_same_training_wherever_it_was_asked_for()
    {
        Train(options => (options.ClipNorm, options.MaxNorm) = (0.5, 2), new Checkpoint(File));

        Refused("'settings.clip_norm': expected 'none', found '0.5'", options => options.MaxNorm = 2);
        Refused("'settings.clip_norm': expected '0.25', found '0.5'", options => (options.ClipNorm, options.MaxNorm) = (0.25, 2));
        Refused("'settings.max_norm': expected 'none', found '2'", options => options.ClipNorm = 0.5);
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

        Refused("'settings.clip_norm': expected '0.5', found 'none'", options => options.ClipNorm = 0.5);
        Train(options => options.ResumeFrom = File);
    }

    [Fact]
    public void Another_network_is_refused()
    {
        var other = new SmallClassifier(seed: 3);
        other.Fit(Lesson.Data, new() { Callbacks = [new Checkpoint(File)] });
        Refused("'settings.batch_size': expected '16', found '32'");

        new Regression().Fit(Dataset.Regression(new float[8], new float[6], 2), new() { Callbacks = [new Checkpoint(File)] });
        Refused("expected a network of the layers 'Input(5), Dense(7), Relu, Dense(3), Softmax', found one of 'Input(4), Dense(17), Tanh, Dense(3)'.");
    }

    [Fact]
    public void A_schedule_with_other_numbers_is_refused()
    {
        Train(options => options.Optimizer = new Adam { Schedule = new ExponentialDecay(0.1, 10, 0.5) }, new Checkpoint(File));

        Refused(
            "'optimizer.schedule_settings': expected rate 0.1, steps 20, decay 0.5, staircase False, found rate 0.1, steps 10, decay 0.5, staircase False",
            options => options.Optimizer = new Adam { Schedule = new ExponentialDecay(0.1, 20, 0.5) });
        Train(options => (options.Optimizer, options.ResumeFrom) = (new Adam { Schedule = new ExponentialDecay(0.1, 10, 0.5) }, File));
    }

    [Fact]
    public void A_schedule_that_differs_only_later_is_refused_too()
    {
        Train(options => options.Optimizer = new Adam { Schedule = new PiecewiseConstant([5, 100], [0.01, 0.02, 0.03]) }, new Checkpoint(File));

        Refused("'optimizer.schedule_settings': expected rates 0.01, 0.02, 0.03 to 5, 90, found rates 0.01, 0.02, 0.03 to 5, 100", options =>
            options.Optimizer = new Adam { Schedule = new PiecewiseConstant([5, 90], [0.01, 0.02, 0.03]) });
    }

    [Fact]
    public void A_schedule_of_ones_own_is_known_by_its_next_rate()
    {
        Train(options => options.Optimizer = new Adam { Schedule = new Lesson.Straight(0.001) }, new Checkpoint(File));

        Refused("'optimizer.next_rate': expected 0.042", options => options.Optimizer = new Adam { Schedule = new Lesson.Straight(0.002) });
        Train(options => (options.Optimizer, options.ResumeFrom) = (new Adam { Schedule = new Lesson.Straight(0.001) }, File));
    }

    [Fact]
    public void Another_learning_rate_is_refused_by_name_and_one_that_callbacks_have_changed_is_not()
    {
        Callback[] reducing() => [new ReduceOnPlateau { Monitor = "given_loss", Patience = 1, MinDelta = 10, Factor = 0.5 }, new Checkpoint(File)];
        Train(options => (options.Optimizer, options.Epochs) = (new Adam(0.02f), 3), reducing());

        Refused("'optimizer.initial_rate': expected 0.03, the learning rate of this Adam, found 0.02;", options => options.Optimizer = new Adam(0.03f));
        Refused("'optimizer.initial_rate': expected 0.03,", options =>
        {
            options.Optimizer = new Adam(0.02f);
            options.Optimizer.LearningRate = 0.03f;
        });

        // The rate of the begin, the rate as it is by now, and the very optimizer that has been there.
        foreach (var adam in (Adam[])[new(0.02f), new(0.005f)])
        {
            var options = Options(o => (o.Optimizer, o.ResumeFrom) = (adam, File), reducing());
            Assert.Equal(0.005f, (float)Lesson.NewNetwork().Fit(Lesson.Data, options).Epochs[3].LearningRate);
            Train(o => (o.Optimizer, o.Epochs) = (new Adam(0.02f), 3), reducing());
        }

        var network = Lesson.NewNetwork();
        var used = new Adam(0.02f);
        network.Fit(Lesson.Data, Options(o => (o.Optimizer, o.Epochs) = (used, 4), [.. reducing()[..1], new Checkpoint(File) { EveryEpochs = 3 }]));
        Assert.Equal(0.0025f, used.LearningRate);
        network.Fit(Lesson.Data, Options(o => (o.Optimizer, o.ResumeFrom) = (used, File), reducing()));
        used.LearningRate = 0.01f;
        Assert.Contains("'optimizer.initial_rate': expected 0.01,", Assert.Throws<InvalidDataException>(() => network.Fit(Lesson.Data, Options(o => (o.Optimizer, o.ResumeFrom) = (used, File)))).Message);
    }

    [Fact]
    public void Data_of_the_same_length_but_other_content_are_refused()
    {
        Train(new Checkpoint(File));

        float[] features = [.. Lesson.Data.Features];
        features[^1] += 1;
        Refused("'settings.data': expected '70 samples of 5 values and 1 labels, SHA-256 ", data: Dataset.Classification(features, [.. Lesson.Data.Labels]));
        int[] labels = [.. Lesson.Data.Labels];
        labels[3] = (labels[3] + 1) % 3;
        Refused("'settings.data': expected '", data: Dataset.Classification([.. Lesson.Data.Features], labels));
        Refused("'settings.data': expected '", data: Lesson.Data.Shuffle(1));
        Refused("'settings.validation_data': expected '20 samples of 5 values and 1 labels, SHA-256 ", options => options.Validation = Lesson.Validation.Shuffle(1));
    }

    [Fact]
    public void A_checkpoint_of_the_previous_version_is_resumed_without_what_it_does_not_have()
    {
        Train(options => options.Epochs = 2, new EarlyStopping(), new ReduceOnPlateau(), new Checkpoint(File) { BestOnly = true, Monitor = "loss" });
        var content = CheckpointContent.Read(System.IO.File.ReadAllBytes(File));
        string[] added = ["settings.data", "settings.validation_data", "optimizer.initial_rate", "callbacks.EarlyStopping.monitor", "callbacks.ReduceOnPlateau.monitor", "callbacks.Checkpoint.monitor"];
        Assert.All(added, name => Assert.True(content.Texts.Remove("training." + name), name));
        System.IO.File.WriteAllBytes(File, content.Write());

        var whole = Train(new EarlyStopping(), new ReduceOnPlateau());
        var resumed = Train(options => options.ResumeFrom = File, new EarlyStopping(), new ReduceOnPlateau(), new Checkpoint(File) { BestOnly = true, Monitor = "loss" });

        Assert.Equal(whole.Parameters.ToArray(), resumed.Parameters.ToArray());
    }

    [Fact]
    public void What_is_resumed_from_one_of_the_previous_version_is_resumed_again()
    {
        Callback[] reducing() => [new ReduceOnPlateau { Monitor = "given_loss", Patience = 1, MinDelta = 10, Factor = 0.5 }, new Checkpoint(File)];
        Train(options => (options.Optimizer, options.Epochs) = (new Adam(0.02f), 2), reducing());
        var content = CheckpointContent.Read(System.IO.File.ReadAllBytes(File));
        Assert.True(content.Texts.Remove("training.optimizer.initial_rate"));
        System.IO.File.WriteAllBytes(File, content.Write());

        Train(options => (options.Optimizer, options.Epochs, options.ResumeFrom) = (new Adam(0.02f), 3, File), reducing());
        var resumed = Train(options => (options.Optimizer, options.ResumeFrom) = (new Adam(0.02f), File), reducing());

        Assert.Equal(Train(options => options.Optimizer = new Adam(0.02f), reducing()).Parameters.ToArray(), resumed.Parameters.ToArray());
        Refused("'optimizer.initial_rate': expected 0.03,", options => options.Optimizer = new Adam(0.03f));
    }

    [Fact]
    public void A_preprocessor_that_would_be_ignored_is_refused()
    {
        Train(options => options.Preprocessor = new MinMax(), new Checkpoint(File));

        Refused("'preprocessor': expected MinMax(-1, 1), found MinMax(0, 1)", options => options.Preprocessor = new MinMax(-1));
        var own = new MinMax();
        own.Fit(Lesson.Validation.Features, 5);
        Refused("'preprocessor': expected MinMax(0, 1), found one that was fitted to other samples", network: new Interrupted(seed: 3) { Preprocessor = own });
        own = new MinMax();
        own.Fit(Lesson.Data.Features, 5);
        new Interrupted(seed: 3) { Preprocessor = own }.Fit(Lesson.Data, Options(options => options.ResumeFrom = File));
    }

    [Fact]
    public void A_callback_that_watches_another_value_now_is_refused()
    {
        Train(options => options.Epochs = 2, new EarlyStopping { Monitor = "given" }, new Checkpoint(File));

        Refused(
            "'callbacks.EarlyStopping.monitor': expected 'loss', found 'given'; the best value so far is one of those, so give the callback that 'Monitor', or leave it out once.",
            options => options.Callbacks.Add(new EarlyStopping { Monitor = "loss" }));
    }

    [Fact]
    public void A_callback_that_refuses_only_while_it_restores_changes_nothing_of_the_others()
    {
        Train(options => options.Epochs = 2, new EarlyStopping(), new Lesson.Stubborn(), new Checkpoint(File));
        var stopping = new EarlyStopping();

        Refused("'callbacks.Stubborn.mood': expected a whole number, found 'none'.", options => options.Callbacks = [.. options.Callbacks, stopping, new Lesson.Stubborn()]);

        Assert.Equal(0, stopping.BestEpoch);
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
        Assert.Throws<DirectoryNotFoundException>(() => Train(new Checkpoint(Path.Combine(Folder["none"], "file"))));
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

    /// <summary>Resuming must fail with words that name the file, and leave the network and the optimizer as they were.</summary>
    private void Refused(string expected, Action<FitOptions<int>>? change = null, Interrupted? network = null, Dataset<int>? data = null)
    {
        network ??= Lesson.NewNetwork();
        var before = network.Parameters.ToArray();
        var options = Options(change ?? (_ => { }));
        options.ResumeFrom = File;

        var error = Assert.Throws<InvalidDataException>(() => network.Fit(data ?? Lesson.Data, options));

        Assert.StartsWith($"{File}: ", error.Message);
        Assert.Contains(expected, error.Message);
        Assert.Equal(before, network.Parameters.ToArray());
        Assert.Equal((0, 0), (network.Steps, options.Optimizer!.Steps));
        new SmallClassifier().Fit(Lesson.Data, new() { Optimizer = options.Optimizer });
    }
}
