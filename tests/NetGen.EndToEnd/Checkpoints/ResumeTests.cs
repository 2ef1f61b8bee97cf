using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Checkpoints;

/// <summary>A training that was stopped anywhere and resumed ends with the bits and the history of one that was not.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Optimizers => [.. Lesson.Optimizers.Keys];

    private string File => _folder["training.safetensors"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Cancelled_after_any_step_and_resumed_it_is_the_same(string name)
    {
        var whole = Lesson.Whole(_ => Options(name));
        for (var last = 1; last <= Lesson.Steps; last++)
        {
            System.IO.File.Delete(File);
            using var source = new CancellationTokenSource();
            var options = Options(name);
            options.Callbacks.Add(new Checkpoint(File) { EverySteps = 1 });
            options.Cancellation = source.Token;
            options.Callbacks.Add(new AtStep(last, source.Cancel));
            var network = Lesson.NewNetwork();
            network.Fit(Lesson.Data, options);
            Assert.Equal(last, network.Steps);

            Resumed(Options(name)).ShouldEqual(whole);
        }
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(3, null)]
    [InlineData(null, 1)]
    [InlineData(7, 2)]
    public void Thrown_out_after_any_step_it_resumes_from_the_last_checkpoint_if_there_is_one(int? everySteps, int? everyEpochs)
    {
        var whole = Lesson.Whole(_ => Options("adam"));
        for (var last = 1; last <= Lesson.Steps; last++)
        {
            System.IO.File.Delete(File);
            var options = Options("adam");
            // The checkpoint stands first in the list: what comes after it has seen the step all the same.
            options.Callbacks.Insert(0, new Checkpoint(File) { EverySteps = everySteps, EveryEpochs = everyEpochs });
            options.Callbacks.Add(new AtStep(last, () => throw new OperationCanceledException()));
            Assert.Throws<OperationCanceledException>(() => Lesson.NewNetwork().Fit(Lesson.Data, options));

            Resumed(Options("adam")).ShouldEqual(whole);
        }
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Interrupted_again_and_again_it_is_the_same(string name)
    {
        var whole = Lesson.Whole(_ => Options(name));
        for (var every = 1; every <= 6; every++)
        {
            System.IO.File.Delete(File);
            History history;
            Interrupted network;
            do
            {
                using var source = new CancellationTokenSource();
                var options = Options(name);
                options.ResumeFrom = File;
                options.Callbacks.Add(new Checkpoint(File) { EverySteps = 1 });
                options.Callbacks.Add(new AtStep(every, source.Cancel) { CountsFromStart = true });
                options.Cancellation = source.Token;
                network = Lesson.NewNetwork();
                history = network.Fit(Lesson.Data, options);
            }
            while (history.StopReason == StopReason.Cancelled);

            new Outcome(network, history).ShouldEqual(whole);
        }
    }

    public static TheoryData<string> Schedules => [.. Rates.Keys];

    private static Dictionary<string, LearningRateSchedule> Rates { get; } = new()
    {
        ["exponential"] = new ExponentialDecay(0.05, 7, 0.6),
        ["step"] = new StepDecay(0.05, 6, 0.5),
        ["piecewise"] = new PiecewiseConstant([5, 12], [0.01, 0.03, 0.002]),
        ["polynomial"] = new PolynomialDecay(0.05, 9, power: 0.7, cycle: true),
        ["inverse time"] = new InverseTimeDecay(0.05, 4, 0.5),
        ["cosine"] = new CosineDecay(0, 15, 0.1, warmupTarget: 0.05, warmupSteps: 5),
        ["restarts"] = new CosineDecayRestarts(0.05, 4, 1.5, 0.8),
        ["one cycle"] = new OneCycle(0.05, Lesson.Steps),
    };

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Every_schedule_goes_on_where_it_was(string name)
    {
        FitOptions<int> Scheduled() => Lesson.Options(new Adam { Schedule = Rates[name] });

        var whole = Lesson.Whole(_ => Scheduled());
        Assert.True(whole.History.Epochs.Select(epoch => epoch.LearningRate).Distinct().Count() > 1);
        for (var last = 1; last < Lesson.Steps; last += 3)
        {
            System.IO.File.Delete(File);
            var options = Scheduled();
            options.Callbacks.Add(new Checkpoint(File) { EverySteps = 1 });
            options.Steps = last;
            Lesson.NewNetwork().Fit(Lesson.Data, options);

            Resumed(Scheduled()).ShouldEqual(whole);
        }
    }

    [Fact]
    public void The_same_network_and_optimizer_go_back_to_the_checkpoint()
    {
        var whole = Lesson.Whole(_ => Options("adam"));
        var network = Lesson.NewNetwork();
        var adam = Lesson.Optimizers["adam"]();
        var options = Lesson.Options(adam);
        options.Callbacks.Add(new Checkpoint(File) { EverySteps = 4 });
        options.Callbacks.Add(new AtStep(6, () => throw new OperationCanceledException()));
        Assert.Throws<OperationCanceledException>(() => network.Fit(Lesson.Data, options));

        var again = Lesson.Options(adam);
        again.ResumeFrom = File;
        new Outcome(network, network.Fit(Lesson.Data, again)).ShouldEqual(whole);
    }

    [Fact]
    public void Without_shuffling_and_with_fewer_steps_an_epoch_it_is_the_same()
    {
        FitOptions<int> Shortened()
        {
            var options = Options("rmsprop");
            (options.Shuffle, options.StepsPerEpoch, options.ClassWeights) = (false, 3, [1, 2, 0.5f]);
            return options;
        }

        var whole = Lesson.Whole(_ => Shortened());
        for (var last = 1; last <= 12; last++)
        {
            System.IO.File.Delete(File);
            var options = Shortened();
            options.Callbacks.Add(new Checkpoint(File) { EverySteps = 1 });
            options.Steps = last;
            Lesson.NewNetwork().Fit(Lesson.Data, options);

            Resumed(Shortened()).ShouldEqual(whole);
        }
    }

    [Fact]
    public void A_training_that_was_over_stays_over()
    {
        var options = Options("adam");
        options.Callbacks.Add(new Checkpoint(File));
        var network = Lesson.NewNetwork();
        var history = network.Fit(Lesson.Data, options);

        Resumed(Options("adam")).ShouldEqual(new Outcome(network, history));
    }

    [Fact]
    public void More_epochs_go_on_where_fewer_ended()
    {
        FitOptions<int> Of(int epochs) => new() { Epochs = epochs, BatchSize = 16, Optimizer = new Adam() };
        var whole = Lesson.Whole(_ => Of(5));
        var options = Of(2);
        options.Callbacks.Add(new Checkpoint(File));
        Lesson.NewNetwork().Fit(Lesson.Data, options);

        Resumed(Of(5)).ShouldEqual(whole);
    }

    [Fact]
    public void Where_early_stopping_ended_it_the_resumed_training_ends_too()
    {
        FitOptions<int> Stopping()
        {
            var options = Options("adam");
            options.Epochs = 50;
            options.Callbacks[0] = new EarlyStopping { Patience = 2, MinDelta = 100, RestoreBestWeights = true };
            return options;
        }

        var whole = Lesson.Whole(_ => Stopping());
        Assert.Equal((StopReason.Callback, 3), (whole.History.StopReason, whole.History.Epochs.Count));
        var options = Stopping();
        options.Callbacks.Add(new Checkpoint(File));
        Lesson.NewNetwork().Fit(Lesson.Data, options);

        Resumed(Stopping()).ShouldEqual(whole);
    }

    [Fact]
    public void Two_callbacks_of_one_name_keep_states_of_their_own()
    {
        FitOptions<int> Doubled()
        {
            var options = Options("sgd");
            options.Callbacks = [new ReduceOnPlateau { Patience = 1, MinDelta = 10, Factor = 0.5 }, new ReduceOnPlateau { Patience = 3, MinDelta = 10, Factor = 0.9 }];
            return options;
        }

        var whole = Lesson.Whole(_ => Doubled());
        for (var last = 1; last <= Lesson.Steps; last += 2)
        {
            var options = Doubled();
            options.Callbacks.Add(new Checkpoint(File) { EverySteps = 1 });
            options.Steps = last;
            Lesson.NewNetwork().Fit(Lesson.Data, options);

            Resumed(Doubled()).ShouldEqual(whole);
        }
    }

    private static FitOptions<int> Options(string name) => Lesson.Options(Lesson.Optimizers[name]());

    private Outcome Resumed(FitOptions<int> options)
    {
        var network = Lesson.NewNetwork();
        options.ResumeFrom = File;
        return new Outcome(network, network.Fit(Lesson.Data, options));
    }

    private sealed class AtStep(int step, Action act) : Callback
    {
        private int _steps;

        public bool CountsFromStart { get; init; }

        public override void OnStepEnd(TrainingContext training)
        {
            _steps++;
            if ((CountsFromStart ? _steps : training.TotalSteps) == step)
                act();
        }
    }
}
