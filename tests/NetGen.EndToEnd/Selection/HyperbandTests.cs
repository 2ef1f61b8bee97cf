using NetGen.EndToEnd.Networks;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Selection;

public class HyperbandTests
{
    private static readonly Choice<float> Rate = Choice.LogUniform("rate", 1e-4f, 1e-1f);

    [Fact]
    public void Trials_stop_at_the_rungs_of_their_brackets_and_the_best_go_on()
    {
        var result = Described().Run();

        Assert.True(result.IsComplete);
        // Brackets of 9, 5 and 3 trials: 9 for 1 epoch, 3 for 3, 1 for 9; 5 for 3, 1 for 9; 3 for 9.
        Assert.Equal([1, 1, 1, 1, 1, 1, 3, 3, 9], result.Trials.Take(9).Select(t => t.Epochs).Order());
        Assert.Equal([3, 3, 3, 3, 9], result.Trials.Skip(9).Take(5).Select(t => t.Epochs).Order());
        Assert.Equal([9, 9, 9], result.Trials.Skip(14).Select(t => t.Epochs));
    }

    [Fact]
    public void Those_that_go_on_have_the_bits_of_an_uninterrupted_training()
    {
        var networks = new Dictionary<(int Trial, int Fold), SmallClassifier>();
        var result = Described(create: trial => networks[(trial.Number, trial.Fold)] = new SmallClassifier(trial.Seed), returnTrainScore: true).Run();

        var folds = new StratifiedKFold(2).Split(SelectionCases.Data).ToList();
        foreach (var trial in result.Trials)
        {
            for (var fold = 0; fold < 2; fold++)
            {
                var actual = networks[(trial.Number, fold + 1)];
                var expected = new SmallClassifier(actual.Seed);
                expected.Fit(folds[fold].Train, new() { Epochs = (int)trial.Epochs, Optimizer = new Adam(trial.Get(Rate)) });
                Assert.Equal(expected.Parameters.ToArray(), actual.Parameters.ToArray());
                Assert.Equal(expected.Evaluate(folds[fold].Test).Loss, trial.Folds[fold].Score);
                Assert.Equal(expected.Evaluate(folds[fold].Train).Loss, trial.Folds[fold].TrainScore);
            }
        }
    }

