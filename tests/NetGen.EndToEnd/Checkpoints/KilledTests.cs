using System.Diagnostics;
using System.Globalization;
using NetGen.EndToEnd.Programs;
using NetGen.EndToEnd.SameBits;

namespace NetGen.EndToEnd.Checkpoints;

/// <summary>A program that is killed while it writes checkpoints, and started again, loses nothing.</summary>
public sealed class KilledTests : IDisposable
{
    private const int Kills = 25;
    private const int MostStepsALife = 6;
    private const int Steps = 250;

    private readonly TemporaryFolder _folder = new();

    private string Checkpoint => _folder["training.safetensors"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Killed_at_random_moments_it_ends_with_the_same_bits()
    {
        using var elsewhere = new TemporaryFolder();
        var whole = Dotnet.Run(_folder.Path, Arguments(elsewhere["training.safetensors"])).ShouldExitWith(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];

        var random = new Random(7);
        var made = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            made = LiveAndDie(made, random);
            Assert.InRange(Directory.GetFiles(_folder.Path, "*.tmp").Length, 0, 1);
        }

        var last = Dotnet.Run(_folder.Path, Arguments(Checkpoint)).ShouldExitWith(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.InRange(StepsAt(last[0]), made, Steps - 1);
        Assert.Equal(whole, last[^1]);
        Assert.StartsWith("end ", whole, StringComparison.Ordinal);
        Assert.Equal([Checkpoint], Directory.GetFileSystemEntries(_folder.Path));
    }

    private static int StepsAt(string line)
    {
        Assert.StartsWith("start ", line, StringComparison.Ordinal);
        return int.Parse(line["start ".Length..], CultureInfo.InvariantCulture);
    }

    private string[] Arguments(string file) => [Trainee.Program, "resume", file, Steps.ToString(CultureInfo.InvariantCulture)];

    /// <summary>Starts the program and kills it around the writing of a checkpoint; says how many steps must be in the file by then.</summary>
    private int LiveAndDie(int made, Random random)
    {
        using var process = Dotnet.Start(_folder.Path, Arguments(Checkpoint));
        var errors = process.StandardError.ReadToEndAsync();
        var first = process.StandardOutput.ReadLine();
        if (first is null)
            Assert.Fail(errors.Result);
        var start = StepsAt(first!);
        Assert.True(start >= made, $"Resumed at step {start}, but the checkpoint of step {made} had been written.");

        var steps = random.Next(1, MostStepsALife + 1);
        for (var step = 0; step < steps; step++)
        {
            Assert.Equal("step", process.StandardOutput.ReadLine());
            process.StandardInput.WriteLine();
        }

        // The checkpoint of the last step is written within these milliseconds; then the program waits for a line.
        var delay = random.NextDouble() * 5;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalMilliseconds < delay)
            Thread.SpinWait(100);

        process.Kill();
        process.WaitForExit();
        Assert.NotEqual(0, process.ExitCode);
        return start + steps - 1;
    }
}
