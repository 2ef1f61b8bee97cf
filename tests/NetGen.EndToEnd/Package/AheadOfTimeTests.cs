using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Package;

/// <summary>A program compiled ahead of time computes with the instructions that the JIT would use, or says that it does not.</summary>
public class AheadOfTimeTests(PackedPackage package) : IClassFixture<PackedPackage>
{
    private const string Source = """
        using System.Runtime.Intrinsics;
        using System.Runtime.Intrinsics.X86;

        var network = new Small(seed: 1);
        var inputs = Enumerable.Range(0, 96 * Small.InputLength).Select(i => i % 31 / 31f).ToArray();
        var labels = Enumerable.Range(0, 96).Select(i => i % Small.OutputLength).ToArray();
        var optimizer = new Adam();
        for (var step = 0; step < 5; step++)
            network.TrainStep(inputs, labels, optimizer);
        Console.WriteLine($"FMA {Fma.IsSupported}, AVX2 {Avx2.IsSupported}, vectors of 256 bits {Vector256.IsHardwareAccelerated}");
        Console.WriteLine(string.Join(' ', network.Predict(inputs).Take(50).Select(BitConverter.SingleToInt32Bits)));

        [Input(20)]
        [Dense(33, Tanh)]
        [Dropout(0.1)]
        [Dense(5)]
        [Softmax]
        partial class Small;
        """;

    [NativeFact]
    public void It_has_fused_multiply_adds_unless_the_project_says_otherwise()
    {
        var project = package.CreateProject("Native", Source);
        Assert.Equal(0, package.Build(project).ExitCode);
        var compiledLater = Dotnet.Run(project, Path.Combine("bin", "Release", "net10.0", "Native.dll")).ShouldExitWith(0);

        var fast = Run(project);
        Assert.StartsWith("FMA True, AVX2 True, vectors of 256 bits True", fast.Output, StringComparison.Ordinal);
        Assert.Equal(compiledLater.Output, fast.Output);
        Assert.Equal("", fast.Errors);

        var slow = Run(project, "-p:IlcInstructionSet=x86-64-v2");
        Assert.StartsWith("FMA False, AVX2 False, vectors of 256 bits False", slow.Output, StringComparison.Ordinal);
        Assert.Equal(compiledLater.Output.Split('\n')[1], slow.Output.Split('\n')[1]);
        Assert.Contains("compiled ahead of time without fused multiply-add", Assert.Single(Messages(slow)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x86-64-v3", "-p:PublishAot=true", "-p:RuntimeIdentifier=linux-x64")]
    [InlineData("x86-64-v3", "-p:PublishAot=true", "-p:RuntimeIdentifier=win-x64")]
    [InlineData("", "-p:PublishAot=true", "-p:RuntimeIdentifier=linux-arm64")]
    [InlineData("", "-p:RuntimeIdentifier=linux-x64")]
    [InlineData("native", "-p:PublishAot=true", "-p:RuntimeIdentifier=linux-x64", "-p:IlcInstructionSet=native")]
    public void The_package_sets_the_instructions_where_they_are_wanted_and_nothing_is_set(string expected, params string[] properties)
    {
        var project = package.CreateProject("Evaluated", Source);
        Dotnet.Build(project, "restore").ShouldExitWith(0);
        var result = Dotnet.Run(project, ["msbuild", "-nologo", "-t:SetNetGenInstructions", "-getProperty:IlcInstructionSet", .. properties]).ShouldExitWith(0);
        Assert.Equal(expected, result.Output.Trim());
    }

    private static string[] Messages(ProgramResult result) => result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private ProgramResult Run(string project, params string[] options)
    {
        string[] linker = NativeFactAttribute.HasClang ? [] : ["-p:CppCompilerAndLinker=gcc"];
        package.Publish(project, ["-p:PublishAot=true", .. linker, .. options]).ShouldExitWith(0);
        var start = new ProcessStartInfo(Path.Combine(project, "published", "Native")) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ProgramResult(start.FileName, process.ExitCode, output, errors.Result).ShouldExitWith(0);
    }
}

/// <summary>A test that compiles a program to native code: on Linux, with a linker, for a processor with AVX2.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64 || !Avx2.IsSupported)
            Skip = "Needs Linux on x64 with AVX2.";
        else if (!HasClang && !Has("gcc"))
            Skip = "There is neither clang nor gcc to link with.";
    }

    /// <summary>Whether there is the linker that the SDK takes by itself.</summary>
    public static bool HasClang => Has("clang");

    private static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
