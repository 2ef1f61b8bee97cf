namespace NetGen.EndToEnd.Training;

/// <summary>L-BFGS in Fit and TrainStep, and the penalties of a training.</summary>
public partial class LbfgsFitTests
{
    private const int Samples = 60;

    private static Dataset<float> Data { get; } = MakeData();

    [Fact]
    public void Fit_ends_where_the_loss_is_flat_and_never_rises_on_the_way()
    {
        var network = new Plain(seed: 1);

        var history = network.Fit(Data, new() { Epochs = 500, Optimizer = new Lbfgs(tolerance: 1e-3f, lossTolerance: 0), Alpha = 1 });

        Assert.Equal(StopReason.Converged, history.StopReason);
        Assert.InRange(history.Epochs.Count, 5, 499);
        var losses = history.Epochs.Select(e => e.Loss).ToList();
        Assert.Equal(losses.OrderDescending(), losses);
    }

    [Fact]
    public void Fit_takes_all_samples_in_their_order_so_steps_by_hand_give_the_same_bits()
    {
        var fitted = new Plain(seed: 1);
        fitted.Fit(Data, new() { Epochs = 10, BatchSize = 7, Optimizer = new Lbfgs() });

        var stepped = new Plain(seed: 1);
        var lbfgs = new Lbfgs();
        for (var i = 0; i < 10; i++)
            stepped.TrainStep(Data.Features, Data.Labels, lbfgs);

        Assert.Equal(stepped.Parameters.ToArray(), fitted.Parameters.ToArray());
        Assert.Equal(10, fitted.Steps);
    }

    [Fact]
    public void Metrics_and_callbacks_that_look_do_not_change_the_result()
    {
        var plain = new Plain(seed: 1);
        var expected = plain.Fit(Data, new() { Epochs = 10, Optimizer = new Lbfgs() });
        var watched = new Plain(seed: 1);

        var history = watched.Fit(Data, new() { Epochs = 10, Optimizer = new Lbfgs(), Validation = Data, OnStep = _ => { } });

        Assert.Equal(plain.Parameters.ToArray(), watched.Parameters.ToArray());
        Assert.Equal(expected.Epochs.Select(e => e.Loss), history.Epochs.Select(e => e.Loss));
    }

    [Fact]
    public void Dropout_keeps_its_mask_through_an_iteration()
    {
        var network = new Dropping(seed: 1);
        var lbfgs = new Lbfgs();
        var gradients = new float[network.Parameters.Length];

        for (var i = 0; i < 10; i++)
        {
            var before = network.Gradient(Data.Features, Data.Labels, gradients);
            var loss = network.TrainStep(Data.Features, Data.Labels, lbfgs);
            Assert.Equal(before, loss);
        }

        Assert.Equal(10, network.Steps);
    }

    [Fact]
    public void Converged_on_some_data_it_goes_on_with_others()
    {
        var network = new Plain(seed: 1);
        var lbfgs = new Lbfgs();
        Assert.Equal(StopReason.Converged, network.Fit(Data, new() { Epochs = 2000, Optimizer = lbfgs, Alpha = 1 }).StopReason);

        var history = network.Fit(Data.Take(Data.Count / 2), new() { Epochs = 2000, Optimizer = lbfgs, Alpha = 1 });

        Assert.Equal(StopReason.Converged, history.StopReason);
        Assert.InRange(history.Epochs.Count, 2, 1999);
    }

