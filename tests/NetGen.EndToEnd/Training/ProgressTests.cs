using NetGen.EndToEnd.Networks;
using NetGen.EndToEnd.Programs;
using NetGen.EndToEnd.SameBits;

namespace NetGen.EndToEnd.Training;

/// <summary>What a training writes where nobody looks at a terminal.</summary>
public class ProgressTests
{
    private static readonly Dataset<int> Data = FitTests.MakeData(70, seed: 1);

    [Theory]
    [InlineData(1, new[] { 1, 2, 3, 4, 5 })]
    [InlineData(2, new[] { 2, 4, 5 })]
    [InlineData(0, new[] { 5 })]
    public void A_line_stays_for_every_so_many_epochs_and_for_the_last(int every, int[] expected)
    {
        var output = new StringWriter();

        new SmallClassifier(seed: 3).Fit(Data, new() { Epochs = 5, ProgressEvery = every, ProgressOutput = output });

        Assert.Equal(expected.Select(epoch => $"epoch {epoch}/5"), Lines(output).Select(line => line.Split(':')[0]));
    }

    [Fact]
    public void Where_a_training_is_stopped_the_last_line_is_that_of_the_last_epoch()
    {
        var output = new StringWriter();

        new SmallClassifier(seed: 3).Fit(Data, new() { Epochs = 50, ProgressEvery = 10, ProgressOutput = output, Callbacks = [new EarlyStopping { Monitor = "loss", MinDelta = 100, Patience = 12 }] });

        Assert.Equal(["epoch 10/50", "epoch 13/50"], Lines(output).Select(line => line.Split(':')[0]));
    }

    [Fact]
    public void A_negative_number_of_epochs_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>("ProgressEvery", () => new SmallClassifier(seed: 3).Fit(Data, new() { ProgressEvery = -1 }));

    [Fact]
    public void A_program_whose_output_goes_elsewhere_writes_nothing_that_was_not_asked_for()
    {
        using var folder = new TemporaryFolder();

        var result = Dotnet.Run(folder.Path, [Trainee.Program, "resume", folder["checkpoint"], "12"]).ShouldExitWith(0);

        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(["start 0", .. Enumerable.Repeat("step", 12)], lines[..^1]);
        Assert.StartsWith("end ", lines[^1], StringComparison.Ordinal);
    }

    private static string[] Lines(StringWriter output) => output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
