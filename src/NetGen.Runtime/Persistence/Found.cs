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
    public static string Quote(ReadOnlySpan<char> text) => $"'{Show(text)}'";

    /// <summary>The same without quotes, for what is a number or a name where all is well.</summary>
    public static string Show(ReadOnlySpan<char> text)
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

    /// <inheritdoc cref="Show(ReadOnlySpan{char})"/>
    public static string Show(ReadOnlySpan<byte> utf8)
    {
        // Four bytes a character at most, and one more to see that there are more.
        const int Enough = 4 * (Most + 1);
        return Show(Encoding.UTF8.GetString(utf8.Length > Enough ? utf8[..Enough] : utf8));
    }

    /// <summary>The first of several texts, and how many more there are.</summary>
    public static string List(IEnumerable<string> texts, int most = 20)
    {
        var all = texts as IReadOnlyCollection<string> ?? [.. texts];
        var shown = string.Join(", ", all.Take(most).Select(text => Show(text)));
        return all.Count > most ? $"{shown} and {all.Count - most} more" : shown;
    }

    /// <summary>A text beside which another stands: where both start alike for long, what they share is left out.</summary>
    /// <param name="text">The text to show.</param>
    /// <param name="other">The text that it differs from.</param>
    public static string QuoteWhereItDiffers(string text, string other)
    {
        const int Kept = 20;
        var alike = text.AsSpan().CommonPrefixLength(other);
        return alike < Most / 2 ? Quote(text) : $"'{Cut}{Show(text.AsSpan(alike - Kept))}'";
    }

    /// <summary>What an exception says, without the parameter and the value that .NET adds: those of the exception that quotes it follow.</summary>
    public static string Reason(Exception error)
    {
        if (error is not ArgumentException { ParamName: { } name })
            return error.Message;

        var tail = error.Message.LastIndexOf($" (Parameter '{name}')", StringComparison.Ordinal);
        return tail < 0 ? error.Message : error.Message[..tail];
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
