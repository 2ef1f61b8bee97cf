using System.Text.Json;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Package;

/// <summary>
/// The package, packed from what this test run built, and projects that use it. Each run has a version of its own, so that no cache
/// serves the package of another.
/// </summary>
public sealed class PackedPackage : IDisposable
{
    private static readonly Lock Packing = new();

    private readonly TemporaryFolder _folder = new();
    private readonly HashSet<string> _cached = [];

    public PackedPackage()
    {
        Version = $"0.1.0-test.{DateTime.UtcNow.Ticks}";
        // No build: the outputs are those that the other tests run against, and nothing in them changes. In turn, because the first to pack compiles the images.
        lock (Packing)
        {
            Output = Dotnet.Build(
                Repository.Root,
                "pack", Path.Combine("src", "NetGen.Runtime"), "-c", Repository.Configuration, "--no-build", "-o", _folder["packages"],
                $"-p:Version={Version}", $"-p:NuspecOutputPath={_folder["nuspec"]}").ShouldExitWith(0).Output;
        }

        File = Path.Combine(_folder["packages"], $"NetGen.{Version}.nupkg");

        // What stands above the folder for temporary files must not reach into the projects.
        foreach (var name in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
            System.IO.File.WriteAllText(_folder[name], "<Project />");
        System.IO.File.WriteAllText(_folder["nuget.config"], """
            <configuration>
              <packageSources>
                <add key="packed" value="packages" />
              </packageSources>
            </configuration>
            """);
    }

    public string Version { get; }

    /// <summary>What packing wrote.</summary>
    public string Output { get; }

    /// <summary>The .nupkg file.</summary>
    public string File { get; }

    /// <summary>Writes a console project that references the package, and returns its folder.</summary>
    /// <param name="name">The project's name.</param>
    /// <param name="program">The text of its Program.cs.</param>
    /// <param name="implicitUsings">The SDK's own global usings: <c>enable</c> or <c>disable</c>.</param>
    /// <param name="framework">What the project targets.</param>
    public string CreateProject(string name, string program, string implicitUsings = "enable", string framework = "net10.0")
    {
        var folder = _folder.CreateFolder(name);
        System.IO.File.WriteAllText(Path.Combine(folder, "Program.cs"), program);
        System.IO.File.WriteAllText(Path.Combine(folder, $"{name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>{framework}</TargetFramework>
                <ImplicitUsings>{implicitUsings}</ImplicitUsings>
                <Nullable>enable</Nullable>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="NetGen" Version="[{Version}]" />
              </ItemGroup>
            </Project>
            """);
        return folder;
    }

    /// <summary>Restores and builds a project.</summary>
    internal ProgramResult Build(string project) => Build(project, "build");

    /// <summary>Restores, builds and publishes a project into its folder <c>published</c>.</summary>
    internal ProgramResult Publish(string project, params string[] options) => Build(project, ["publish", "-o", "published", .. options]);

    private ProgramResult Build(string project, params string[] arguments)
    {
        var result = Dotnet.Build(project, [.. arguments, "-c", "Release"]);
        RememberCache(project);
        return result;
    }

    public void Dispose()
    {
        foreach (var cached in _cached.Where(Directory.Exists))
            Directory.Delete(cached, recursive: true);
        _folder.Dispose();
    }

    /// <summary>Notes where the restore unpacked the package, to take it away at the end.</summary>
    private void RememberCache(string project)
    {
        var assets = Path.Combine(project, "obj", "project.assets.json");
        if (!System.IO.File.Exists(assets))
            return;

        using var json = JsonDocument.Parse(System.IO.File.ReadAllText(assets));
        foreach (var folder in json.RootElement.GetProperty("packageFolders").EnumerateObject())
            _cached.Add(Path.Combine(folder.Name, "netgen", Version));
    }
}
