using System.Globalization;

namespace NetGen;

/// <summary>Texts as fields of comma-separated values (RFC 4180), for programs that compute and for spreadsheets.</summary>
internal static class CsvText
{
    /// <summary>
    /// A field. What holds a comma, a quote or a line break is quoted. What a spreadsheet would take for a formula, and perhaps run, has an apostrophe before
    /// it, by which spreadsheets know a text; a number is none, whatever its sign.
    /// </summary>
    public static string Field(string text)
    {
        var safe = IsFormula(text) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>
    /// Whether a text starts like a formula, in half or full width, perhaps after blanks, which some programs take away; or with what they take for the end of
    /// a field.
    /// </summary>
    private static bool IsFormula(string text)
    {
        if (text.Length > 0 && text[0] is '\t' or '\r' or '\n')
            return true;

        var start = text.AsSpan().TrimStart();
        return start.Length > 0
            && start[0] is '=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20'
            && !double.TryParse(start, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }
}
