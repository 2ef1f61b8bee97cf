using System.Globalization;
using System.Text.RegularExpressions;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Samples;

public class FashionMnistTests
{
    [Fact]
    public void FashionMnist_reports_the_epoch_and_the_test()
    {
        using var data = new IdxFolder(train: 500, test: 100);
        var result = Sample.Run("FashionMnist", "--data", data.Path, "--epochs", "1").ShouldExitWith(0);
        Assert.True(Regex.IsMatch(result.Output, @"^epoch 1/1: loss \d\.\d{4}, accuracy \d\.\d{4}, [\d,]+ samples/s", RegexOptions.Multiline), result.ToString());
        Assert.InRange(TestAccuracy(result, images: 100), 0.5, 1);
    }

    [Fact]
    public void FashionMnist_uses_only_the_samples_asked_for()
    {
        using var data = new IdxFolder(train: 500, test: 100);
        var result = Sample.Run("FashionMnist", "--data", data.Path, "--epochs", "2", "--samples", "30").ShouldExitWith(0);
        Assert.InRange(TestAccuracy(result, images: 30), 0, 1);
        Assert.Equal(2, Regex.Count(result.Output, "^epoch", RegexOptions.Multiline));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        var result = Sample.Run("FashionMnist", "--data", "nowhere").ShouldExitWith(1);
        Assert.Equal(
            "The folder 'nowhere' lacks train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz.",
            result.Errors.Trim());
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        using var data = new IdxFolder(train: 20, test: 20);
        File.Delete(data["t10k-labels-idx1-ubyte.gz"]);
        var result = Sample.Run("FashionMnist", "--data", data.Path).ShouldExitWith(1);
        Assert.Equal($"The folder '{data.Path}' lacks t10k-labels-idx1-ubyte.gz.", result.Errors.Trim());
    }

    [Fact]
    public void A_file_that_is_no_IDX_file_is_named()
    {
        using var data = new IdxFolder(train: 20, test: 20);
        File.WriteAllText(data["train-images-idx3-ubyte.gz"], "<html>not found</html>");
        var result = Sample.Run("FashionMnist", "--data", data.Path).ShouldExitWith(1);
        Assert.Contains("train-images-idx3-ubyte.gz", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", result.Errors, StringComparison.Ordinal);
    }

    [FashionMnistFact]
    public void Five_epochs_on_the_real_images_reach_87_percent()
    {
        var result = Sample.Run("FashionMnist", "--data", FashionMnistFactAttribute.Folder!).ShouldExitWith(0);
        Assert.Equal(5, Regex.Count(result.Output, "^epoch", RegexOptions.Multiline));
        Assert.InRange(TestAccuracy(result, images: 10_000), 0.87, 1);
    }

    private static double TestAccuracy(ProgramResult result, int images)
    {
        var match = Regex.Match(result.Output, @$"^Test on {images} images: loss \d+\.\d+, accuracy (\d\.\d+)", RegexOptions.Multiline);
        Assert.True(match.Success, result.ToString());
        return double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
    }
}