    [Fact]
    public void The_history_tells_the_loss_and_the_metrics_after_each_iteration()
    {
        var network = new Plain(seed: 1);
        var evaluated = new List<Evaluation>();
        var steps = new List<double>();

        var history = network.Fit(Data, new()
        {
            Epochs = 12,
            Optimizer = new Lbfgs(),
            Metrics = [new LogLoss()],
            OnStep = step => steps.Add(step.Loss),
            OnEpoch = _ => evaluated.Add(network.Evaluate(Data, new LogLoss())),
        });

        Assert.Equal(12, evaluated.Count);
        foreach (var (epoch, evaluation) in history.Epochs.Zip(evaluated))
        {
            Assert.Equal(evaluation.Loss, epoch.Loss, 1e-6);
            Assert.Equal(evaluation.Accuracy, epoch.Accuracy);
            Assert.Equal(evaluation.Metrics[0].Value, epoch["log_loss"], 1e-6);
        }

        Assert.Equal(history.Epochs.Select(e => e.Loss), steps);
    }

    [Fact]
    public void The_loss_of_an_iteration_that_ends_where_it_began_is_that_of_the_place()
    {
        var network = new Plain(seed: 1);
        network.Fit(Data, new() { Epochs = 2000, Optimizer = new Lbfgs(lossTolerance: 0, tolerance: 0), Alpha = 1 });
        var before = network.Parameters.ToArray();

        var history = network.Fit(Data, new() { Optimizer = new Lbfgs(), Metrics = [new LogLoss()], Alpha = 1 });

        Assert.Equal(StopReason.Converged, history.StopReason);
        Assert.Equal(before, network.Parameters.ToArray());
        Assert.Equal("no partial derivative is above the tolerance 0.0001", history.Explanation);
        Assert.Equal(network.Evaluate(Data, new LogLoss()).Metrics[0].Value, history.Last["log_loss"], 1e-6);
    }

    [Fact]
    public void A_loss_or_a_gradient_that_is_not_finite_ends_it_with_an_explanation()
    {
        var network = new Plain(seed: 1);
        network.Hidden.Kernel[0, 0] = float.NaN;

        var nan = network.Fit(Data, new() { Epochs = 1000, Optimizer = new Lbfgs() });

        Assert.Equal(
            (StopReason.NonFinite, "the loss became NaN in step 1 of epoch 1; the weights held NaN or infinity before that step"), (nan.StopReason, nan.Explanation));
        Assert.Single(nan.Epochs);
        Assert.Equal(0, network.Steps);

        // Finite losses of a square whose slope, times the input, is more than a float can hold.
        var steep = new Line();
        steep.Parameters[0] = 1e-10f;
        var data = Dataset.Regression([1e25f, 1e25f], [0, 0], 2);

        var gradient = steep.Fit(data, new() { Epochs = 1000, Optimizer = new Lbfgs() });

        Assert.Equal(
            (StopReason.NonFinite, "the gradient became NaN or infinite in step 1 of epoch 1; the weights are those from before that step"), (gradient.StopReason, gradient.Explanation));
        Assert.True(double.IsFinite(gradient.Last.Loss));
        Assert.Equal([1e-10f, 0f], steep.Parameters.ToArray());
    }

