using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.SameBits;

/// <summary>The program that trains a network and prints the hashes of its weights and predictions.</summary>
internal static class Trainee
{
    /// <summary>The folder of its sources.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "NetGen.Trainee");

    /// <summary>It, as this test run built it.</summary>
    public static string Program { get; } = Path.Combine(Folder, "bin", Repository.Configuration, "net10.0", "NetGen.Trainee.dll");

    /// <summary>Runs it as this test run built it.</summary>
    public static Lesson Run(Rule rule, int steps, params (string, string)[] settings) => Run(Program, rule, steps, settings);

    /// <summary>Runs another build of it.</summary>
    public static Lesson Run(string program, Rule rule, int steps, params (string, string)[] settings)
    {
        using var elsewhere = new TemporaryFolder();
        var result = Dotnet.Run(elsewhere.Path, settings, program, ((int)rule).ToString(), steps.ToString()).ShouldExitWith(0);
        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(2, lines.Length);
        return new Lesson(lines[0], lines[1]);
    }
}

/// <summary>The optimizers that the program knows, in its order.</summary>
public enum Rule
{
    RmsProp,
    Adam,
    Momentum,
}

/// <summary>What the program printed.</summary>
/// <param name="How">The threads and the width of the vectors.</param>
/// <param name="Hashes">The hashes of the weights and the predictions.</param>
internal sealed record Lesson(string How, string Hashes);
