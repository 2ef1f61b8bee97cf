using NetGen.Losses;

namespace NetGen.Runtime.Tests.Persistence;

/// <summary>What one message tells of another: nothing twice.</summary>
public class ReasonTests
{
    [Fact]
    public void The_parameter_is_left_out_and_the_value_stays_where_the_message_does_not_quote_it()
    {
        Assert.Equal("'weights' holds 2 weights.", Reason.Of(new ArgumentException("'weights' holds 2 weights.", "weights")));
        Assert.Equal("'rate' must be at least 0. Actual value was -1.", Reason.Of(new ArgumentOutOfRangeException("rate", -1, "'rate' must be at least 0.")));
        Assert.Equal("Not there.", Reason.Of(new ArgumentOutOfRangeException("rate", "Not there.")));
        Assert.Equal("folds ('1') must be greater than or equal to '2'.", Reason.Of(Assert.Throws<ArgumentOutOfRangeException>(() => new KFold(1))));
        Assert.Equal(new ArgumentNullException().Message, Reason.Of(new ArgumentNullException("data")));
    }

    [Fact]
    public void Any_other_message_stays_as_it_is()
    {
        Assert.Equal("no luck", Reason.Of(new InvalidOperationException("no luck")));
        Assert.Equal("no parameter", Reason.Of(new ArgumentException("no parameter")));
        Assert.Equal("its own words", Reason.Of(new OwnWords()));
    }

    [Fact]
    public void A_trial_that_failed_tells_why_on_one_line()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(-1));
        var trial = new TrialResult(1, [Choice.Of("rate", 0.5)], [0], [], error);
        var exception = TrialException.Of(new Trial(1, 1, 2, [], []), error);

        Assert.Equal("Trial 1, fold 1, failed: 'learningRate' must be finite and above 0. Actual value was -1.", exception.Message);
        Assert.Equal("trial 1 (rate 0.5): failed: 'learningRate' must be finite and above 0. Actual value was -1.", trial.ToString());
        Assert.All(
            [ResultTable.Of("accuracy", [trial]).ToText(), ResultTable.WithFolds("accuracy", [trial]).ToCsv()],
            table => Assert.Contains("'learningRate' must be finite and above 0. Actual value was -1.\n", table, StringComparison.Ordinal));
    }

    [Fact]
    public void A_label_that_is_none_is_told_once()
    {
        Assert.Equal(
            "Label 1 is 3; expected a class index from 0 to 2. (Parameter 'labels')",
            Assert.Throws<ArgumentOutOfRangeException>(() => CrossEntropy.CheckLabels([0, 3], 3)).Message);
        Assert.Equal(
            "Label 1 is 1.5; expected a value from 0 to 1. (Parameter 'labels')",
            Assert.Throws<ArgumentOutOfRangeException>(() => BinaryCrossEntropy.CheckLabels([0, 1.5f])).Message);
    }

    [Fact]
    public void A_rate_of_a_schedule_is_told_once()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd { Schedule = new Wrong() });

        Assert.Equal("Schedule", error.ParamName);
        Assert.Equal("Wrong gives the learning rate -1 for step 0; expected a finite rate of at least 0.", Reason.Of(error));
        Assert.DoesNotContain("Actual value", error.Message, StringComparison.Ordinal);
    }

    private sealed class OwnWords() : ArgumentException("unseen", "weights")
    {
        public override string Message => "its own words";
    }

    private sealed class Wrong : LearningRateSchedule
    {
        public override double At(long step) => -1;
    }
}
