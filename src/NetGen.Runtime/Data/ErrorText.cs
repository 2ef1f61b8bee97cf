using System.Globalization;
using System.Text;

namespace NetGen;

/// <summary>Text of a file, as error messages show it: not too much of it, and nothing that would steer a terminal.</summary>
internal static class ErrorText
{
    private const int Longest = 100;

    /// <summary>The first 100 characters, with control characters as escapes.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        var isCut = text.Length > Longest;
        if (isCut)
            text = text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];
        var shown = new StringBuilder(text.Length);
        foreach (var character in text)
            Append(shown, character);
        return (isCut ? shown.Append("...") : shown).ToString();
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{char})"/>
    public static string Of(ReadOnlySpan<byte> utf8)
    {
        // Four bytes a character at most, and one more to see that there are more.
        return Of(Encoding.UTF8.GetString(utf8.Length > 4 * (Longest + 1) ? utf8[..(4 * (Longest + 1))] : utf8));
    }

    /// <summary>The first of several texts.</summary>
    public static string List(IEnumerable<string> texts, int most = 20)
    {
        var all = texts as IReadOnlyCollection<string> ?? [.. texts];
        var shown = string.Join(", ", all.Take(most).Select(text => Of(text)));
        return all.Count > most ? $"{shown} and {all.Count - most} more" : shown;
    }

    private static void Append(StringBuilder shown, char character)
    {
        switch (character)
        {
            case '\n':
                shown.Append("\\n");
                break;
            case '\r':
                shown.Append("\\r");
                break;
            case '\t':
                shown.Append("\\t");
                break;
            // Those that turn the direction of what follows are no control characters, but steer as well.
            case var steers when char.IsControl(steers) || char.GetUnicodeCategory(steers) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
                break;
            default:
                shown.Append(character);
                break;
        }
    }
}
