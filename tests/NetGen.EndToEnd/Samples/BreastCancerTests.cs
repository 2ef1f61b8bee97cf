using System.Globalization;
using System.Text.RegularExpressions;

namespace NetGen.EndToEnd.Samples;

public class BreastCancerTests
{
    [Fact]
    public void BreastCancer_shows_the_grid_and_its_best()
    {
        var result = Sample.Run("BreastCancer", "--iterations", "20", "--folds", "2").ShouldExitWith(0);

        var rows = Regex.Matches(result.Output, @"^[|│┃] (\d+(?:\.\d+)?) +[|│┃] (\d\.\d{3}) ", RegexOptions.Multiline);
        Assert.True(rows.Select(r => r.Groups[1].Value).SequenceEqual(["0.001", "0.01", "0.1", "1", "10", "100", "1000"]), result.ToString());
        var accuracies = rows.Select(r => double.Parse(r.Groups[2].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.All(accuracies[..6], accuracy => Assert.InRange(accuracy, 0.9, 1));
        Assert.InRange(accuracies[6], 0.6, 0.66);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"accuracy {accuracies.Max():F3}, over 14 trainings"), result.Output, StringComparison.Ordinal);
        Assert.Matches(@"is benign with a probability of 0\.[0-4]\d\d\.", result.Output);
    }
}
