using System.Globalization;
using System.Text.RegularExpressions;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Samples;

public class PlaygroundTests
{
    [Theory]
    [InlineData("circle", "tanh", 40, 0.97)]
    [InlineData("xor", "relu", 40, 0.95)]
    [InlineData("gauss", "tanh", 10, 0.97)]
    [InlineData("spiral", "tanh", 200, 0.9)]
    public void Playground_learns_the_points_and_draws_them_once_where_there_is_no_terminal(string data, string activation, int epochs, double accuracy)
    {
        var result = Run("--data", data, "--activation", activation, "--epochs", epochs.ToString(CultureInfo.InvariantCulture)).ShouldExitWith(0);

        var reached = Regex.Match(result.Output, @$"epoch +{epochs}: loss \d\.\d+, test \d\.\d+; accuracy \d\.\d+, test (\d\.\d+)");
        Assert.True(reached.Success, result.ToString());
        Assert.True(double.Parse(reached.Groups[1].Value, CultureInfo.InvariantCulture) >= accuracy, result.ToString());
        Assert.Equal(10, Regex.Count(result.Output, "^epoch ", RegexOptions.Multiline));
        Assert.Equal(24, Regex.Count(result.Output, "^[░▒▓█o+]{48}$", RegexOptions.Multiline));
        Assert.DoesNotContain("\e[", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Noise_makes_it_harder()
    {
        double Test(string noise) => double.Parse(
            Regex.Match(Run("--data", "gauss", "--epochs", "10", "--noise", noise).ShouldExitWith(0).Output, @"epoch +10: .*test (\d\.\d+)$", RegexOptions.Multiline).Groups[1].Value,
            CultureInfo.InvariantCulture);

        Assert.True(Test("50") < Test("0"));
    }

    [Theory]
    [InlineData("--data moons", "The option --data needs one of circle, xor, gauss, spiral, not 'moons'.")]
    [InlineData("--noise 51", "The option --noise needs a whole number from 0 to 50, not '51'.")]
    [InlineData("--activation selu", "The option --activation needs tanh or relu, not 'selu'.")]
    public void A_wrong_value_is_named_with_the_usage(string arguments, string problem)
    {
        var result = Run(arguments.Split(' ')).ShouldExitWith(2);
        Assert.StartsWith(problem, result.Errors, StringComparison.Ordinal);
        Assert.Contains("usage: Playground ", result.Errors, StringComparison.Ordinal);
    }

    private static ProgramResult Run(params string[] arguments) => Sample.Run("Playground", arguments);
}