    [Fact]
    public void A_batch_size_that_it_cannot_follow_is_said()
    {
        using var shown = new StringWriter();

        var told = new Plain(seed: 1).Fit(Data, new() { BatchSize = 7, Optimizer = new Lbfgs(), ProgressOutput = shown });

        Assert.Equal("'BatchSize' 7 was not used: Lbfgs takes all 60 samples in each step", Assert.Single(told.Warnings));
        Assert.StartsWith("warning: 'BatchSize' 7 was not used", shown.ToString(), StringComparison.Ordinal);
        Assert.Empty(new Plain(seed: 1).Fit(Data, new() { Optimizer = new Lbfgs() }).Warnings);
        Assert.Empty(new Plain(seed: 1).Fit(Data, new() { BatchSize = 60, Optimizer = new Lbfgs() }).Warnings);
        Assert.Empty(new Plain(seed: 1).Fit(Data, new() { BatchSize = 7, Optimizer = new Adam() }).Warnings);
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        var network = new Plain(seed: 1);
        var lbfgs = new Lbfgs();
        network.TrainStep(Data.Features, Data.Labels, lbfgs);

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 5; i++)
                network.TrainStep(Data.Features, Data.Labels, lbfgs);
        }));
    }

    [Fact]
    public void L2_is_the_penalty_that_a_network_declares()
    {
        var asked = new Plain(seed: 1);
        var declared = new Penalised(seed: 1);

        var history = asked.Fit(Data, new() { Epochs = 3, Optimizer = new Sgd(0.1f), L2 = 0.01f });
        var expected = declared.Fit(Data, new() { Epochs = 3, Optimizer = new Sgd(0.1f) });

        Assert.Equal(expected.Epochs.Select(e => (float)e.Loss), history.Epochs.Select(e => (float)e.Loss));
        Assert.Equal(declared.Parameters.ToArray(), asked.Parameters.ToArray());
    }

    [Fact]
    public void Alpha_is_half_of_it_over_the_samples_of_the_batch()
    {
        var alpha = new Plain(seed: 1);
        var l2 = new Plain(seed: 1);

        var history = alpha.Fit(Data, new() { Epochs = 2, BatchSize = 20, Optimizer = new Sgd(0.1f), Alpha = 0.4f });
        var expected = l2.Fit(Data, new() { Epochs = 2, BatchSize = 20, Optimizer = new Sgd(0.1f), L2 = 0.01f });

        Assert.Equal(l2.Parameters.ToArray(), alpha.Parameters.ToArray());
        Assert.Equal(expected.Epochs.Select(e => e.Loss), history.Epochs.Select(e => e.Loss));
    }

    [Fact]
    public void Penalties_spare_the_biases()
    {
        // With a learning rate and a factor this large, one step would blow up every bias that were penalised.
        var network = new Plain(seed: 1);
        var free = new Plain(seed: 1);
        network.Hidden.Bias.Fill(1);
        free.Hidden.Bias.Fill(1);

        network.Fit(Data, new() { Steps = 1, BatchSize = Samples, Shuffle = false, Optimizer = new Sgd(1), L2 = 100 });
        free.Fit(Data, new() { Steps = 1, BatchSize = Samples, Shuffle = false, Optimizer = new Sgd(1) });

        Assert.Equal(free.Hidden.Bias.ToArray(), network.Hidden.Bias.ToArray());
        Assert.NotEqual(free.Parameters.ToArray(), network.Parameters.ToArray());
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_penalty_that_is_none_is_refused(float factor)
    {
        var network = new Plain(seed: 1);

        Assert.Equal("L2", Assert.Throws<ArgumentOutOfRangeException>(() => network.Fit(Data, new() { L2 = factor })).ParamName);
        Assert.Equal("Alpha", Assert.Throws<ArgumentOutOfRangeException>(() => network.Fit(Data, new() { Alpha = factor })).ParamName);

        Assert.Equal(0, network.Steps);
    }

    private static Dataset<float> MakeData()
    {
        var random = new Random(5);
        var features = new float[Samples * 3];
        for (var i = 0; i < features.Length; i++)
            features[i] = 2 * random.NextSingle() - 1;
        return Dataset.Regression(features, [.. Enumerable.Range(0, Samples).Select(i => features[3 * i] * features[3 * i + 1] > 0 ? 1f : 0)], Samples);
    }

    [Input(1)]
    [Dense(1)]
    internal partial class Line;

    [Input(3)]
    [Dense(6, Tanh, Name = "hidden")]
    [Dense(1, Sigmoid)]
    [BinaryCrossEntropy]
    internal partial class Plain;

    [Input(3)]
    [Dense(6, Tanh, KernelL2 = 0.01)]
    [Dense(1, Sigmoid, KernelL2 = 0.01)]
    [BinaryCrossEntropy]
    internal partial class Penalised;

    [Input(3)]
    [Dense(6, Tanh)]
    [Dropout(0.5)]
    [Dense(1, Sigmoid)]
    [BinaryCrossEntropy]
    internal partial class Dropping;
}
