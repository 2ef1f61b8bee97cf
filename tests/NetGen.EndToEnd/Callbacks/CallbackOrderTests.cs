using NetGen.EndToEnd.Checkpoints;
using NetGen.EndToEnd.Networks;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Callbacks;

/// <summary>Callbacks are asked first, begun next and always ended, whatever one of them does to the others.</summary>
public sealed class CallbackOrderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Log => _folder["log.csv"];

    private string Saved => _folder["training.safetensors"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Where_one_refuses_none_is_begun_and_nothing_has_changed()
    {
        File.WriteAllText(Log, "kept");
        var seen = new Noted();
        var network = new SmallClassifier(seed: 3);
        var options = new FitOptions<int> { Callbacks = [seen, new CsvLog(Log), new EarlyStopping()], Preprocessor = new Standardize() };

        Assert.Equal("Monitor", Assert.Throws<ArgumentException>(() => network.Fit(Lesson.Data, options)).ParamName);

        Assert.Equal("kept", File.ReadAllText(Log));
        Assert.Null(network.Preprocessor);
        Assert.Equal(["check"], seen.Calls);
    }

    [Fact]
    public void All_are_ended_and_the_first_of_their_exceptions_comes_out()
    {
        var network = new SmallClassifier(seed: 3);
        var last = new Noted();
        var options = new FitOptions<int>
        {
            Callbacks =
            [
                new Noted { AtEnd = () => throw new TimeoutException("first") },
                new Noted { AtEnd = () => throw new TimeoutException("second") },
                new CsvLog(Log),
                last,
            ],
        };

        Assert.Equal("first", Assert.Throws<TimeoutException>(() => network.Fit(Lesson.Data, options)).Message);

        Assert.Equal(["check", "begin", "end"], last.Calls);
        using (new FileStream(Log, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
        }

        options.OnStep = _ => throw new InvalidOperationException("the step");
        Assert.Equal("the step", Assert.Throws<InvalidOperationException>(() => network.Fit(Lesson.Data, options)).Message);
    }

    [Fact]
    public void Best_weights_of_one_training_do_not_get_into_another()
    {
        var stopping = new EarlyStopping { Monitor = "loss", RestoreBestWeights = true };
        new SmallClassifier(seed: 3).Fit(Lesson.Data, new() { Epochs = 3, Callbacks = [stopping] });
        var other = new SmallClassifier(seed: 4);
        var weights = other.Parameters.ToArray();

        var failing = new FitOptions<int> { Callbacks = [new CsvLog(_folder["nowhere/log.csv"]), stopping] };
        Assert.Throws<DirectoryNotFoundException>(() => other.Fit(Lesson.Data, failing));
        stopping.Monitor = "val_loss";
        Assert.Throws<ArgumentException>(() => other.Fit(Lesson.Data, new() { Callbacks = [stopping] }));

        Assert.Equal(weights, other.Parameters.ToArray());
    }

    [Fact]
    public void One_that_the_checkpoint_does_not_know_starts_anew()
    {
        var network = new SmallClassifier(seed: 3);
        network.Fit(Lesson.Data, Options(2, new Checkpoint(Saved)));
        var used = new EarlyStopping { Monitor = "given", Patience = 1 };
        var reduced = new ReduceOnPlateau { Monitor = "given", Patience = 5 };
        var best = new Checkpoint(_folder["best"]) { BestOnly = true, Monitor = "given" };
        Scripted.Train([-9, -9], options => options.Callbacks = [.. options.Callbacks, used, reduced, best]);
        Assert.Equal(2, used.StoppedEpoch);
        File.Delete(best.Path);
        used.Monitor = reduced.Monitor = best.Monitor = "loss";

        var options = Options(6, used, reduced, best);
        options.ResumeFrom = Saved;
        var history = new SmallClassifier(seed: 3).Fit(Lesson.Data, options);

        Assert.Equal(6, history.Epochs.Count);
        Assert.Equal((6, 0), (used.BestEpoch, used.StoppedEpoch));
        Assert.Equal(0.001, history.Last.LearningRate, 6);
        Assert.True(File.Exists(best.Path));
    }

    [Fact]
    public void Best_weights_that_a_checkpoint_has_not_are_those_from_then_on()
    {
        double[] values = [5, 1, 4, 3, 3.5];
        Scripted.Train(values[..2], new EarlyStopping { Monitor = "given", Patience = 9 }, new Checkpoint(Saved));
        var stopping = new EarlyStopping { Monitor = "given", Patience = 9, RestoreBestWeights = true };
        float[] fourth = [];
        var atFourth = new Noted { AtEpoch = training => fourth = training.Epoch == 4 ? training.Network.Parameters.ToArray() : fourth };

        var (network, _) = Scripted.Train(values, options => options.ResumeFrom = Saved, stopping, atFourth);

        Assert.Equal(4, stopping.BestEpoch);
        Assert.Equal(fourth, network.Parameters.ToArray());
    }

    [Fact]
    public void A_checkpoint_can_be_asked_for_before_the_first_step_and_not_after_the_last()
    {
        var network = new SmallClassifier(seed: 3);
        var begin = new Noted { AtBegin = training => training.SaveCheckpoint(Saved) };
        var whole = network.Fit(Lesson.Data, Options(2, begin));
        var resumed = new SmallClassifier(seed: 3);
        var options = Options(2);
        options.ResumeFrom = Saved;

        Assert.Equal(whole.Last.Loss, resumed.Fit(Lesson.Data, options).Last.Loss);
        Assert.Equal(network.Parameters.ToArray(), resumed.Parameters.ToArray());

        var end = new Noted();
        end.AtEnd = () => end.Training!.SaveCheckpoint(_folder["late"]);
        Assert.StartsWith("The training is over", Assert.Throws<InvalidOperationException>(() => network.Fit(Lesson.Data, Options(2, end))).Message);
    }

    [Fact]
    public void Who_stops_before_the_first_step_of_an_epoch_sees_none()
    {
        var network = new SmallClassifier(seed: 3);
        var stop = new Noted { AtEpochBegin = training => { if (training.Epoch == 2) training.Stop("enough"); } };

        var history = network.Fit(Lesson.Data, Options(5, stop));

        Assert.Equal((1, 5L), (history.Epochs.Count, network.Steps));
        Assert.Equal("enough", history.Explanation);
    }

    [Fact]
    public void No_callback_and_no_metric_may_be_null()
    {
        var network = new SmallClassifier(seed: 3);

        Assert.StartsWith("'Callbacks' holds null at place 1.", Assert.Throws<ArgumentException>(() => network.Fit(Lesson.Data, new() { Callbacks = [new Noted(), null!] })).Message);
        Assert.StartsWith("'Metrics' holds null at place 0.", Assert.Throws<ArgumentException>(() => network.Fit(Lesson.Data, new() { Metrics = [null!] })).Message);
    }

    private static FitOptions<int> Options(int epochs, params Callback[] callbacks) =>
        new() { Epochs = epochs, BatchSize = 16, Optimizer = new Adam(), Callbacks = callbacks };

    /// <summary>Writes down which of its methods were called, and does what the test wants there.</summary>
    private sealed class Noted : Callback
    {
        public List<string> Calls { get; } = [];

        public TrainingContext? Training { get; private set; }

        public Action<TrainingContext>? AtBegin { get; init; }

        public Action<TrainingContext>? AtEpochBegin { get; init; }

        public Action<TrainingContext>? AtEpoch { get; init; }

        public Action? AtEnd { get; set; }

        public override void Check(TrainingContext training) => Calls.Add("check");

        public override void OnTrainBegin(TrainingContext training)
        {
            Calls.Add("begin");
            AtBegin?.Invoke(training);
        }

        public override void OnEpochBegin(TrainingContext training) => AtEpochBegin?.Invoke(training);

        public override void OnEpochEnd(TrainingContext training, EpochResult epoch) => AtEpoch?.Invoke(training);

        public override void OnTrainEnd(TrainingContext training)
        {
            Calls.Add("end");
            Training = training;
            AtEnd?.Invoke();
        }
    }
}
