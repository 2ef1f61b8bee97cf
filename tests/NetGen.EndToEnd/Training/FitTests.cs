using NetGen.EndToEnd.Networks;

namespace NetGen.EndToEnd.Training;

public class FitTests
{
    private const int Samples = 70;

    private static Dataset<int> Data { get; } = MakeData(Samples, seed: 1);

    [Fact]
    public void Two_calls_of_one_epoch_are_one_call_of_two()
    {
        var once = new SmallClassifier(seed: 3);
        once.Fit(Data, new() { Epochs = 2, BatchSize = 16, Optimizer = new Adam() });

        var twice = new SmallClassifier(seed: 3);
        var adam = new Adam();
        twice.Fit(Data, new() { Epochs = 1, BatchSize = 16, Optimizer = adam });
        twice.Fit(Data, new() { Epochs = 1, BatchSize = 16, Optimizer = adam });

        Assert.Equal(once.Parameters.ToArray(), twice.Parameters.ToArray());
        Assert.Equal(2 * 5, once.Steps);
    }

    [Fact]
    public void Every_sample_is_seen_once_an_epoch_in_an_order_of_its_own()
    {
        // A learning rate this small changes nothing, so the first epoch's loss is the mean over all samples whatever their order.
        var network = new SmallClassifier(seed: 3);
        var expected = network.Evaluate(Data);

        var history = network.Fit(Data, new() { Epochs = 2, BatchSize = 16, Optimizer = new Sgd(1e-30f) });

        Assert.All(history.Epochs, epoch => Assert.Equal(expected.Loss, epoch.Loss, 1e-6));
        Assert.All(history.Epochs, epoch => Assert.Equal(expected.Accuracy, epoch.Accuracy));
    }

    [Fact]
    public void Without_shuffling_steps_go_through_the_data_in_order()
    {
        var fitted = new SmallClassifier(seed: 3);
        fitted.Fit(Data, new() { BatchSize = 32, Shuffle = false, Optimizer = new Sgd(0.1f) });

        var stepped = new SmallClassifier(seed: 3);
        var sgd = new Sgd(0.1f);
        for (var start = 0; start < Samples; start += 32)
        {
            var count = Math.Min(32, Samples - start);
            stepped.TrainStep(Data.Features.Slice(start * 5, count * 5), Data.Labels.Slice(start, count), sgd);
        }

        Assert.Equal(stepped.Parameters.ToArray(), fitted.Parameters.ToArray());

        var shuffled = new SmallClassifier(seed: 3);
        shuffled.Fit(Data, new() { BatchSize = 32, Optimizer = new Sgd(0.1f) });
        Assert.NotEqual(stepped.Parameters.ToArray(), shuffled.Parameters.ToArray());
    }

    [Fact]
    public void History_and_callbacks_tell_what_happened()
    {
        var steps = new List<StepProgress>();
        var epochs = new List<EpochResult>();
        var network = new SmallClassifier(seed: 3);

        var history = network.Fit(Data, new()
        {
            Epochs = 3,
            BatchSize = 32,
            Optimizer = new Adam(0.01f),
            Validation = MakeData(20, seed: 2),
            OnStep = steps.Add,
            OnEpoch = epochs.Add,
        });

        Assert.Equal(epochs, history.Epochs);
        Assert.Equal([1, 2, 3], history.Epochs.Select(e => e.Epoch));
        Assert.Equal(history.Epochs[^1], history.Last);
        Assert.True(history.Last.Loss < history.Epochs[0].Loss);
        Assert.NotNull(history.Last.ValidationLoss);
        Assert.NotNull(history.Last.ValidationAccuracy);
        Assert.Equal(9, steps.Count);
        Assert.Equal((3, 3, 3, 3), (steps[^1].Epoch, steps[^1].Epochs, steps[^1].Step, steps[^1].Steps));
        Assert.Equal(history.Last.Loss, steps[^1].Loss);
    }

    [Fact]
    public void Options_that_a_callback_changes_are_those_of_the_next_call()
    {
        var options = new FitOptions<int> { Epochs = 3, BatchSize = 16 };
        options.OnEpoch = _ => (options.Epochs, options.BatchSize, options.Shuffle) = (options.Epochs == 3 ? 1 : 5, 32, !options.Shuffle);
        var network = new SmallClassifier(seed: 3);

        var history = network.Fit(Data, options);

        Assert.Equal([1, 2, 3], history.Epochs.Select(e => e.Epoch));
        Assert.Equal(3 * 5, network.Steps);
    }

    [Fact]
    public void As_many_epochs_as_there_can_be_need_no_memory_before_they_are_made()
    {
        var options = new FitOptions<int> { Epochs = int.MaxValue, OnEpoch = _ => throw new OperationCanceledException() };

        Assert.Throws<OperationCanceledException>(() => new SmallClassifier().Fit(Data, options));
    }

    [Fact]
    public void A_regression_has_no_accuracy()
    {
        var data = Dataset.Regression(new float[8], new float[6], 2);

        var result = new Regression().Fit(data, new() { Validation = data }).Last;

        Assert.Null(result.Accuracy);
        Assert.Null(result.ValidationAccuracy);
        Assert.Equal("loss 0.2500", new Evaluation(0.25, null).ToString());
        Assert.Equal("loss 0.3400, accuracy 0.8820", new Evaluation(0.34, 0.882).ToString());
    }

    [Fact]
    public void A_fit_allocates_nothing_for_a_step()
    {
        long AllocatedBy(int steps) => Allocations.OfEach(() =>
        {
            var network = new SmallClassifier(seed: 3);
            var options = new FitOptions<int> { Epochs = 1, StepsPerEpoch = steps, BatchSize = 1, Optimizer = new Adam(), ShowProgress = false };
            return () => network.Fit(Data, options);
        });

        AllocatedBy(1);

        Assert.Equal(AllocatedBy(1), AllocatedBy(Data.Count));
    }

    internal static Dataset<int> MakeData(int count, int seed)
    {
        var random = new Random(seed);
        var features = new float[count * SmallClassifier.InputLength];
        var labels = new int[count];
        for (var i = 0; i < features.Length; i++)
            features[i] = (random.NextSingle() * 2) - 1;

        for (var i = 0; i < count; i++)
            labels[i] = features[i * 5] > 0.3 ? 0 : features[(i * 5) + 1] > 0 ? 1 : 2;

        return Dataset.Classification(features, labels);
    }
}
