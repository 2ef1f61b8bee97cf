using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Samples;

/// <summary>Runs the samples as this test run built them.</summary>
internal static class Sample
{
    /// <summary>Runs one in a folder that is not its own.</summary>
    public static ProgramResult Run(string name, params IEnumerable<string> arguments)
    {
        using var elsewhere = new TemporaryFolder();
        var program = Path.Combine(Repository.Root, "samples", name, "bin", Repository.Configuration, "net10.0", $"{name}.dll");
        return Dotnet.Run(elsewhere.Path, [program, .. arguments]);
    }
}
