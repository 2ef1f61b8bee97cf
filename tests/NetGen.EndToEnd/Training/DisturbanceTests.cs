using NetGen.EndToEnd.Networks;

namespace NetGen.EndToEnd.Training;

/// <summary>Nothing changes a network between the steps of a <c>Fit</c> but the Fit and the parameters that a callback writes, and nothing makes the Fit fail.</summary>
public class DisturbanceTests
{
    private static readonly Dataset<int> Data = FitTests.MakeData(70, seed: 1);

    public static TheoryData<string, bool> Disturbances => new()
    {
        { "TrainStep", false }, { "TrainStep", true },
        { "Load", false }, { "Load", true },
        { "Load of a stream", false }, { "Load of a stream", true },
        { "setting 'Preprocessor'", false }, { "setting 'Preprocessor'", true },
    };

    [Theory]
    [MemberData(nameof(Disturbances))]
    public void What_would_disturb_is_refused_from_a_callback_and_from_another_thread_and_changes_nothing(string what, bool isBeside)
    {
        var alone = new SmallClassifier(seed: 3);
        alone.Fit(Data, Options());
        var network = new SmallClassifier(seed: 3);
        var file = Path.GetTempFileName();
        var other = new SmallClassifier(seed: 4);
        other.Save(file);
        using var saved = new MemoryStream();
        other.Save(saved);
        void Disturb()
        {
            switch (what)
            {
                case "TrainStep":
                    network.TrainStep(Data.FeaturesOf(0), Data.LabelsOf(0), new Sgd());
                    break;
                case "Load":
                    network.Load(file);
                    break;
                case "Load of a stream":
                    saved.Position = 0;
                    network.Load(saved);
                    break;
                default:
                    network.Preprocessor = null;
                    break;
            }
        }

        var errors = new List<Exception?>();
        var options = Options();
        options.OnStep = _ => errors.Add(isBeside ? Beside(Disturb) : Record.Exception(Disturb));
        network.Fit(Data, options);

        Assert.Equal(10, errors.Count);
        Assert.All(errors, error => Assert.Contains(
            $"This SmallClassifier is in the middle of a Fit, where {what.Split(" of")[0]} is refused", Assert.IsType<InvalidOperationException>(error).Message, StringComparison.Ordinal));
        Assert.Equal(alone.Parameters.ToArray(), network.Parameters.ToArray());
        Assert.NotNull(network.Preprocessor);
        Assert.Equal(10, network.Steps);
        Disturb();
        File.Delete(file);
    }

    [Fact]
    public void A_callback_may_ask_for_a_gradient_and_another_thread_may_not()
    {
        var alone = new SmallClassifier(seed: 3);
        alone.Fit(Data, Options());
        var network = new SmallClassifier(seed: 3);
        Exception? beside = null;
        var options = Options();
        options.OnStep = _ =>
        {
            network.Gradient(Data.Features, Data.Labels, new float[network.Parameters.Length]);
            beside ??= Beside(() => network.Gradient(Data.Features, Data.Labels, new float[network.Parameters.Length]));
        };

        network.Fit(Data, options);

        Assert.IsType<InvalidOperationException>(beside);
        Assert.Equal(alone.Parameters.ToArray(), network.Parameters.ToArray());
    }

