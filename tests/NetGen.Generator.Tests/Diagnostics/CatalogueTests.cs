using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>Four lists name every diagnostic and must agree: the descriptors, the analyzer releases, the pages of the documentation, the assertions of these tests.</summary>
public partial class CatalogueTests
{
    private static readonly string[] Described = [.. Descriptors.ById.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Ids_are_numbered_without_gaps() =>
        Assert.Equal(Enumerable.Range(1, Described.Length).Select(number => $"NG{number:0000}"), Described);

    [Fact]
    public void The_analyzer_releases_name_every_id_with_its_severity_and_title()
    {
        var released = new[] { "Shipped", "Unshipped" }
            .SelectMany(list => File.ReadAllLines(Path.Combine(Repository, "src", "NetGen.Generator", $"AnalyzerReleases.{list}.md")))
            .Where(line => line.StartsWith("NG", StringComparison.Ordinal));

        Assert.Equal(Described.Select(id => $"{id} | NetGen | {Descriptors.ById[id].DefaultSeverity} | {Descriptors.ById[id].Title}"), released);
    }

    [Fact]
    public void Every_id_has_a_page() =>
        Assert.Equal(Described, Directory.GetFiles(Pages, "NG*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Fact]
    public void The_index_of_the_pages_has_every_id_with_its_severity_and_title()
    {
        var rows = File.ReadAllLines(Path.Combine(Pages, "README.md")).Where(line => line.StartsWith("| [NG", StringComparison.Ordinal));

        Assert.Equal(Described.Select(id => $"| [{id}]({id}.md) | {Descriptors.ById[id].DefaultSeverity} | {Descriptors.ById[id].Title} |"), rows);
    }

    [Fact]
    public void The_tests_run_every_analyzer_there_is() => Assert.Equal(
        typeof(NetworkGenerator).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(DiagnosticAnalyzer))).Select(t => t.Name).Order(StringComparer.Ordinal),
        UserProject.Analyzers.Select(a => a.GetType().Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_id_is_asserted_by_a_test()
    {
        var asserted = Directory.GetFiles(Folder, "*.cs")
            .SelectMany(file => Mark().Matches(File.ReadAllText(file)))
            .Select(mark => mark.Groups[1].Value)
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(Described, asserted);
    }

    [Fact]
    public void The_analyzers_support_every_id() =>
        Assert.Equal(Described, UserProject.Analyzers.SelectMany(a => a.SupportedDiagnostics).Select(d => d.Id).Order(StringComparer.Ordinal));

    internal static string Pages => Path.Combine(Repository, "docs", "diagnostics");

    private static string Repository => Path.GetFullPath(Path.Combine(Folder, "..", "..", ".."));

    private static string Folder => Path.GetDirectoryName(ThisFile())!;

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"\{\|(NG\d{4}):")]
    private static partial Regex Mark();
}
