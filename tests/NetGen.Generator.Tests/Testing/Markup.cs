using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.Generator.Tests.Testing;

/// <summary>A span that the markup <c>{|NG0011:0|}</c> names, and the id that is expected there.</summary>
internal sealed record MarkedSpan(string Id, TextSpan Span);

/// <summary>Source in which the expected diagnostics are marked; marks may stand in each other.</summary>
internal static class Markup
{
    private const string Close = "|}";
    private const int OpenLength = 9; // "{|NG0011:"

    /// <summary>The source without its marks, and the marks in the order of the source, outer before inner.</summary>
    public static (string Source, IReadOnlyList<MarkedSpan> Spans) Parse(string markup)
    {
        var source = new StringBuilder();
        var open = new Stack<(string Id, int Start)>();
        var spans = new List<MarkedSpan>();

        for (var i = 0; i < markup.Length;)
        {
            if (markup.AsSpan(i).StartsWith("{|"))
            {
                open.Push((markup.Substring(i + 2, OpenLength - 3), source.Length));
                i += OpenLength;
            }
            else if (markup.AsSpan(i).StartsWith(Close))
            {
                var (id, start) = open.Pop();
                spans.Add(new(id, TextSpan.FromBounds(start, source.Length)));
                i += Close.Length;
            }
            else
            {
                source.Append(markup[i++]);
            }
        }

        Assert.True(open.Count == 0, "A mark is not closed.");
        return (source.ToString(), Sort(spans));
    }

    /// <summary>The source with marks.</summary>
    public static string Write(string source, IEnumerable<MarkedSpan> spans)
    {
        var sorted = Sort(spans);
        var text = new StringBuilder();
        for (var i = 0; i <= source.Length; i++)
        {
            foreach (var _ in sorted.Where(s => s.Span.End == i))
                text.Append(Close);

            foreach (var span in sorted.Where(s => s.Span.Start == i))
                text.Append(CultureInfo.InvariantCulture, $"{{|{span.Id}:");

            if (i < source.Length)
                text.Append(source[i]);
        }

        return text.ToString();
    }

    private static List<MarkedSpan> Sort(IEnumerable<MarkedSpan> spans) =>
        [.. spans.OrderBy(s => s.Span.Start).ThenByDescending(s => s.Span.End).ThenBy(s => s.Id, StringComparer.Ordinal)];
}
