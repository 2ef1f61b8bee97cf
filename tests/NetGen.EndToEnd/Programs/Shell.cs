using System.Diagnostics;

namespace NetGen.EndToEnd.Programs;

/// <summary>Runs what a page tells to type.</summary>
internal static class Shell
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    /// <summary>Runs lines in a folder, up to the first that fails.</summary>
    public static ProgramResult Run(string folder, (string Name, string Value)[] environment, string lines)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", lines])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{lines}\nstill ran after {Limit}.\n--- output\n{output.Result}\n--- errors\n{errors.Result}");
        }

        return new ProgramResult(lines, process.ExitCode, output.Result, errors.Result);
    }
}
