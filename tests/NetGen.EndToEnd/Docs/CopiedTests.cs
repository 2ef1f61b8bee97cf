using System.Globalization;
using System.Text.RegularExpressions;
using NetGen.EndToEnd.Package;
using NetGen.EndToEnd.Programs;
using NetGen.EndToEnd.Samples;

namespace NetGen.EndToEnd.Docs;

/// <summary>README and quick start, as someone runs them who copies their text, from an empty folder on.</summary>
public class CopiedTests(PackedPackage package) : IClassFixture<PackedPackage>
{
    [Fact]
    public void The_quick_start()
    {
        using var folder = new TemporaryFolder();
        var blocks = MarkdownPage.Read("docs/quick-start.md").Blocks;
        var shell = blocks.Where(block => block.Language == "sh").Select(block => block.Code).ToList();
        var project = folder["FirstNetwork"];

        Shell.Run(Clone(folder), Environment(folder), shell[0]).ShouldExitWith(0);
        File.WriteAllText(Path.Combine(project, "Program.cs"), DocumentedCode.Program(blocks.Where(block => block.Language == "csharp")));
        var run = Shell.Run(project, Environment(folder), "dotnet run -c Release").ShouldExitWith(0);

        Assert.Matches(@"after 100 epochs: loss 0\.0\d+", run.Output);
        Assert.True(Accuracy(run) > 0.9, run.ToString());
        Assert.Matches(@"setosa \(\d+\.\d %\)", run.Output);
        Assert.Matches(@"virginica: \d+", run.Output);
        Assert.True(File.Exists(Path.Combine(project, "iris.safetensors")));

        var single = Shell.Run(project, Environment(folder), shell[1]).ShouldExitWith(0);
        Assert.Matches("0 xor 0: 0 .*\n0 xor 1: 1 .*\n1 xor 0: 1 .*\n1 xor 1: 0 ", single.Output);
        Assert.Equal(2, shell.Count);
    }

    [FashionMnistFact]
    public void The_program_of_the_readme()
    {
        var blocks = MarkdownPage.Read("README.md").Blocks;
        var project = package.CreateProject("Clothes", DocumentedCode.Program(blocks.Where(block => block is { Language: "csharp", Id: null })));
        package.Build(project).ShouldExitWith(0);

        // The data where a first download would have put them.
        using var home = new TemporaryFolder();
        var cache = home.CreateFolder(Path.Combine("NetGen", "fashion-mnist"));
        foreach (var file in Directory.GetFiles(FashionMnistFactAttribute.Folder!, "*.gz"))
            File.Copy(file, Path.Combine(cache, Path.GetFileName(file)));

        var run = Dotnet.Run(project, [("XDG_DATA_HOME", home.Path)], Path.Combine("bin", "Release", "net10.0", "Clothes.dll")).ShouldExitWith(0);
        Assert.True(Accuracy(run) > 0.8, run.ToString());
        Assert.True(File.Exists(Path.Combine(project, "fashion.safetensors")));
    }

    /// <summary>The files of the repository in a folder of their own, as a clone has them.</summary>
    private static string Clone(TemporaryFolder folder)
    {
        var clone = folder.CreateFolder("NetGen");
        foreach (var name in Shell.Run(Repository.Root, [], "git ls-files --cached --others --exclude-standard").ShouldExitWith(0).Output.Split('\n'))
        {
            var file = Path.Combine(Repository.Root, name);
            if (!File.Exists(file))
                continue;

            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(clone, name))!);
            File.Copy(file, Path.Combine(clone, name));
        }

        return clone;
    }

    /// <summary>What lets builds leave nothing behind: packages in a folder of their own, and no process that waits for the next build.</summary>
    private static (string Name, string Value)[] Environment(TemporaryFolder folder) =>
    [
        ("NUGET_PACKAGES", folder["cache"]),
        ("DOTNET_CLI_UI_LANGUAGE", "en"),
        ("DOTNET_NOLOGO", "true"),
        ("MSBUILDDISABLENODEREUSE", "1"),
        ("MSBUILDTERMINALLOGGER", "off"),
        ("UseSharedCompilation", "false"),
    ];

    private static double Accuracy(ProgramResult run)
    {
        var match = Regex.Match(run.Output, @"accuracy (\d\.\d+)", RegexOptions.RightToLeft);
        Assert.True(match.Success, run.ToString());
        return double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
    }
}
