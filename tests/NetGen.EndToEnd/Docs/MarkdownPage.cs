using System.Text;
using System.Text.RegularExpressions;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Docs;

/// <summary>A block of code in a page.</summary>
/// <param name="Language">The first word after the fence; empty where there is none.</param>
/// <param name="Id">The second one: the diagnostic that the code is an example of; null where it is right.</param>
/// <param name="Line">The line of its first line of code, from 1.</param>
/// <param name="Code">The code.</param>
internal sealed record CodeBlock(string Language, string? Id, int Line, string Code);

/// <summary>A page of the documentation.</summary>
internal sealed partial class MarkdownPage
{
    private readonly string _prose;

    private MarkdownPage(string name, string text)
    {
        Name = name;
        Text = text;
        var prose = new StringBuilder();
        Blocks = [.. ReadBlocks(text, prose)];
        _prose = prose.ToString();
    }

    /// <summary>The path in the repository.</summary>
    public string Name { get; }

    public string Text { get; }

    public IReadOnlyList<CodeBlock> Blocks { get; }

    /// <summary>Where its links go that stay in the repository.</summary>
    public IEnumerable<string> RelativeLinks =>
        Link().Matches(_prose).Select(m => m.Groups[1].Value).Where(target => !target.Contains(':', StringComparison.Ordinal));

    /// <summary>The anchors of its headings, as the usual viewers make them.</summary>
    public IEnumerable<string> Anchors =>
        Heading().Matches(_prose).Select(m => NoAnchor().Replace(m.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    public static MarkdownPage Read(string name) => Parse(name, File.ReadAllText(Path.Combine(Repository.Root, name)));

    public static MarkdownPage Parse(string name, string text) => new(name, text.ReplaceLineEndings("\n"));

    private static IEnumerable<CodeBlock> ReadBlocks(string text, StringBuilder prose)
    {
        const string Fence = "```";
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal))
            {
                prose.Append(lines[i]).Append('\n');
                continue;
            }

            var words = lines[i][Fence.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var end = Array.FindIndex(lines, i + 1, line => line == Fence);
            Assert.True(end > i, $"The block of line {i + 1} is not closed.");
            yield return new CodeBlock(words.FirstOrDefault(""), words.ElementAtOrDefault(1), i + 2, string.Join('\n', lines[(i + 1)..end]));
            i = end;
        }
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchor();
}
