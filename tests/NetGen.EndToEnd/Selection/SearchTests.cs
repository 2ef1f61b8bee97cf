using NetGen.EndToEnd.Networks;

namespace NetGen.EndToEnd.Selection;

public class SearchTests
{
    [Fact]
    public void A_grid_tries_every_combination_and_the_last_choice_varies_fastest()
    {
        var result = SelectionCases.Grid().Run();

        Assert.True(result.IsComplete);
        Assert.Equal(
            [(0.001f, 8), (0.001f, 16), (0.03f, 8), (0.03f, 16), (0.01f, 8), (0.01f, 16)],
            result.Trials.Select(t => (t.Get(SelectionCases.Rate), t.Get(SelectionCases.BatchSize))));
        Assert.Equal([1, 2, 3, 4, 5, 6], result.Trials.Select(t => t.Number));
        Assert.All(result.Trials, t => Assert.Equal([1, 2, 3], t.Folds.Select(f => f.Fold)));
        Assert.Equal(result.Trials.Max(t => t.Mean), result.Best.Mean);
        Assert.Equal(1, result.Best.Rank);
        Assert.NotEqual(0.001f, result.Best.Get(SelectionCases.Rate));
    }

    [Fact]
    public void The_score_of_a_trial_is_that_of_its_own_training()
    {
        var seeds = new Dictionary<(int, int), long>();
        var result = SelectionCases.Grid(create: trial =>
        {
            seeds[(trial.Number, trial.Fold)] = trial.Seed;
            return new SmallClassifier(trial.Seed);
        }).Run();

        Assert.Equal(18, seeds.Values.Distinct().Count());
        var (train, test) = new StratifiedKFold(3).Split(SelectionCases.Data).ElementAt(1);
        var network = new SmallClassifier(seeds[(4, 2)]);
        network.Fit(train, new() { Epochs = 3, BatchSize = 16, Optimizer = new Adam(0.03f) });
        Assert.Equal(network.Evaluate(test).Accuracy, result.Trials[3].Folds[1].Score);
    }

    [Fact]
    public void The_architectures_of_a_declaration_are_a_choice()
    {
        var architecture = Choice.Of("architecture", Tuned.Architectures);
        var result = new GridSearch<int>
        {
            Data = SelectionCases.Data,
            Folds = new HoldOut(0.3),
            Choices = [architecture],
            Create = trial => trial.Get(architecture).Create(trial.Seed),
            Options = trial => new() { Epochs = 2, Optimizer = new Adam(0.01f) },
        }.Run();

        Assert.Equal(Tuned.ArchitectureCount, result.Trials.Count);
        Assert.Equal(Tuned.Architectures.Select(a => a.ToString()), result.Trials.Select(t => t.Choices[0].Value));
        var best = result.Refit();
        Assert.Equal(result.Best.Get(architecture).ParameterCount, best.Parameters.Length);
    }

    [Fact]
    public void One_thread_and_several_give_the_same_bits()
    {
        var one = SelectionCases.Grid(parallelism: 1).Run();

        Assert.Equal(SelectionCases.Essence(one), SelectionCases.Essence(SelectionCases.Grid(parallelism: 2).Run()));
        Assert.Equal(SelectionCases.Essence(one), SelectionCases.Essence(SelectionCases.Grid(parallelism: 5).Run()));
        Assert.NotEqual(SelectionCases.Essence(one), SelectionCases.Essence(SelectionCases.Grid(seed: 8).Run()));
    }

    [Fact]
    public void The_best_network_is_trained_on_all_data_with_the_same_bits_each_time()
    {
        var result = SelectionCases.Grid().Run();

        var network = result.Refit();

        var best = result.Best;
        var expected = new SmallClassifier(network.Seed);
        expected.Fit(SelectionCases.Data, new() { Epochs = 3, BatchSize = best.Get(SelectionCases.BatchSize), Optimizer = new Adam(best.Get(SelectionCases.Rate)) });
        Assert.Equal(expected.Parameters.ToArray(), network.Parameters.ToArray());
        Assert.Equal(network.Parameters.ToArray(), result.Refit().Parameters.ToArray());
    }

    [Fact]
    public void Random_trials_follow_from_the_seed_and_their_number()
    {
        var units = Choice.Integers("batch size", 4, 32);
        var rate = Choice.LogUniform("rate", 1e-3f, 1e-1f);
        SearchResult<int> Run(int trials, long seed) => new RandomSearch<int>
        {
            Data = SelectionCases.Data,
            Folds = new HoldOut(0.2),
            Choices = [units, rate],
            Create = trial => new SmallClassifier(trial.Seed),
            Options = trial => new() { BatchSize = trial.Get(units), Optimizer = new Adam(trial.Get(rate)) },
            Trials = trials,
            Seed = seed,
        }.Run();

        var five = Run(5, 1);
        Assert.Equal(5, five.Trials.Select(t => t.Get(rate)).Distinct().Count());
        Assert.Equal(five.Trials.Select(Values), Run(8, 1).Trials.Take(5).Select(Values));
        Assert.NotEqual(five.Trials.Select(Values), Run(5, 2).Trials.Select(Values));

        (int, float, double) Values(TrialResult trial) => (trial.Get(units), trial.Get(rate), trial.Mean);
    }

