namespace NetGen.Runtime.Tests.Selection;

public class ResultTableTests
{
    [Fact]
    public void A_table_for_the_console_has_aligned_columns_and_the_best_trial()
    {
        Assert.Equal(
            """
            trial  rank  optimizer  rate  accuracy     std  epochs  seconds
                1     2  adam        0.5    0.5000  0.1000     2.5     3.00
                2     1  sgd, slow    10    0.7500  0.0500       2     0.50
            best: trial 2 (optimizer sgd, slow, rate 10): 0.7500 +/- 0.0500

            """,
            Result().ToString());
    }

    [Fact]
    public void A_table_as_markdown_has_numbers_at_the_right()
    {
        Assert.Equal(
            """
            | trial | rank | optimizer | rate | accuracy | std | epochs | seconds |
            | --: | --: | --- | --: | --: | --: | --: | --: |
            | 1 | 2 | adam | 0.5 | 0.5000 | 0.1000 | 2.5 | 3.00 |
            | 2 | 1 | sgd, slow | 10 | 0.7500 | 0.0500 | 2 | 0.50 |

            """,
            Result().ToMarkdown());
    }

    [Fact]
    public void Comma_separated_values_are_quoted_and_in_full_precision()
    {
        Assert.Equal(
            """
            trial,rank,optimizer,rate,mean_accuracy,std_accuracy,fold1_accuracy,fold2_accuracy,epochs,seconds,error
            1,2,adam,0.5,0.5,0.09999999999999998,0.4,0.6,2.5,3,
            2,1,"sgd, slow",10,0.75,0.050000000000000044,0.7,0.8,2,0.5,

            """,
            Result().ToCsv());
    }

