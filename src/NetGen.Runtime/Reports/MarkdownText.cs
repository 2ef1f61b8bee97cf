using System.Text;

namespace NetGen;

/// <summary>Texts as cells of Markdown tables: whatever they hold, they read as they are.</summary>
internal static class MarkdownText
{
    /// <summary>A cell: on one line, with nothing in it that ends the cell or is a link, a picture, HTML or a style.</summary>
    /// <remarks>Only of a bare e-mail address some readers make a link, however it is escaped.</remarks>
    public static string Cell(string text)
    {
        var line = TextTable.OneLine(text);
        var cell = new StringBuilder(line.Length + 16);
        for (var i = 0; i < line.Length; i++)
            Append(cell, line, i);
        return cell.ToString();
    }

    private static void Append(StringBuilder cell, string line, int index)
    {
        switch (line[index])
        {
            case '\\' or '|' or '[' or ']' or '*' or '`' or '~' or '$':
                cell.Append('\\').Append(line[index]);
                break;
            case '_' when !(IsLetter(line, index - 1) && IsLetter(line, index + 1)):
                // Within a word it is no style.
                cell.Append("\\_");
                break;
            case '<':
                cell.Append("&lt;");
                break;
            case '&':
                cell.Append("&amp;");
                break;
            case '/' when index > 0 && line[index - 1] == ':':
                // An address becomes a link without any brackets.
                cell.Append("&#47;");
                break;
            case '.' when IsAddress(line, index):
                cell.Append("&#46;");
                break;
            default:
                cell.Append(line[index]);
                break;
        }
    }

    private static bool IsLetter(string line, int index) => (uint)index < (uint)line.Length && char.IsLetterOrDigit(line[index]);

    private static bool IsAddress(string line, int dot) => dot >= 3 && string.Compare(line, dot - 3, "www", 0, 3, StringComparison.OrdinalIgnoreCase) == 0;
}
