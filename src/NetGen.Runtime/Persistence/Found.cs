using System.Globalization;
using System.Text;

namespace NetGen;

/// <summary>How messages show what was found in a file: it may be anything, and of any length.</summary>
internal static class Found
{
    private const int Longest = 100;
    private const string Cut = "...";

    /// <summary>At most 100 characters of a text, with escapes for those that a line cannot show.</summary>
    public static string Text(string text)
    {
        var shown = new StringBuilder();
        foreach (var c in text)
        {
            if (shown.Length >= Longest)
                return shown.Append(Cut).ToString();

            _ = char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                ? shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")
                : shown.Append(c);
        }

        return shown.ToString();
    }

    /// <summary>Two texts that differ, around the first place where they do.</summary>
    public static (string Expected, string Found) Difference(string expected, string found)
    {
        const int before = 40;
        var common = expected.AsSpan().CommonPrefixLength(found);
        var start = common <= Longest / 2 || (expected.Length <= Longest && found.Length <= Longest) ? 0 : common - before;
        return (From(expected, start), From(found, start));
    }

    private static string From(string text, int start) => (start == 0 ? "" : Cut) + Text(text[Math.Min(start, text.Length)..]);
}
