namespace NetGen.EndToEnd.Samples;

public class CommandLineTests
{
    [Theory]
    [InlineData("BreastCancer", "--iterations 0", "The option --iterations needs a whole number of at least 1, not '0'.")]
    [InlineData("Digits", "--epochs 0", "The option --epochs needs a whole number of at least 1, not '0'.")]
    [InlineData("Digits", "--epochs", "The option --epochs needs a value.")]
    [InlineData("Digits", "--data .", "There is no option '--data'.")]
    [InlineData("FashionMnist", "--epochs five", "The option --epochs needs a whole number of at least 1, not 'five'.")]
    [InlineData("FashionMnist", "--samples 9 --samples 9", "The option --samples is given twice.")]
    [InlineData("FashionMnist", "train", "There is no option 'train'.")]
    public void A_wrong_argument_is_named_with_the_usage(string sample, string arguments, string problem)
    {
        var result = Sample.Run(sample, arguments.Split(' ')).ShouldExitWith(2);
        Assert.StartsWith(problem, result.Errors, StringComparison.Ordinal);
        Assert.Contains($"usage: {sample} ", result.Errors, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("BreastCancer")]
    [InlineData("Digits")]
    [InlineData("FashionMnist")]
    public void Help_is_the_usage(string sample)
    {
        var result = Sample.Run(sample, "--help").ShouldExitWith(0);
        Assert.StartsWith($"usage: {sample} ", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Errors);
    }
}