    [Fact]
    public void Scores_on_what_was_trained_on_have_columns_where_there_are_any()
    {
        FoldResult Fold(int number, double score, double train) => new(number, score, 2, TimeSpan.FromSeconds(1)) { TrainScore = train };
        var trial = new TrialResult(1, [Choice.Of("rate", 0.5, 10)], [0], [Fold(1, 0.4, 0.8), Fold(2, 0.6, 1)], null);
        var failed = new TrialResult(2, [Choice.Of("rate", 0.5, 10)], [1], [], new InvalidOperationException("no luck"));
        var result = Result(trial, failed);

        Assert.Equal((0.9, 0.1), (result.Trials[0].TrainMean!.Value, Math.Round(result.Trials[0].TrainStandardDeviation!.Value, 12)));
        Assert.Null(result.Trials[1].TrainMean);
        Assert.StartsWith(
            """
            trial  rank  rate  accuracy     std  train_accuracy  train_std  epochs  seconds  error
                1     1   0.5    0.5000  0.1000          0.9000     0.1000       2     2.00
                2     2    10       NaN     NaN             NaN        NaN       0     0.00  no luck
            """,
            result.ToString(),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "trial,rank,rate,mean_accuracy,std_accuracy,fold1_accuracy,fold2_accuracy,mean_train_accuracy,std_train_accuracy,fold1_train_accuracy,fold2_train_accuracy,epochs,seconds,error\n"
            + "1,1,0.5,0.5,0.09999999999999998,0.4,0.6,0.9,0.09999999999999998,0.8,1,2,2,\n",
            result.ToCsv(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void No_column_of_a_table_can_be_the_name_of_a_choice()
    {
        var folds = new[] { new FoldResult(1, 0.4, 2, default) { TrainScore = 1 }, new FoldResult(2, 0.4, 2, default) { TrainScore = 1 } };
        var result = Result(new TrialResult(1, [], [], folds, null), new TrialResult(2, [], [], [], new InvalidOperationException("no luck")));
        var columns = result.ToCsv().Split('\n')[0].Split(',').Concat(result.ToString().Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();

        Assert.Contains("fold2_train_accuracy", columns);
        Assert.Contains("train_std", columns);
        Assert.All(columns, column => Assert.True(ResultTable.IsColumn(column, "accuracy", 2), column));
        Assert.All(columns, column => Assert.True(ResultTable.IsColumn(column.ToUpperInvariant(), "accuracy", 2), column));
        Assert.All(["rate", "fold3_accuracy", "loss", "seed"], name => Assert.False(ResultTable.IsColumn(name, "accuracy", 2), name));
    }

    [Fact]
    public void Names_and_messages_do_not_become_formulas_or_links()
    {
        var trial = new TrialResult(1, [Choice.Of("=1+1", "@a", "-2")], [0], [], new InvalidOperationException("see [this](https://example.org)"));
        var second = new TrialResult(2, [Choice.Of("=1+1", "@a", "-2")], [1], [], new InvalidOperationException("+1"));
        var result = Result(trial, second);

        Assert.StartsWith("trial,rank,'=1+1,mean_accuracy", result.ToCsv(), StringComparison.Ordinal);
        Assert.Contains("\n1,1,'@a,", result.ToCsv(), StringComparison.Ordinal);
        Assert.Contains("\n2,1,-2,", result.ToCsv(), StringComparison.Ordinal);
        Assert.Contains("see \\[this\\](https:&#47;/example.org) |", result.ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public void Trials_come_by_rank_where_that_is_asked_for()
    {
        Assert.Equal([2, 1], Result().ByRank().Trials.Select(t => t.Number));
        Assert.Equal(2, Result().ByRank().Best.Number);
    }

    [Fact]
    public void Failed_trials_and_scores_that_are_no_numbers_come_last_and_are_never_best()
    {
        var result = Result(Trial(1, 0, new InvalidOperationException("no | luck,\n\"none\" \\ <b>")), Trial(2, 1, null, double.NaN, 1), Trial(3, 0, null, 0.1, 0.1), Trial(4, 1, null, 0.1, 0.1));

        Assert.Equal([3, 3, 1, 1], result.Trials.Select(t => t.Rank));
        Assert.Equal(3, result.Best.Number);
        Assert.Contains("| no \\| luck, \"none\" \\\\ &lt;b> |", result.ToMarkdown(), StringComparison.Ordinal);
        Assert.Contains(",\"no | luck,\n\"\"none\"\" \\ <b>\"\n", result.ToCsv(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_lower_loss_ranks_higher()
    {
        var result = Result(Score.Loss, Trial(1, 0, null, 0.3), Trial(2, 1, null, 0.2));

        Assert.Equal([2, 1], result.Trials.Select(t => t.Rank));
    }

    [Fact]
    public void Without_a_score_there_is_no_best_trial()
    {
        Assert.Throws<InvalidOperationException>(() => Result(Score.Loss).Best);
        var error = Assert.Throws<InvalidOperationException>(() => Result(Trial(1, 0, new InvalidOperationException("no luck"))).Best);
        Assert.Contains("no luck", error.Message, StringComparison.Ordinal);
        Assert.Contains("no trial has a score", Result(Score.Loss).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cross_validation_reads_as_a_line()
    {
        var result = new CrossValidationResult("loss", [new(1, 0.5, 1, TimeSpan.FromSeconds(1)), new(2, 0.25, 1, TimeSpan.FromSeconds(2))]);

        Assert.Equal("loss 0.3750 +/- 0.1250 over 2 folds: 0.5000 0.2500", result.ToString());
        Assert.Equal(TimeSpan.FromSeconds(3), result.Time);
        Assert.Null(result.TrainMean);
        var trained = new CrossValidationResult("loss", [new FoldResult(1, 0.5, 1, default) { TrainScore = 0.25 }, new FoldResult(2, 0.25, 1, default) { TrainScore = 0.5 }]);
        Assert.Equal("loss 0.3750 +/- 0.1250 over 2 folds: 0.5000 0.2500; train 0.3750 +/- 0.1250", trained.ToString());
    }

    private static SearchResult<int> Result() => Result(Trial(1, 0, null, 0.4, 0.6), Trial(2, 1, null, 0.7, 0.8));

    private static SearchResult<int> Result(params TrialResult[] trials) => Result(Score.Accuracy, trials);

    private static SearchResult<int> Result(Score score, params TrialResult[] trials) => new(score, trials, isComplete: true, _ => throw new NotSupportedException());

    private static TrialResult Trial(int number, ulong draw, Exception? error, params double[] scores)
    {
        Choice[] choices = [Choice.Of("optimizer", "adam", "sgd, slow"), Choice.Of("rate", 0.5, 10)];
        // The first fold of the first trial makes 2 epochs, the second 3, and so on.
        var folds = scores.Select((score, i) => new FoldResult(i + 1, score, number == 1 ? i + 2 : 2, TimeSpan.FromSeconds(number == 1 ? i + 1 : 0.25)));
        return new(number, choices, [draw, draw], [.. folds], error);
    }
}
