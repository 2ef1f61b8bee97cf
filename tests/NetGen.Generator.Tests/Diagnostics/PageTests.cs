using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>The pages of the diagnostics are true: what they call wrong is reported, what they call right is not.</summary>
public partial class PageTests
{
    public static TheoryData<string> Ids => [.. Descriptors.ById.Keys.Order(StringComparer.Ordinal)];

    /// <summary>All but the one that no declaration is known to bring about.</summary>
    public static TheoryData<string> IdsWithExamples => [.. Descriptors.ById.Keys.Where(id => id != Descriptors.InternalError.Id).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_diagnostic_links_to_its_page(string id) => Assert.Equal($"docs/diagnostics/{id}.md", Descriptors.ById[id].HelpLinkUri);

    [Theory]
    [MemberData(nameof(IdsWithExamples))]
    public async Task What_a_page_calls_wrong_is_reported(string id)
    {
        var examples = ExamplesUnder(id, "Wrong");

        Assert.NotEmpty(examples);
        foreach (var example in examples)
            Assert.Equal([id], (await Project(example, id, "Wrong").AnalyzeAsync()).Select(d => d.Id).Distinct());
    }

    [Theory]
    [MemberData(nameof(IdsWithExamples))]
    public async Task What_a_page_calls_right_is_not(string id)
    {
        var examples = ExamplesUnder(id, "Right");

        Assert.NotEmpty(examples);
        foreach (var example in examples)
            await Expect.DiagnosticsIn(_ => Project(example, id, "Right"), example);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_starts_with_id_and_title_and_names_the_severity(string id)
    {
        var page = Read(id);

        Assert.StartsWith($"# {id}: {Descriptors.ById[id].Title}\n\n{Descriptors.ById[id].DefaultSeverity}\n", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(IdsWithExamples))]
    public async Task A_page_quotes_the_message_of_its_first_wrong_example(string id)
    {
        var message = (await Project(ExamplesUnder(id, "Wrong")[0], id, "Wrong").AnalyzeAsync())[0].GetMessage(CultureInfo.InvariantCulture);

        Assert.Contains($"\n> {message}\n", Read(id), StringComparison.Ordinal);
    }

    private static string[] ExamplesUnder(string id, string heading) => [.. Example().Matches(SectionOf(id, heading)).Select(m => m.Groups[1].Value)];

    /// <summary>A project of an example, compiled as the version of C# that the section names.</summary>
    private static CSharpCompilation Project(string example, string id, string heading)
    {
        var version = Version().Match(SectionOf(id, heading));
        return version.Success && LanguageVersionFacts.TryParse(version.Groups[1].Value, out var language)
            ? UserProject.Of(example).WithLanguageVersion(language)
            : UserProject.Of(example);
    }

    private static string SectionOf(string id, string heading) => Read(id).Split("\n## ").Single(s => s.StartsWith(heading + "\n", StringComparison.Ordinal));

    private static string Read(string id) => File.ReadAllText(Path.Combine(CatalogueTests.Pages, id + ".md")).ReplaceLineEndings("\n");

    [GeneratedRegex("<LangVersion>(.*)</LangVersion>")]
    private static partial Regex Version();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
