using System.Globalization;
using System.Text;

namespace NetGen;

/// <summary>What was found in a file, as messages show it: no longer than a line, and nothing that a terminal obeys.</summary>
internal static class Found
{
    /// <summary>How many characters of a text are shown.</summary>
    private const int Most = 100;

    private const string Cut = "...";

    /// <summary>A text in quotes: cut to 100 characters, control characters as escapes.</summary>
    public static string Quote(string text) => $"'{Show(text)}'";

    /// <summary>The same without quotes, for what is a number or a name where all is well.</summary>
    public static string Show(string text)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var next = Escaped(rune);
            if (shown.Length + next.Length > Most)
                return shown.Append(Cut).ToString();

            shown.Append(next);
        }

        return shown.ToString();
    }

    /// <summary>A text beside which another stands: where both start alike for long, what they share is left out.</summary>
    /// <param name="text">The text to show.</param>
    /// <param name="other">The text that it differs from.</param>
    public static string QuoteWhereItDiffers(string text, string other)
    {
        const int Kept = 20;
        var alike = text.AsSpan().CommonPrefixLength(other);
        return alike < Most / 2 ? Quote(text) : $"'{Cut}{Show(text[(alike - Kept)..])}'";
    }

    private static string Escaped(Rune rune) => rune.Value switch
    {
        '\0' => @"\0",
        '\t' => @"\t",
        '\n' => @"\n",
        '\r' => @"\r",
        var value => IsHarmless(rune) ? rune.ToString() : string.Create(CultureInfo.InvariantCulture, $@"\u{value:X4}"),
    };

    /// <summary>False for what moves the cursor, breaks the line or turns the direction of writing.</summary>
    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
