namespace NetGen;

/// <summary>Writes cells as columns of text: the first to the left, the others to the right.</summary>
internal static class TextTable
{
    public static string Format(IReadOnlyList<string[]> rows)
    {
        rows = [.. rows.Select(row => row.Select(OneLine).ToArray())];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return string.Join('\n', rows.Select(
            row => string.Join("  ", row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd()));
    }

    /// <summary>A text on one line, and without the characters by which a terminal is told to do something.</summary>
    public static string OneLine(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.AsSpan().IndexOfAnyInRange('\u007F', '\u009F') < 0 && line.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0
            ? line
            : string.Create(line.Length, line, (span, from) =>
            {
                for (var i = 0; i < span.Length; i++)
                    span[i] = char.IsControl(from[i]) ? ' ' : from[i];
            });
    }
}
