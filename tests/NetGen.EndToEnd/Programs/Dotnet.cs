using System.Diagnostics;
using System.Text;

namespace NetGen.EndToEnd.Programs;

/// <summary>What a program did.</summary>
/// <param name="Command">The command line.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its standard error.</param>
internal sealed record ProgramResult(string Command, int ExitCode, string Output, string Errors)
{
    /// <summary>Fails the test, with everything that the program wrote, unless it ended with this code.</summary>
    public ProgramResult ShouldExitWith(int code)
    {
        Assert.True(ExitCode == code, $"Expected exit code {code}.\n{this}");
        return this;
    }

    public override string ToString() => $"{Command}\nexit code {ExitCode}\n--- output\n{Output}\n--- errors\n{Errors}";
}

/// <summary>Runs <c>dotnet</c>, apart from the run of these tests.</summary>
internal static class Dotnet
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    // What a dotnet or vstest further up sets for its own children, and what would keep processes alive after the tests.
    private static readonly string[] Inherited =
        ["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH", "MSBuildLoadMicrosoftTargetsReadOnly", "DOTNET_CLI_USE_MSBUILD_SERVER", "DOTNET_STARTUP_HOOKS"];

    /// <summary>Runs it in a folder, with no input, and waits for its end.</summary>
    public static ProgramResult Run(string folder, params IEnumerable<string> arguments) => Run(folder, [], arguments);

    /// <summary>As <see cref="Run(string, IEnumerable{string})"/>, with more variables in the environment.</summary>
    public static ProgramResult Run(string folder, (string Name, string Value)[] environment, params IEnumerable<string> arguments)
    {
        var start = StartInfo(folder, environment, arguments);
        var command = $"{start.FileName} {string.Join(' ', start.ArgumentList)}";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{command}\nstill ran after {Limit}.\n--- output\n{output.Result}\n--- errors\n{errors.Result}");
        }

        return new ProgramResult(command, process.ExitCode, output.Result, errors.Result);
    }

    /// <summary>Starts it in a folder, to be read from and to be killed.</summary>
    public static Process Start(string folder, params IEnumerable<string> arguments) => Process.Start(StartInfo(folder, [], arguments))!;

    /// <summary>Runs a command of the SDK that builds, with no process left behind.</summary>
    public static ProgramResult Build(string folder, params IEnumerable<string> arguments) =>
        Run(folder, [.. arguments, "--nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false"]);

    private static ProcessStartInfo StartInfo(string folder, (string Name, string Value)[] environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in Inherited)
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "true";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }
}
