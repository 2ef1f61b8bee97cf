using System.Globalization;
using System.Text.RegularExpressions;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>The pages of the diagnostics are true: what they call wrong is reported, what they call right is not.</summary>
public partial class PageTests
{
    public static TheoryData<string> Ids => [.. Descriptors.ById.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task What_a_page_calls_wrong_is_reported(string id)
    {
        var examples = ExamplesUnder(id, "Wrong");

        Assert.NotEmpty(examples);
        foreach (var example in examples)
            Assert.Equal([id], (await UserProject.Of(example).AnalyzeAsync()).Select(d => d.Id).Distinct());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task What_a_page_calls_right_is_not(string id)
    {
        var examples = ExamplesUnder(id, "Right");

        Assert.NotEmpty(examples);
        foreach (var example in examples)
            await Expect.Nothing(example);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_starts_with_id_and_title_and_names_the_severity(string id)
    {
        var page = Read(id);

        Assert.StartsWith($"# {id}: {Descriptors.ById[id].Title}\n\n{Descriptors.ById[id].DefaultSeverity}\n", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_page_quotes_the_message_of_its_first_wrong_example(string id)
    {
        var message = (await UserProject.Of(ExamplesUnder(id, "Wrong")[0]).AnalyzeAsync())[0].GetMessage(CultureInfo.InvariantCulture);

        Assert.Contains($"\n> {message}\n", Read(id), StringComparison.Ordinal);
    }

    private static string[] ExamplesUnder(string id, string heading)
    {
        var section = Read(id).Split("\n## ").Single(s => s.StartsWith(heading + "\n", StringComparison.Ordinal));
        return [.. Example().Matches(section).Select(m => m.Groups[1].Value)];
    }

    private static string Read(string id) => File.ReadAllText(Path.Combine(CatalogueTests.Pages, id + ".md")).ReplaceLineEndings("\n");

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
