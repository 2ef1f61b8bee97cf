using System.Globalization;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NetGen.EndToEnd.Programs;
using NetGen.EndToEnd.SameBits;

namespace NetGen.EndToEnd.Package;

public class PackageTests(PackedPackage package) : IClassFixture<PackedPackage>
{
    /// <summary>The kind of a source in a portable PDB, as its specification has it.</summary>
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    [Fact]
    public void Packing_gives_no_warning() =>
        Assert.DoesNotContain("warning", package.Output, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void The_package_holds_the_runtime_the_attributes_and_the_compiler()
    {
        using var archive = ZipFile.OpenRead(package.File);
        string[] expected =
        [
            "LICENSE",
            "NetGen.nuspec",
            "README.md",
            "analyzers/dotnet/cs/NetGen.CodeFixes.dll",
            "analyzers/dotnet/cs/NetGen.Generator.dll",
            "build/net10.0/NetGen.props",
            "build/net10.0/NetGen.targets",
            "buildTransitive/net10.0/NetGen.props",
            "buildTransitive/net10.0/NetGen.targets",
            "lib/net10.0/NetGen.Attributes.dll",
            "lib/net10.0/NetGen.Attributes.xml",
            "lib/net10.0/NetGen.Runtime.dll",
            "lib/net10.0/NetGen.Runtime.xml",
            .. ((string[])["linux-arm64", "linux-x64", "osx-arm64", "osx-x64", "win-x64"]).SelectMany(platform =>
                (string[])[$"runtimes/{platform}/lib/net10.0/NetGen.Attributes.dll", $"runtimes/{platform}/lib/net10.0/NetGen.Runtime.dll"]),
        ];
        string[] container = ["_rels/", "package/", "[Content_Types].xml"];
        var files = archive.Entries.Select(entry => entry.FullName).Where(name => !container.Any(name.StartsWith));
        Assert.Equal(expected, files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_package_depends_on_nothing_but_the_tensors_and_the_coded_streams()
    {
        using var archive = ZipFile.OpenRead(package.File);
        using var nuspec = archive.GetEntry("NetGen.nuspec")!.Open();
        var root = XDocument.Load(nuspec).Root!;
        var ns = root.Name.Namespace;
        Assert.Equal(["Google.Protobuf", "System.Numerics.Tensors"], root.Descendants(ns + "dependency").Select(dependency => dependency.Attribute("id")!.Value).Order(StringComparer.Ordinal));
        Assert.Equal("MIT", root.Descendants(ns + "license").Single().Value);
        Assert.Equal("README.md", root.Descendants(ns + "readme").Single().Value);
    }

    [Fact]
    public void The_symbols_hold_the_sources_and_no_path_of_the_machine_that_built_them()
    {
        using var archive = ZipFile.OpenRead(Path.ChangeExtension(package.File, ".snupkg"));
        string[] expected = ["lib/net10.0/NetGen.Attributes.pdb", "lib/net10.0/NetGen.Runtime.pdb"];
        Assert.Equal(expected, archive.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(".pdb", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        foreach (var name in expected)
        {
            using var pdb = new MemoryStream();
            using (var entry = archive.GetEntry(name)!.Open())
                entry.CopyTo(pdb);
            pdb.Position = 0;
            using var provider = MetadataReaderProvider.FromPortablePdbStream(pdb);
            var reader = provider.GetMetadataReader();
            Assert.NotEmpty(reader.Documents);
            foreach (var handle in reader.Documents)
            {
                Assert.StartsWith("/_/", reader.GetString(reader.GetDocument(handle).Name), StringComparison.Ordinal);
                Assert.Contains(reader.GetCustomDebugInformation(handle), info => reader.GetGuid(reader.GetCustomDebugInformation(info).Kind) == EmbeddedSource);
            }
        }
    }

    [Fact]
    public void A_project_for_an_older_framework_is_refused_by_the_restore()
    {
        var project = package.CreateProject("Older", "System.Console.WriteLine(1);", framework: "net8.0");
        var build = package.Build(project).ShouldExitWith(1);
        Assert.Matches("error NU1202: .*net8.0", build.Output);
        Assert.DoesNotContain("error CS", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_project_with_the_package_trains_a_network()
    {
        var project = package.CreateProject("Quadrants", Quadrants("[Dense(16, Relu)]"));
        var build = package.Build(project).ShouldExitWith(0);
        Assert.Contains("0 Warning(s)", build.Output, StringComparison.Ordinal);

        var run = Dotnet.Run(project, Path.Combine("bin", "Release", "net10.0", "Quadrants.dll")).ShouldExitWith(0);
        var accuracy = Regex.Match(run.Output, @"accuracy (\d\.\d+)", RegexOptions.RightToLeft);
        Assert.True(accuracy.Success, run.ToString());
        Assert.True(double.Parse(accuracy.Groups[1].Value, CultureInfo.InvariantCulture) > 0.95, run.ToString());
    }

    [Fact]
    public void A_program_compiled_ahead_of_time_trains_the_same_bits()
    {
        var project = package.CreateProject("Ahead", File.ReadAllText(Path.Combine(Trainee.Folder, "Program.cs")));
        foreach (var source in Directory.GetFiles(Trainee.Folder, "*.cs"))
            File.Copy(source, Path.Combine(project, Path.GetFileName(source)), overwrite: true);
        package.Publish(project, "-p:PublishReadyToRun=true", "--use-current-runtime", "--self-contained", "false").ShouldExitWith(0);

        var program = Path.Combine(project, "published", "Ahead.dll");
        using var runtime = new PEReader(File.OpenRead(Path.Combine(project, "published", "NetGen.Runtime.dll")));
        Assert.NotEqual(0, runtime.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
        Assert.Equal(Trainee.Run(Rule.RmsProp, 200).Hashes, Trainee.Run(program, Rule.RmsProp, 200).Hashes);
    }

    [Fact]
    public void The_property_of_the_project_sets_the_number_of_threads()
    {
        var project = package.CreateProject("Threads", "Console.WriteLine(NetGenThreads.Count);");
        package.Publish(project, "-p:NetGenThreads=5").ShouldExitWith(0);
        Assert.Equal("5", Dotnet.Run(project, Path.Combine("published", "Threads.dll")).ShouldExitWith(0).Output.Trim());
    }

    [Fact]
    public void A_wrong_argument_fails_the_build_where_it_is_written()
    {
        var project = package.CreateProject("Wrong", Quadrants("[Dense(0)]"));
        var build = package.Build(project).ShouldExitWith(1);
        Assert.True(build.Output.Contains("Program.cs(10,8): error NG0011: ", StringComparison.Ordinal), build.ToString());
    }

    [Fact]
    public void A_forgotten_flatten_is_a_warning_with_the_shapes_and_needs_no_implicit_usings()
    {
        var project = package.CreateProject("Forgotten", """
            System.Console.WriteLine(Forgotten.ParameterCount);

            [Input(28, 28)]
            [Dense(10)]
            [Softmax]
            public partial class Forgotten;
            """, implicitUsings: "disable");
        var build = package.Build(project).ShouldExitWith(0);
        Assert.True(Regex.IsMatch(build.Output, @"Program\.cs\(4,2\): warning NG0021: .*\(28, 28\) -> \(28, 10\)"), build.ToString());
    }

    /// <summary>Learns whether a point's coordinates have the same sign.</summary>
    private static string Quadrants(string hidden) => $$"""
        var random = new Random(1);
        var points = Enumerable.Range(0, 1000).Select(_ => random.NextSingle() - 0.5f).ToArray();
        var labels = points.Chunk(2).Select(point => point[0] * point[1] > 0 ? 1 : 0).ToArray();
        var data = Dataset.Classification(points, labels);
        var network = new Quadrants(seed: 1);
        network.Fit(data, new() { Epochs = 100, Optimizer = new Adam(0.01f) });
        Console.WriteLine(network.Evaluate(data));

        [Input(2)]
        {{hidden}}
        [Dense(2)]
        [Softmax]
        public partial class Quadrants;
        """;
}
