using NetGen.EndToEnd.Networks;

namespace NetGen.EndToEnd.Selection;

public class CrossValidationTests
{
    [Fact]
    public void Each_fold_is_a_training_on_its_part_and_an_evaluation_on_the_other()
    {
        var seeds = new List<long>();
        var result = Described(trial =>
        {
            seeds.Add(trial.Seed);
            return new SmallClassifier(trial.Seed);
        }, parallelism: 1).Run();

        Assert.Equal(4, seeds.Distinct().Count());
        foreach (var (index, (train, test)) in new StratifiedKFold(4).Split(SelectionCases.Data).Index())
        {
            var network = new SmallClassifier(seeds[index]);
            var history = network.Fit(train, new() { Epochs = 2, Optimizer = new Adam(0.01f) });
            Assert.Equal(network.Evaluate(test).Accuracy, result.Folds[index].Score);
            Assert.Equal((index + 1, history.Epochs.Count), (result.Folds[index].Fold, result.Folds[index].Epochs));
            Assert.True(result.Folds[index].Time > TimeSpan.Zero);
        }

        Assert.Equal(result.Folds.Average(f => f.Score), result.Mean, 1e-12);
        Assert.StartsWith("accuracy ", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Scores_on_what_was_trained_on_are_evaluations_of_it()
    {
        var seeds = new List<long>();
        Assert.All(Described(parallelism: 1).Run().Folds, fold => Assert.Null(fold.TrainScore));
        var result = Described(
            trial =>
            {
                seeds.Add(trial.Seed);
                return new SmallClassifier(trial.Seed);
            },
            parallelism: 1,
            returnTrainScore: true).Run();

        foreach (var (index, (train, test)) in new StratifiedKFold(4).Split(SelectionCases.Data).Index())
        {
            var network = new SmallClassifier(seeds[index]);
            network.Fit(train, new() { Epochs = 2, Optimizer = new Adam(0.01f) });
            Assert.Equal((network.Evaluate(test).Accuracy, network.Evaluate(train).Accuracy), (result.Folds[index].Score, result.Folds[index].TrainScore));
        }

        Assert.Equal(result.Folds.Average(f => f.TrainScore!.Value), result.TrainMean!.Value, 1e-12);
        Assert.Matches(@"; train \d\.\d{4} \+/- \d\.\d{4}$", result.ToString());
    }

    [Fact]
    public void One_thread_and_several_give_the_same_bits() =>
        Assert.Equal(Scores(Described(parallelism: 1)), Scores(Described(parallelism: 4)));

    [Fact]
    public void Kernels_that_divide_their_work_where_they_may_give_the_same_bits_where_they_may_not()
    {
        var random = new Random(5);
        var features = new float[512 * FashionClassifier.InputLength];
        foreach (ref var feature in features.AsSpan())
            feature = random.NextSingle();
        var data = Dataset.Classification(features, [.. Enumerable.Range(0, 512).Select(_ => random.Next(10))]);
        CrossValidation<int> Described(int parallelism) => new()
        {
            Data = data,
            Folds = 2,
            Create = trial => new FashionClassifier(trial.Seed),
            Options = _ => new() { BatchSize = 128, Optimizer = new Adam() },
            Score = Score.Loss,
            Parallelism = parallelism,
        };

        Assert.Equal(Scores(Described(parallelism: 1)), Scores(Described(parallelism: 2)));
    }

    [Fact]
    public void The_score_is_the_loss_for_numbers_and_a_metric_where_one_is_given()
    {
        var random = new Random(3);
        var data = Dataset.Regression([.. Enumerable.Range(0, 4 * 30).Select(_ => random.NextSingle())], [.. Enumerable.Range(0, 3 * 30).Select(_ => random.NextSingle())], 30);
        CrossValidationResult Run(Score? score) => (score is null
            ? new CrossValidation<float> { Data = data, Folds = 3, Create = trial => new Regression(trial.Seed), Options = _ => new() }
            : new CrossValidation<float> { Data = data, Folds = 3, Create = trial => new Regression(trial.Seed), Options = _ => new(), Score = score }).Run();

        Assert.Equal("loss", Run(null).Score);
        var counted = Run(Score.Of(() => new Counter()));
        Assert.Equal("labels", counted.Score);
        Assert.Equal([30.0, 30.0, 30.0], counted.Folds.Select(f => f.Score));
        var error = Assert.Throws<TrialException>(() => Run(Score.Accuracy));
        Assert.Contains("Score.Loss", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_that_fails_says_which_and_why()
    {
        var error = Assert.Throws<TrialException>(() => Described(trial => trial.Fold == 2 ? throw new InvalidOperationException("no luck") : new SmallClassifier(trial.Seed)).Run());

        Assert.Equal("Trial 1, fold 2, failed: no luck", error.Message);
        Assert.IsType<InvalidOperationException>(error.InnerException);
        Assert.Equal(2, error.Trial.Fold);
    }

    [Fact]
    public void One_optimizer_for_all_folds_is_refused()
    {
        var shared = new Adam();

        var error = Assert.Throws<TrialException>(() => new CrossValidation<int>
        {
            Data = SelectionCases.Data,
            Create = trial => new SmallClassifier(trial.Seed),
            Options = _ => new() { Optimizer = shared },
            Parallelism = 1,
        }.Run());

        Assert.Contains("Give each network an optimizer of its own", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("callback")]
    [InlineData("metric")]
    public void One_callback_or_metric_for_folds_side_by_side_is_refused_and_for_one_after_another_is_not(string part)
    {
        var (stopping, loss) = (new EarlyStopping { Monitor = "loss" }, new LogLoss());
        CrossValidation<int> Run(int parallelism, Func<EarlyStopping> callback, Func<Metric> metric) => new()
        {
            Data = SelectionCases.Data,
            Create = trial => new SmallClassifier(trial.Seed),
            Options = _ => new() { Epochs = 3, Callbacks = part == "callback" ? [callback()] : [], Metrics = part == "metric" ? [metric()] : [] },
            Parallelism = parallelism,
        };

        var error = Assert.Throws<TrialException>(() => Run(2, () => stopping, () => loss).Run());

        Assert.Contains($"'Options' gave the same {(part == "callback" ? "EarlyStopping" : "LogLoss")} to the trainings of trial 1, fold ", error.Message, StringComparison.Ordinal);
        var own = Run(2, () => new() { Monitor = "loss" }, () => new LogLoss()).Run();
        Assert.Equal(own.Folds.Select(f => f.Score), Run(1, () => stopping, () => loss).Run().Folds.Select(f => f.Score));
    }

    [Fact]
    public void Cancelling_ends_it()
    {
        using var source = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => new CrossValidation<int>
        {
            Data = SelectionCases.Data,
            Create = trial => new SmallClassifier(trial.Seed),
            Options = _ => new() { Epochs = int.MaxValue, OnStep = _ => source.Cancel() },
            Cancellation = source.Token,
        }.Run());
    }

    [Fact]
    public void A_training_that_a_token_of_the_options_has_ended_has_no_score()
    {
        using var source = new CancellationTokenSource();

        var error = Assert.Throws<TrialException>(() => Described(options: trial => new() { Epochs = 5, Cancellation = source.Token, OnEpoch = epoch => Cancel(source, epoch.Epoch == 2) }, parallelism: 1).Run());

        Assert.Contains("cancelled after 2 epochs, so it has no score", error.Message);
    }

    [Fact]
    public void A_network_that_was_trained_before_is_refused()
    {
        var one = new SmallClassifier(seed: 1);

        Assert.Contains("'Create' returned a network that was trained before", Assert.Throws<TrialException>(() => Described(create: _ => one, parallelism: 1).Run()).Message);
    }

    private static void Cancel(CancellationTokenSource source, bool now)
    {
        if (now)
            source.Cancel();
    }

    private static double[] Scores(CrossValidation<int> description) => [.. description.Run().Folds.Select(f => f.Score)];

    private static CrossValidation<int> Described(Func<Trial, Network<int>>? create = null, int parallelism = 2, Func<Trial, FitOptions<int>>? options = null, bool returnTrainScore = false) => new()
    {
        Data = SelectionCases.Data,
        Folds = 4,
        Create = create ?? (trial => new SmallClassifier(trial.Seed)),
        Options = options ?? (_ => new() { Epochs = 2, Optimizer = new Adam(0.01f) }),
        Parallelism = parallelism,
        ReturnTrainScore = returnTrainScore,
    };

    private sealed class Counter() : Metric("labels")
    {
        private int _labels;

        public override double Value => _labels;

        public override void Reset() => _labels = 0;

        public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> labels, int outputLength) => _labels += labels.Length;
    }
}
