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
