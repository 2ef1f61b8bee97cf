using System.Globalization;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Docs;

/// <summary>
/// What the pages say is so. The <c>csharp</c> blocks of a page are one program, in their order; a block marked with an id, as in
/// <c>csharp NG0021</c>, stands alone and is an example of that diagnostic, whose message the page quotes.
/// </summary>
public class DocsTests
{
    private static readonly string[] Languages = ["csharp", "python", "sh", "text", "xml", "ini"];

    /// <summary>README and docs. The pages of the diagnostics have examples of their own kind, and tests in the generator's project.</summary>
    public static TheoryData<string> Pages => [.. AllPages().Where(name => !name.StartsWith("docs/diagnostics/", StringComparison.Ordinal))];

    public static TheoryData<string> PagesWithLinks => [.. AllPages()];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_code_of_a_page_compiles(string name)
    {
        var blocks = MarkdownPage.Read(name).Blocks.Where(block => block is { Language: "csharp", Id: null }).ToList();

        var diagnostics = await DocumentedCode.DiagnosticsOfAsync(blocks);

        Assert.True(diagnostics.Count == 0, $"{name}: {string.Join('\n', diagnostics)}");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Wrong_code_in_a_page_is_reported_as_the_page_says(string name)
    {
        var page = MarkdownPage.Read(name);
        foreach (var block in page.Blocks.Where(block => block is { Language: "csharp", Id: not null }))
        {
            var diagnostics = (await DocumentedCode.DiagnosticsOfAsync([block])).Where(d => d.Id.StartsWith("NG", StringComparison.Ordinal)).ToList();

            Assert.Equal([block.Id!], diagnostics.Select(d => d.Id));
            var place = diagnostics[0].Location.GetLineSpan().StartLinePosition;
            Assert.Contains(
                $"Program.cs({place.Line + 1},{place.Character + 1}): {diagnostics[0].Severity.ToString().ToLowerInvariant()} {block.Id}: {diagnostics[0].GetMessage(CultureInfo.InvariantCulture)}\n",
                page.Text,
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_block_of_a_page_names_its_language(string name) =>
        Assert.All(MarkdownPage.Read(name).Blocks, block => Assert.True(Languages.Contains(block.Language), $"{name}({block.Line}): '{block.Language}' is none of {string.Join(", ", Languages)}"));

    [Theory]
    [MemberData(nameof(PagesWithLinks))]
    public void Every_link_of_a_page_leads_somewhere(string name) => Assert.Empty(BrokenLinks(MarkdownPage.Read(name)));

    [Fact]
    public void The_readme_shows_the_language_its_use_and_its_diagnostics()
    {
        var ids = MarkdownPage.Read("README.md").Blocks.Where(block => block.Language == "csharp").Select(block => block.Id).ToList();

        Assert.Equal([null, null, "NG0021", "NG0011"], ids);
    }

    [Fact]
    public async Task Code_that_does_not_compile_is_found()
    {
        var page = MarkdownPage.Parse("page", """
            ```csharp
            [Input(4)]
            [Dense(2)]
            [Softmax]
            public partial class Net;
            ```

            ```csharp
            var loss = new Net().TrainStep(new float[4], new float[2], new Adam());
            ```

            """);

        var diagnostics = await DocumentedCode.DiagnosticsOfAsync(page.Blocks);

        Assert.Equal(["CS1503"], diagnostics.Select(d => d.Id));
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_found()
    {
        var page = MarkdownPage.Parse("docs/page.md", "[one](language.md) [two](nowhere.md) [three](#no-heading) [four](#here) [five](https://example.org)\n\n# Here\n");

        Assert.Equal(["nowhere.md", "#no-heading"], BrokenLinks(page));
    }

    private static IEnumerable<string> BrokenLinks(MarkdownPage page) => page.RelativeLinks.Where(link =>
    {
        var parts = link.Split('#');
        var target = parts[0].Length == 0 ? Path.Combine(Repository.Root, page.Name) : Path.Combine(Repository.Root, Path.GetDirectoryName(page.Name)!, parts[0]);
        if (parts[0].Length > 0 && !Path.Exists(target))
            return true;

        if (parts.Length == 1)
            return false;

        var anchors = parts[0].Length == 0 ? page.Anchors : MarkdownPage.Parse(target, File.ReadAllText(target)).Anchors;
        return !anchors.Contains(parts[1]);
    });

    private static IEnumerable<string> AllPages() =>
        new[] { "README.md" }.Concat(
            new[] { "docs", "samples" }
                .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories))
                .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
                .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
}
