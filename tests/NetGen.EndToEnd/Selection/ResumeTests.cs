using NetGen.EndToEnd.Networks;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Selection;

public class ResumeTests
{
    private static readonly string Uninterrupted = SelectionCases.Essence(SelectionCases.Grid().Run());

    [Fact]
    public void A_journal_cut_at_any_byte_gives_the_result_of_the_uninterrupted_search()
    {
        using var folder = new TemporaryFolder();
        SelectionCases.Grid(journal: folder["whole"]).Run();
        var whole = File.ReadAllBytes(folder["whole"]);
        var lines = File.ReadAllLines(folder["whole"]);
        var lastTwo = lines[^1].Length + lines[^2].Length + 2;

        for (var length = whole.Length - lastTwo - 1; length <= whole.Length; length++)
        {
            File.WriteAllBytes(folder["cut"], whole[..length]);
            var trained = 0;

            var result = SelectionCases.Grid(journal: folder["cut"], create: trial =>
            {
                trained++;
                return new SmallClassifier(trial.Seed);
            }).Run();

            Assert.Equal(Uninterrupted, SelectionCases.Essence(result));
            Assert.Equal(18 - (whole[..length].Count(b => b == (byte)'\n') - 1), trained);
        }
    }

    [Fact]
    public void A_search_with_train_scores_resumes_with_them_and_one_without_does_not_become_one()
    {
        using var folder = new TemporaryFolder();
        GridSearch<int> Search(string journal, bool returnTrainScore, Action? created = null) => new()
        {
            Data = SelectionCases.Data,
            Folds = 2,
            Choices = [SelectionCases.Rate],
            Create = trial =>
            {
                created?.Invoke();
                return new SmallClassifier(trial.Seed);
            },
            Options = trial => new() { Optimizer = new Adam(trial.Get(SelectionCases.Rate)) },
            Journal = folder[journal],
            ReturnTrainScore = returnTrainScore,
        };

        var whole = Search("with", returnTrainScore: true).Run();
        Assert.All(whole.Trials, trial => Assert.NotNull(trial.TrainMean));
        Assert.All(whole.Trials, trial => Assert.All(trial.Folds, fold => Assert.InRange(fold.TrainScore!.Value, 0, 1)));
        Assert.Equal(whole.Trials.SelectMany(t => t.Folds), Search("with", returnTrainScore: true, () => Assert.Fail("Nothing is to be trained.")).Run().Trials.SelectMany(t => t.Folds));

        Search("without", returnTrainScore: false).Run();
        var error = Assert.Throws<InvalidDataException>(() => Search("without", returnTrainScore: true).Run());
        Assert.Contains("'train scores' is 'nothing' there and 'yes' here", error.Message, StringComparison.Ordinal);

        // Without them nothing is missing in the other; what it adds then is trained again where they are asked for.
        var plain = Search("with", returnTrainScore: false, () => Assert.Fail("Nothing is to be trained.")).Run();
        Assert.All(plain.Trials, trial => Assert.Null(trial.TrainMean));
        File.WriteAllLines(folder["with"], File.ReadAllLines(folder["with"])[..^1]);
        Search("with", returnTrainScore: false).Run();
        var trained = 0;
        var again = Search("with", returnTrainScore: true, () => trained++).Run();
        Assert.Equal(1, trained);
        Assert.Equal(whole.ToCsv().Split('\n')[0], again.ToCsv().Split('\n')[0]);
        Assert.Equal(whole.Trials.Select(t => t.TrainMean), again.Trials.Select(t => t.TrainMean));
    }

    [Fact]
    public void A_cancelled_search_goes_on_where_it_ended()
    {
        using var folder = new TemporaryFolder();
        var journal = folder["search.jsonl"];
        var runs = 0;
        var reported = new List<int>();
        SearchResult<int> result;
        do
        {
            using var source = new CancellationTokenSource();
            result = SelectionCases.Grid(
                journal: journal,
                onTrial: trial =>
                {
                    reported.Add(trial.Number);
                    source.Cancel();
                },
                cancellation: source.Token).Run();
            runs++;
        }
        while (!result.IsComplete && runs < 10);

        Assert.InRange(runs, 2, 7);
        Assert.Equal(Uninterrupted, SelectionCases.Essence(result));
        Assert.Equal([1, 2, 3, 4, 5, 6], reported.Order());
    }

    [Fact]
    public void A_search_that_failed_goes_on_once_its_trial_works()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<TrialException>(() => SelectionCases.Grid(
            parallelism: 1,
            journal: folder["search.jsonl"],
            create: trial => trial.Number == 5 ? throw new InvalidOperationException("no luck") : new SmallClassifier(trial.Seed)).Run());

        var trained = new List<int>();
        var result = SelectionCases.Grid(journal: folder["search.jsonl"], create: trial =>
        {
            trained.Add(trial.Number);
            return new SmallClassifier(trial.Seed);
        }).Run();

        Assert.Equal(Uninterrupted, SelectionCases.Essence(result));
        Assert.Equal([5, 5, 5, 6, 6, 6], trained.Order());
    }

    [Fact]
    public void Another_search_does_not_go_on_with_a_journal()
    {
        using var folder = new TemporaryFolder();
        var journal = folder["search.jsonl"];
        SelectionCases.Grid(journal: journal).Run();

        Refused(SelectionCases.Grid(journal: journal, seed: 8), "'seed' is '7' there and '8' here");
        var same = SelectionCases.Grid(journal: journal);
        Refused(With(same, data: same.Data.Shuffle(1)), "'data' is");
        Refused(With(same, folds: 4), "'folds' is '3 folds' there and '4 folds' here");
        Refused(With(same, score: Score.Loss), "'score' is 'accuracy' there and 'loss' here");
        Refused(With(same, choices: [SelectionCases.BatchSize, SelectionCases.Rate]), "'choices' is");
        Assert.Equal(Uninterrupted, SelectionCases.Essence(With(same).Run()));

        static void Refused(Search<int> search, string why) => Assert.Contains(why, Assert.Throws<InvalidDataException>(search.Run).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_random_search_may_be_given_more_trials()
    {
        using var folder = new TemporaryFolder();
        var rate = Choice.LogUniform("rate", 1e-3f, 1e-1f);
        var trained = 0;
        RandomSearch<int> Described(int trials, string? journal) => new()
        {
            Data = SelectionCases.Data,
            Folds = 2,
            Choices = [rate],
            Create = trial =>
            {
                trained++;
                return new SmallClassifier(trial.Seed);
            },
            Options = trial => new() { Optimizer = new Adam(trial.Get(rate)) },
            Trials = trials,
            Journal = journal,
        };

        Described(2, folder["search.jsonl"]).Run();
        trained = 0;
        var result = Described(5, folder["search.jsonl"]).Run();

        Assert.Equal(6, trained);
        Assert.Equal(SelectionCases.Essence(Described(5, null).Run()), SelectionCases.Essence(result));
    }

    private static GridSearch<int> With(GridSearch<int> search, Dataset<int>? data = null, Folding? folds = null, Score? score = null, IReadOnlyList<Choice>? choices = null) => new()
    {
        Data = data ?? search.Data,
        Folds = folds ?? search.Folds,
        Choices = choices ?? search.Choices,
        Score = score ?? search.Score,
        Create = search.Create,
        Options = search.Options,
        Seed = search.Seed,
        Journal = search.Journal,
    };
}