    [Fact]
    public void Architectures_are_a_choice_like_any_other()
    {
        Architecture<int>[] architectures =
        [
            new([new("Dense1 units", "7")], 66, seed => new SmallClassifier(seed)),
            new([new("Dense1 units", "none")], 0, seed => new Straight(seed)),
        ];
        var architecture = Choice.Of("architecture", (IReadOnlyList<Architecture<int>>)architectures);

        var result = new GridSearch<int>
        {
            Data = SelectionCases.Data,
            Folds = 2,
            Choices = [architecture, SelectionCases.Rate],
            Create = trial => trial.Get(architecture).Create(trial.Seed),
            Options = trial => new() { Epochs = 2, Optimizer = new Adam(trial.Get(SelectionCases.Rate)) },
        }.Run();

        Assert.Equal(6, result.Trials.Count);
        Assert.Equal("Dense1 units none", result.Trials[3].Choices[0].Value);
        Assert.Equal(result.Best.Get(architecture) == architectures[0] ? typeof(SmallClassifier) : typeof(Straight), result.Refit().GetType());
    }

    [Fact]
    public void Each_trial_is_reported_once_when_all_its_folds_are_trained()
    {
        var reported = new List<TrialResult>();

        var result = SelectionCases.Grid(onTrial: reported.Add).Run();

        Assert.Equal([1, 2, 3, 4, 5, 6], reported.Select(t => t.Number).Order());
        Assert.All(reported, t => Assert.Equal(result.Trials[t.Number - 1].Mean, t.Mean));
        Assert.All(reported, t => Assert.Equal(0, t.Rank));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_trial_that_throws_ends_the_search_and_says_what_was_chosen(int parallelism)
    {
        var error = Assert.Throws<TrialException>(() => SelectionCases.Grid(parallelism, create: FailingTrial4).Run());

        Assert.Equal("Trial 4 (rate 0.03, batch size 16), fold 2, failed: no luck", error.Message);
    }

    [Fact]
    public void Failures_are_recorded_where_that_is_asked_for()
    {
        var grid = SelectionCases.Grid(create: FailingTrial4);
        var result = new GridSearch<int>
        {
            Data = grid.Data,
            Folds = grid.Folds,
            Choices = grid.Choices,
            Create = grid.Create,
            Options = grid.Options,
            Seed = grid.Seed,
            RecordFailures = true,
        }.Run();

        Assert.True(result.IsComplete);
        Assert.Equal("no luck", result.Trials[3].Error?.Message);
        Assert.Equal((6, 0), (result.Trials[3].Rank, result.Trials[3].Folds.Count));
        var others = SelectionCases.Grid().Run().Trials;
        Assert.Equal(others[4].Mean, result.Trials[4].Mean);
        Assert.Contains("no luck", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_search_gives_the_trials_that_it_finished()
    {
        using var source = new CancellationTokenSource();

        var result = SelectionCases.Grid(parallelism: 1, onTrial: t => Cancel(source, t.Number == 2), cancellation: source.Token).Run();

        Assert.False(result.IsComplete);
        var all = SelectionCases.Grid().Run().Trials;
        Assert.Equal(all.Take(2).Select(t => t.Mean), result.Trials.Select(t => t.Mean));
        Assert.Throws<OperationCanceledException>(result.Refit);
    }

    [Fact]
    public void Descriptions_without_sense_are_refused_before_anything_is_trained()
    {
        var range = Choice.Uniform("rate", 0.1, 0.2);
        GridSearch<int> Described(params Choice[] choices) => new() { Data = SelectionCases.Data, Choices = choices, Create = Never, Options = _ => new() };

        Assert.Contains("RandomSearch", Assert.Throws<ArgumentException>("Choices", () => Described(range).Run()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("Choices", () => Described().Run());
        Assert.Throws<ArgumentException>("Choices", () => Described(Choice.Of("units", 1), Choice.Of("units", 2)).Run());
        Assert.All(
            ["trial", "Rank", "accuracy", "std", "mean_accuracy", "fold5_accuracy", "train_accuracy", "EPOCHS", "seconds", "error"],
            name => Assert.Contains($"'{name}', which is a column of its own", Assert.Throws<ArgumentException>("Choices", () => Described(Choice.Of(name, 1)).Run()).Message, StringComparison.Ordinal));
        Assert.Throws<ArgumentException>("Choices", () => Described(Choice.Integers("a", 1, int.MaxValue), Choice.Integers("b", 1, 2)).Run());
        Assert.Throws<ArgumentOutOfRangeException>("Parallelism", () => SelectionCases.Grid(parallelism: 0));

        static Network<int> Never(Trial trial) => throw new InvalidOperationException("This must not be called.");
    }

    [Fact]
    public void A_choice_of_another_search_is_refused()
    {
        var stranger = Choice.Of("momentum", 0.9f);

        var error = Assert.Throws<TrialException>(() => SelectionCases.Grid(create: trial => new SmallClassifier((long)trial.Get(stranger))).Run());

        Assert.Contains("'momentum' is not among 'Choices' of this search; expected one of 'rate', 'batch size'", error.Message, StringComparison.Ordinal);
    }

    private static Network<int> FailingTrial4(Trial trial) =>
        (trial.Number, trial.Fold) == (4, 2) ? throw new InvalidOperationException("no luck") : new SmallClassifier(trial.Seed);

    private static void Cancel(CancellationTokenSource source, bool now)
    {
        if (now)
            source.Cancel();
    }
}

[Input(5)]
[Dense(3)]
[Softmax]
public partial class Straight;
