using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using NetGen.EndToEnd.Programs;
using NetGen.EndToEnd.SameBits;

namespace NetGen.EndToEnd.Package;

/// <summary>
/// The package's images of the runtime: a program that uses the package trains its first step with nothing of it compiled, and in the end with the same code and
/// to the same bits as without them.
/// </summary>
public class ImageTests(PackedPackage package) : IClassFixture<PackedPackage>
{
    // With 512-bit vectors, which no image holds, passes are compiled as without one.
    private static readonly (string, string)[] Without512 = [("DOTNET_EnableAVX512", "0")];

    private const string Source = """
        using System.Runtime.CompilerServices;
        using NetGen.Kernels;
        using NetGen.Kernels.Vectors;

        var inputs = new float[128 * Digits.InputLength];
        if (args.Length == 0)
            new Digits(seed: 1).TrainStep(inputs, new int[128], new RmsProp());
        else
            Dense.Forward<Twice>(128, 16, 16, inputs.AsSpan(0, 128 * 16), inputs.AsSpan(0, 16 * 16), inputs.AsSpan(0, 16), new float[128 * 16]);

        [Input(784)]
        [Dense(128, Activation.Relu)]
        [Dense(10)]
        [Softmax]
        partial class Digits;

        readonly struct Twice : IActivation
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public T Apply<T>(T x) where T : struct, ILanes<T> => x + x;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public T Gradient<T>(T y, T gradient) where T : struct, ILanes<T> => gradient + gradient;
        }
        """;

    /// <summary>The machine of an image's header is that of its code, combined with a number for the system.</summary>
    [Theory]
    [InlineData("linux-x64", Machine.Amd64, 0x7B79)]
    [InlineData("win-x64", Machine.Amd64, 0)]
    [InlineData("osx-x64", Machine.Amd64, 0x4644)]
    [InlineData("linux-arm64", Machine.Arm64, 0x7B79)]
    [InlineData("osx-arm64", Machine.Arm64, 0x4644)]
    public void An_image_is_the_same_assembly_with_code_for_its_platform(string platform, Machine machine, int system)
    {
        using var image = Read($"runtimes/{platform}/lib/net10.0/NetGen.Runtime.dll");
        using var assembly = Read("lib/net10.0/NetGen.Runtime.dll");
        Assert.Equal((int)machine ^ system, (int)image.PEHeaders.CoffHeader.Machine);
        Assert.True(image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0);
        Assert.Equal(0, assembly.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
        // What code an image holds shows in its size: without that of passes and tiles it has less than half a megabyte.
        Assert.True(image.GetEntireImage().Length > assembly.GetEntireImage().Length + 1_000_000);

        MetadataReader compiled = image.GetMetadataReader(), plain = assembly.GetMetadataReader();
        Assert.Equal(plain.GetAssemblyDefinition().Version, compiled.GetAssemblyDefinition().Version);
        Assert.Equal(plain.GetGuid(plain.GetModuleDefinition().Mvid), compiled.GetGuid(compiled.GetModuleDefinition().Mvid));
    }

    [ImageFact]
    public void A_first_step_compiles_nothing_of_the_package()
    {
        var project = Build("Start", Source);
        Assert.DoesNotContain(Compiled(project, "Start", Without512), line => IsOurs(line));

        // The same program without images, which also is what a processor without their instructions makes of them: optimized on the first call.
        var all = Compiled(project, "Start", [.. Without512, ("DOTNET_ReadyToRun", "0")]);
        Assert.Contains(all, line => Regex.IsMatch(line, @"Lanes\d+:RunCompiled.*FullOpts"));
        Assert.Contains(all, line => Regex.IsMatch(line, @" NetGen\.Kernels\.Products\.Tiles\d+:Tile\d.*FullOpts"));
        Assert.DoesNotContain(all, line => line.Contains("RunPrecompiled", StringComparison.Ordinal));
    }

    [ImageFact]
    public void Passes_over_an_activation_of_the_user_are_optimized_on_their_first_call()
    {
        var lines = Compiled(Build("Own", Source), "Own", Without512, "own");
        Assert.Contains(lines, line => Regex.IsMatch(line, @"Lanes\d+:RunCompiled\[.*Twice.*FullOpts"));
        Assert.DoesNotContain(lines, line => Regex.IsMatch(line, "RunPrecompiled|Tile"));
    }

    [ImageFact]
    public void What_an_image_has_trained_has_the_same_bits_and_goes_on_with_every_vector_operation_inlined()
    {
        var project = package.CreateProject("Imaged", File.ReadAllText(Path.Combine(Trainee.Folder, "Program.cs")));
        foreach (var source in Directory.GetFiles(Trainee.Folder, "*.cs"))
            File.Copy(source, Path.Combine(project, Path.GetFileName(source)), overwrite: true);
        package.Build(project).ShouldExitWith(0);
        var program = Program(project, "Imaged");

        // Two steps are those of the image, the last of 200 those of what the JIT has made of them since.
        foreach (var steps in new[] { 2, 200 })
            Assert.Equal(Trainee.Run(Rule.Adam, steps, ("DOTNET_ReadyToRun", "0")).Hashes, Trainee.Run(program, Rule.Adam, steps, Without512).Hashes);
        Assert.Equal(Trainee.Run(Rule.Adam, 2).Hashes, Trainee.Run(program, Rule.Adam, 2, ("DOTNET_EnableAVX2", "0")).Hashes);

        var workout = Dotnet.Run(project, [.. Without512, ("DOTNET_TC_CallCountingDelayMs", "0")], program, "workout").ShouldExitWith(0);
        Assert.Matches(@"^threads \d+, vectors of \d+ bits, heard\s*$", workout.Output);
    }

    // A line is " 12: JIT compiled NetGen.Kernels.Dense:Check(int) [Tier0, IL size=19, code size=70]".
    private static bool IsOurs(string line) => Regex.IsMatch(line, "JIT compiled NetGen[.]");

    private static string Program(string project, string name) => Path.Combine(project, "bin", "Release", "net10.0", $"{name}.dll");

    /// <summary>What the JIT compiles while a program runs, but for what it compiles a second time because it has run often.</summary>
    private static string[] Compiled(string project, string name, (string, string)[] settings, params string[] arguments)
    {
        var file = Path.Combine(project, $"{Guid.NewGuid():N}.txt");
        Dotnet.Run(project, [.. settings, ("DOTNET_JitStdOutFile", file), ("DOTNET_JitDisasmSummary", "1")], [Program(project, name), .. arguments]).ShouldExitWith(0);
        var lines = File.ReadAllLines(file).Where(line => !line.Contains("Tier1", StringComparison.Ordinal)).ToArray();
        Assert.Contains(lines, line => line.Contains("Main", StringComparison.Ordinal));
        return lines;
    }

    private string Build(string name, string source)
    {
        var project = package.CreateProject(name, source);
        package.Build(project).ShouldExitWith(0);
        return project;
    }

    private PEReader Read(string name)
    {
        using var archive = ZipFile.OpenRead(package.File);
        var content = new MemoryStream();
        using (var entry = archive.GetEntry(name)!.Open())
            entry.CopyTo(content);
        content.Position = 0;
        return new PEReader(content);
    }
}
