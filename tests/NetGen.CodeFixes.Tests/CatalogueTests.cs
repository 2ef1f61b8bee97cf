using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using NetGen.CodeFixes.Fixes;
using NetGen.Generator.Diagnostics;

namespace NetGen.CodeFixes.Tests;

/// <summary>The fixes as a whole.</summary>
public class CatalogueTests
{
    private static readonly Type[] Fixes = [.. typeof(InsertFlatten).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(NetworkFix)))];

    [Fact]
    public void An_ide_finds_every_fix() => Assert.All(Fixes, fix =>
    {
        Assert.Equal([LanguageNames.CSharp], fix.GetCustomAttribute<ExportCodeFixProviderAttribute>()!.Languages);
        Assert.NotNull(((CodeFixProvider)Activator.CreateInstance(fix)!).GetFixAllProvider());
    });

    [Fact]
    public void The_pages_of_the_diagnostics_say_which_have_a_fix()
    {
        var fixable = Fixes.SelectMany(fix => ((CodeFixProvider)Activator.CreateInstance(fix)!).FixableDiagnosticIds).Order(StringComparer.Ordinal);
        var documented = Descriptors.ById.Keys.Where(id => File.ReadAllText(PageOf(id)).Contains("\n## Fix\n", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

        Assert.Equal(fixable, documented);
    }

    private static string PageOf(string id, [CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "docs", "diagnostics", id + ".md");
}
