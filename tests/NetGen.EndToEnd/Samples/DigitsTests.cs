using System.Globalization;
using System.Text.RegularExpressions;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Samples;

/// <summary>One run of the sample, which several tests look at.</summary>
public sealed class DigitsRun
{
    internal ProgramResult Result { get; } = Sample.Run("Digits", "--epochs", "30");
}

public class DigitsTests(DigitsRun run) : IClassFixture<DigitsRun>
{
    [Fact]
    public void Digits_reads_96_of_100_digits_that_it_never_saw()
    {
        run.Result.ShouldExitWith(0);
        var accuracy = Regex.Match(run.Result.Output, @"Test on 359 others: loss \d\.\d+, accuracy (\d\.\d+)");
        Assert.True(accuracy.Success, run.Result.ToString());
        Assert.True(double.Parse(accuracy.Groups[1].Value, CultureInfo.InvariantCulture) >= 0.96, run.Result.ToString());
    }

    [Fact]
    public void Digits_predicts_the_same_after_loading() =>
        Assert.True(run.Result.Output.Contains("Its predictions are equal, bit for bit.", StringComparison.Ordinal), run.Result.ToString());

    [Fact]
    public void Digits_reports_each_epoch_and_draws_eight_digits_where_there_is_no_terminal()
    {
        Assert.Equal(30, Regex.Count(run.Result.Output, @"^epoch +\d+/30: loss \d\.\d{4}, accuracy \d\.\d{4}, ", RegexOptions.Multiline));
        Assert.Equal(8, Regex.Count(run.Result.Output, @"\b\d \d{1,3}\.\d% (right|it is \d)"));
        Assert.Contains("█", run.Result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[", run.Result.Output, StringComparison.Ordinal);
    }
}
