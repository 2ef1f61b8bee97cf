using NetGen.EndToEnd.Networks;

namespace NetGen.EndToEnd.Training;

/// <summary>A training on a thread of its own is the training on the caller's.</summary>
public class FitAsyncTests
{
    private static readonly Dataset<int> Data = FitTests.MakeData(70, seed: 1);

    [Fact]
    public async Task It_makes_the_same_steps_on_another_thread()
    {
        var expected = new SmallClassifier(seed: 3);
        var told = expected.Fit(Data, Options());
        var thread = Environment.CurrentManagedThreadId;

        foreach (var fit in new Func<SmallClassifier, FitOptions<int>, Task<History>>[]
        {
            (network, options) => network.FitAsync(Data, options),
            (network, options) => network.FitAsync(new MemorySource(Data), options),
        })
        {
            var network = new SmallClassifier(seed: 3);
            var threads = new HashSet<int>();
            var options = Options();
            options.OnStep = _ => threads.Add(Environment.CurrentManagedThreadId);

            var history = await fit(network, options);

            Assert.Equal(expected.Parameters.ToArray(), network.Parameters.ToArray());
            Assert.Equal(told.Epochs.Select(e => e.Loss), history.Epochs.Select(e => e.Loss));
            Assert.DoesNotContain(thread, threads);
            Assert.Single(threads);
        }

        var streamed = new SmallClassifier(seed: 3);
        var plain = new SmallClassifier(seed: 3);
        plain.Fit(StreamedFitTests.Stream(Data), Options());
        await streamed.FitAsync(StreamedFitTests.Stream(Data), Options());
        Assert.Equal(plain.Parameters.ToArray(), streamed.Parameters.ToArray());
    }

    [Fact]
    public async Task Meanwhile_the_network_predicts_and_refuses_what_would_disturb_and_afterwards_it_trains_on()
    {
        using var inside = new ManualResetEventSlim();
        using var done = new ManualResetEventSlim();
        var network = new SmallClassifier(seed: 3);
        var options = Options();
        options.OnStep = _ =>
        {
            inside.Set();
            done.Wait();
        };

        var training = network.FitAsync(Data, options);
        // Before its thread has begun as well as after.
        Assert.Throws<InvalidOperationException>(() => { network.TrainStep(Data.FeaturesOf(0), Data.LabelsOf(0), new Sgd()); });
        inside.Wait();
        Assert.Throws<InvalidOperationException>(() => { network.TrainStep(Data.FeaturesOf(0), Data.LabelsOf(0), new Sgd()); });
        Assert.Throws<InvalidOperationException>(() => network.Preprocessor = null);
        await Assert.ThrowsAsync<InvalidOperationException>(() => network.FitAsync(Data));
        Assert.Throws<InvalidOperationException>(() => network.Fit(Data));
        network.Predict(Data.Features, new float[Data.Count * 3]);
        network.Evaluate(Data);
        Assert.False(training.IsCompleted);

        done.Set();
        Assert.Equal(StopReason.Completed, (await training).StopReason);
        network.Fit(Data);
        await network.FitAsync(Data);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Either_token_ends_it_with_a_history(bool isParameter)
    {
        using var source = new CancellationTokenSource();
        var network = new SmallClassifier(seed: 3);
        var options = Options();
        options.Epochs = int.MaxValue;
        options.OnStep = step => Cancel(step, source);
        if (!isParameter)
            options.Cancellation = source.Token;

        var history = await network.FitAsync(Data, options, isParameter ? source.Token : default);

        Assert.Equal((StopReason.Cancelled, 2), (history.StopReason, history.Epochs.Count));
        Assert.Equal((2 * 5) + 3, network.Steps);
        Assert.Equal(StopReason.Cancelled, (await network.FitAsync(Data, null, new CancellationToken(canceled: true))).StopReason);
    }

    [Fact]
    public async Task What_fit_throws_the_task_fails_with_and_the_network_stays_usable()
    {
        var network = new SmallClassifier(seed: 3);
        var failing = Options();
        failing.OnStep = _ => throw new TimeoutException();

        await Assert.ThrowsAsync<TimeoutException>(() => network.FitAsync(Data, failing));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => network.FitAsync(Data, new() { Epochs = 0 }));
        Assert.Throws<ArgumentNullException>("data", () => { _ = network.FitAsync((Dataset<int>)null!); });

        await network.FitAsync(Data);
    }

    [Fact]
    public async Task Options_that_change_afterwards_do_not_reach_it()
    {
        var expected = new SmallClassifier(seed: 3);
        expected.Fit(Data, Options());
        using var changed = new ManualResetEventSlim();
        var network = new SmallClassifier(seed: 3);
        var options = Options();
        options.Callbacks = new List<Callback> { new Waiting(changed) };
        options.ClassWeights = new List<float> { 1, 1, 1 };
        var weighted = new SmallClassifier(seed: 3);
        var same = Options();
        same.ClassWeights = [1, 1, 1];
        weighted.Fit(Data, same);

        var training = network.FitAsync(Data, options);
        (options.Epochs, options.BatchSize, options.Optimizer) = (1, 3, new Sgd());
        options.Callbacks.Clear();
        ((List<float>)options.ClassWeights)[0] = 9;
        changed.Set();
        await training;

        Assert.Equal(weighted.Parameters.ToArray(), network.Parameters.ToArray());
        Assert.False(options.Cancellation.CanBeCanceled);
    }

    [Fact]
    public async Task What_awaits_it_does_not_run_on_its_thread()
    {
        var training = 0;
        var options = Options();
        options.OnStep = _ => training = Environment.CurrentManagedThreadId;

        var awaiting = await new SmallClassifier(seed: 3).FitAsync(Data, options).ContinueWith(
            _ => Environment.CurrentManagedThreadId, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        Assert.NotEqual(training, awaiting);
    }

    private static void Cancel(StepProgress step, CancellationTokenSource source)
    {
        if (step is { Epoch: 3, Step: 3 })
            source.Cancel();
    }

    private static FitOptions<int> Options() => new() { Epochs = 3, BatchSize = 16, Optimizer = new Adam() };

    private sealed class Waiting(ManualResetEventSlim until) : Callback
    {
        public override void OnTrainBegin(TrainingContext training) => until.Wait();
    }
}