    [Fact]
    public void One_callback_for_all_trials_is_refused_however_few_run_at_a_time()
    {
        var shared = new EarlyStopping { Monitor = "loss" };

        var error = Assert.Throws<TrialException>(() => Described(parallelism: 1, options: _ => new() { Callbacks = [shared] }).Run());

        Assert.Contains("'Options' gave the same EarlyStopping", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_that_goes_on_is_one_training_to_its_callbacks()
    {
        var counters = new Dictionary<(int Trial, int Fold), EpochCounter>();
        var result = Described(options: trial => new()
        {
            Optimizer = new Adam(trial.Get(Rate)),
            Callbacks = [counters[(trial.Number, trial.Fold)] = new EpochCounter()],
        }).Run();

        Assert.Contains(result.Trials.Take(9), t => t.Epochs == 9);
        foreach (var trial in result.Trials)
        {
            Assert.Equal(Enumerable.Range(1, (int)trial.Epochs), counters[(trial.Number, 1)].Epochs);
            Assert.Equal((1, 1, 9), (counters[(trial.Number, 1)].Begun, counters[(trial.Number, 1)].Ended, counters[(trial.Number, 1)].Planned));
        }
    }

    [Fact]
    public void One_thread_and_several_give_the_same_bits()
    {
        var one = SelectionCases.Essence(Described(parallelism: 1).Run());

        Assert.Equal(one, SelectionCases.Essence(Described(parallelism: 2).Run()));
        Assert.Equal(one, SelectionCases.Essence(Described(parallelism: 6).Run()));
    }

    [Fact]
    public void Those_that_go_on_were_the_best_of_their_rung()
    {
        var seeds = new Dictionary<(int Trial, int Fold), long>();
        var result = Described(create: trial => new SmallClassifier(seeds[(trial.Number, trial.Fold)] = trial.Seed)).Run();

        // A rung's scores are those of trainings of so many epochs; trial by trial they are computed anew here.
        var bracket = result.Trials.Take(9).ToList();
        var first = bracket.ToDictionary(t => t.Number, t => ScoreAfter(t, epochs: 1, seeds));
        var wentOn = bracket.Where(t => t.Epochs > 1).Select(t => t.Number);
        Assert.Equal(first.OrderBy(s => s.Value).Take(3).Select(s => s.Key).Order(), wentOn);
        Assert.Equal(wentOn.OrderBy(n => ScoreAfter(bracket[n - 1], epochs: 3, seeds)).First(), bracket.Single(t => t.Epochs == 9).Number);
    }

    [Fact]
    public void A_training_that_ends_by_itself_keeps_its_score()
    {
        var result = Described(options: trial => new()
        {
            Optimizer = new Adam(trial.Get(Rate)),
            Callbacks = [new StopAfter(2)],
        }).Run();

        Assert.True(result.IsComplete);
        Assert.Equal([1, 1, 1, 1, 1, 1, 2, 2, 2], result.Trials.Take(9).Select(t => t.Epochs).Order());
        Assert.All(result.Trials.Skip(9), t => Assert.Equal(2, t.Epochs));
        Assert.Equal(2 * (90 / 32 + 1), result.Refit().Steps);
    }

    [Fact]
    public void The_best_network_is_trained_on_all_data_for_the_epochs_of_the_best_trial()
    {
        var result = Described().Run();

        var network = result.Refit();

        var expected = new SmallClassifier(network.Seed);
        expected.Fit(SelectionCases.Data, new() { Epochs = (int)result.Best.Epochs, Optimizer = new Adam(result.Best.Get(Rate)) });
        Assert.Equal(expected.Parameters.ToArray(), network.Parameters.ToArray());
    }

    [Fact]
    public void A_cut_journal_gives_the_result_of_the_uninterrupted_search()
    {
        using var folder = new TemporaryFolder();
        var expected = SelectionCases.Essence(Described(journal: folder["whole"]).Run());
        var lines = File.ReadAllLines(folder["whole"]);
        Assert.Equal(1 + 2 * (9 + 3 + 1 + 5 + 1 + 3), lines.Length);
        for (var kept = 1; kept < lines.Length; kept += 4)
        {
            File.WriteAllText(folder["cut"], string.Join('\n', lines[..kept]) + "\n" + lines[kept][..(lines[kept].Length / 2)]);

            Assert.Equal(expected, SelectionCases.Essence(Described(journal: folder["cut"]).Run()));
        }

        Assert.Equal(expected, SelectionCases.Essence(Described(journal: folder["whole"], create: _ => throw new InvalidOperationException("All is in the journal.")).Run()));
    }

    [Fact]
    public void A_cancelled_search_goes_on_where_it_ended()
    {
        using var folder = new TemporaryFolder();
        var expected = SelectionCases.Essence(Described().Run());
        using var source = new CancellationTokenSource();

        var cancelled = Described(journal: folder["search.jsonl"], cancellation: source.Token, onTrial: _ => source.Cancel()).Run();

        Assert.False(cancelled.IsComplete);
        Assert.NotEmpty(cancelled.Trials);
        Assert.Equal(expected, SelectionCases.Essence(Described(journal: folder["search.jsonl"]).Run()));
    }

    [Fact]
    public void A_failing_trial_ends_the_search_or_its_own_way()
    {
        Network<int> Failing(Trial trial) => trial is { Number: 3, Fold: 1 } ? throw new InvalidOperationException("no luck") : new SmallClassifier(trial.Seed);

        var error = Assert.Throws<TrialException>(() => Described(create: Failing).Run());
        var result = Described(create: Failing, recordFailures: true).Run();

        Assert.StartsWith("Trial 3 (rate ", error.Message, StringComparison.Ordinal);
        Assert.True(result.IsComplete);
        Assert.Equal("no luck", result.Trials[2].Error?.Message);
        Assert.Equal(17, result.Trials[2].Rank);
    }

    [Fact]
    public void Options_that_say_how_long_to_train_are_refused()
    {
        var error = Assert.Throws<TrialException>(() => Described(options: _ => new() { Epochs = 3 }).Run());

        Assert.Contains("MaxEpochs", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("MaxEpochs", () => Described(maxEpochs: 0));
        Assert.Throws<ArgumentOutOfRangeException>("Factor", () => Described(factor: 1));
    }

    private static double ScoreAfter(TrialResult trial, int epochs, Dictionary<(int Trial, int Fold), long> seeds)
    {
        var scores = new List<double>();
        foreach (var (index, (train, test)) in new StratifiedKFold(2).Split(SelectionCases.Data).Index())
        {
            var network = new SmallClassifier(seeds[(trial.Number, index + 1)]);
            network.Fit(train, new() { Epochs = epochs, Optimizer = new Adam(trial.Get(Rate)) });
            scores.Add(network.Evaluate(test).Loss);
        }

        return scores.Average();
    }

    private static Hyperband<int> Described(
        int parallelism = 2,
        string? journal = null,
        Func<Trial, Network<int>>? create = null,
        Func<Trial, FitOptions<int>>? options = null,
        Action<TrialResult>? onTrial = null,
        bool recordFailures = false,
        CancellationToken cancellation = default,
        int maxEpochs = 9,
        int factor = 3,
        bool returnTrainScore = false) => new()
        {
            Data = SelectionCases.Data,
            Folds = 2,
            Choices = [Rate],
            Create = create ?? (trial => new SmallClassifier(trial.Seed)),
            Options = options ?? (trial => new() { Optimizer = new Adam(trial.Get(Rate)) }),
            Score = Score.Loss,
            ReturnTrainScore = returnTrainScore,
            MaxEpochs = maxEpochs,
            Factor = factor,
            Seed = 11,
            Parallelism = parallelism,
            Journal = journal,
            OnTrial = onTrial,
            RecordFailures = recordFailures,
            Cancellation = cancellation,
        };

    private sealed class EpochCounter : Callback
    {
        public List<int> Epochs { get; } = [];

        public int Begun { get; private set; }

        public int Ended { get; private set; }

        public int Planned { get; private set; }

        public override void OnTrainBegin(TrainingContext training)
        {
            Begun++;
            Planned = training.Epochs;
        }

        public override void OnEpochEnd(TrainingContext training, EpochResult epoch) => Epochs.Add(training.Epoch);

        public override void OnTrainEnd(TrainingContext training) => Ended++;
    }

    private sealed class StopAfter(int epochs) : Callback
    {
        public override void OnEpochEnd(TrainingContext training, EpochResult epoch)
        {
            if (training.Epoch == epochs)
                training.Stop("enough");
        }
    }
}