    [Fact]
    public void Whatever_another_thread_tries_the_fit_goes_on_to_the_same_bits()
    {
        var alone = new SmallClassifier(seed: 3);
        var options = Options();
        options.Epochs = 200;
        alone.Fit(Data, options);
        var network = new SmallClassifier(seed: 3);
        var (isRunning, tries) = (true, 0);
        using var tried = new ManualResetEventSlim();
        var unexpected = new List<Exception?>();
        var thread = new Thread(() =>
        {
            var (adam, gradients) = (new Adam(), new float[network.Parameters.Length]);
            Action[] disturbances =
            [
                () => network.TrainStep(Data.FeaturesOf(0), Data.LabelsOf(0), adam),
                () => network.Gradient(Data.Features, Data.Labels, gradients),
                () => network.Load(Stream.Null),
                () => network.Preprocessor = null,
            ];
            while (Volatile.Read(ref isRunning))
            {
                unexpected.AddRange(disturbances.Select(Record.Exception).Where(error => error is not InvalidOperationException));
                network.Predict(Data.Features, new float[Data.Count * 3]);
                tries++;
                tried.Set();
            }
        });
        options = Options();
        options.Epochs = 200;
        options.Callbacks = [new Bracket(thread.Start, () =>
        {
            tried.Wait();
            Volatile.Write(ref isRunning, false);
            thread.Join();
        })];

        network.Fit(Data, options);

        Assert.True(tries > 0);
        Assert.Empty(unexpected);
        Assert.Equal(alone.Parameters.ToArray(), network.Parameters.ToArray());
    }

    [Fact]
    public void What_does_not_disturb_goes_on()
    {
        var network = new SmallClassifier(seed: 3);
        var stopping = new EarlyStopping { Monitor = "loss", RestoreBestWeights = true };
        var options = Options();
        var best = Array.Empty<float>();
        options.Callbacks = [stopping];
        options.OnEpoch = _ =>
        {
            network.Predict(Data.Features, new float[Data.Count * 3]);
            network.Evaluate(Data, new LogLoss());
            network.Save(new MemoryStream());
            if (stopping.BestEpoch == network.Steps / 5)
                best = network.Parameters.ToArray();
            network.Parameters.Fill(0.5f);
        };

        network.Fit(Data, options);

        Assert.True(stopping.BestEpoch > 0);
        Assert.Equal(best, network.Parameters.ToArray());
    }

    [Fact]
    public void At_the_end_of_a_training_a_callback_may_load_and_scale_and_step()
    {
        using var saved = new MemoryStream();
        new SmallClassifier(seed: 4).Save(saved);
        saved.Position = 0;
        var network = new SmallClassifier(seed: 3);
        Exception? beside = null;
        var options = Options();
        options.Callbacks = [new Bracket(() => { }, () =>
        {
            beside = Beside(() => network.Preprocessor = null);
            network.Load(saved);
            network.TrainStep(Data.FeaturesOf(0), Data.LabelsOf(0), new Sgd());
        })];

        network.Fit(Data, options);

        Assert.IsType<InvalidOperationException>(beside);
        Assert.Null(network.Preprocessor);
        Assert.Equal(11, network.Steps);
        var loaded = new SmallClassifier(seed: 4);
        loaded.TrainStep(Data.FeaturesOf(0), Data.LabelsOf(0), new Sgd());
        Assert.Equal(loaded.Parameters.ToArray(), network.Parameters.ToArray());
    }

    [Fact]
    public void A_fit_that_was_refused_or_failed_leaves_the_network_open()
    {
        var network = new SmallClassifier(seed: 3);
        Assert.Throws<ArgumentException>(() => network.Fit(Data, new() { Callbacks = [new EarlyStopping()] }));
        Assert.Throws<TimeoutException>(() => network.Fit(Data, new() { OnStep = _ => throw new TimeoutException() }));

        network.TrainStep(Data.FeaturesOf(0), Data.LabelsOf(0), new Sgd());
        network.Preprocessor = null;
        network.Fit(Data);
    }

    private static Exception? Beside(Action action)
    {
        Exception? error = null;
        var thread = new Thread(() => error = Record.Exception(action));
        thread.Start();
        thread.Join();
        return error;
    }

    private static FitOptions<int> Options() => new() { Epochs = 2, BatchSize = 16, Optimizer = new Adam(), Preprocessor = new Standardize() };

    private sealed class Bracket(Action begin, Action end) : Callback
    {
        public override void OnTrainBegin(TrainingContext training) => begin();

        public override void OnTrainEnd(TrainingContext training) => end();
    }
}
