using System.Text;

namespace NetGen;

/// <summary>The texts of categorical columns, in the order of their indices. Does not change.</summary>
/// <remarks>
/// A table knows its own (<see cref="CsvTable.Categories()"/>), a network those of the data that it was trained on (<see cref="Network.Categories"/>). Either
/// goes into <see cref="CsvOptions.Categories"/>, so that a second table numbers its texts as the first one. To say an order:
/// <code>new Categories(("size", ["small", "medium", "large"]))</code>
/// </remarks>
public sealed class Categories
{
    private readonly CsvColumn[] _columns;
    private readonly string[][] _texts;

    /// <summary>The texts of some columns.</summary>
    /// <param name="columns">Each column, by its name or its index in the file, and its texts, of which none is there twice.</param>
    /// <exception cref="ArgumentException">A column is there twice, or a text is, or a text is empty or no Unicode.</exception>
    public Categories(params ReadOnlySpan<(CsvColumn Column, string[] Texts)> columns)
    {
        _columns = new CsvColumn[columns.Length];
        _texts = new string[columns.Length][];
        for (var i = 0; i < columns.Length; i++)
        {
            var (column, texts) = columns[i];
            ArgumentNullException.ThrowIfNull(texts, nameof(columns));
            if (column is { Name: null, Index: { IsFromEnd: true, Value: 0 } })
                throw new ArgumentException("The last column is ^1; there is none at ^0.", nameof(columns));
            if (Find(_columns.AsSpan(0, i), column) >= 0)
                throw new ArgumentException($"Column {column} is there twice; expected each column once.", nameof(columns));
            _columns[i] = column;
            _texts[i] = Checked(column, texts);
        }
    }

    /// <summary>The columns, by name or index.</summary>
    public IReadOnlyList<CsvColumn> Columns => Array.AsReadOnly(_columns);

    /// <summary>The texts of a column, in the order of their indices.</summary>
    /// <param name="column">The column, by name or index as in <see cref="Columns"/>.</param>
    /// <exception cref="ArgumentException">It has none here.</exception>
    public IReadOnlyList<string> this[CsvColumn column] => Find(_columns, column) is >= 0 and var found
        ? Array.AsReadOnly(_texts[found])
        : throw new ArgumentException(
            $"There are no texts of column {column}; there are those of {(_columns.Length == 0 ? "none" : string.Join(", ", _columns))}.", nameof(column));

    /// <summary>Each column and its texts, one a line.</summary>
    public override string ToString() => string.Join(Environment.NewLine, _columns.Select((column, i) => $"{column}: {Found.List(_texts[i])}"));

    /// <summary>The texts of the column at a place of <see cref="Columns"/>.</summary>
    internal string[] TextsAt(int place) => _texts[place];

    /// <summary>What two of them say about a column that one of them lacks or has otherwise; null where they are equal.</summary>
    internal static (string Column, string First, string Second)? FirstDifference(Categories first, Categories second)
    {
        foreach (var column in first._columns.Concat(second._columns))
        {
            var (mine, its) = (Find(first._columns, column), Find(second._columns, column));
            if (mine < 0 || its < 0 || !first._texts[mine].AsSpan().SequenceEqual(second._texts[its]))
                return (column.ToString(), mine < 0 ? "none" : Found.List(first._texts[mine]), its < 0 ? "none" : Found.List(second._texts[its]));
        }

        return null;
    }

    /// <summary>Whether a text can be written as UTF-8 and read back.</summary>
    internal static bool IsUnicode(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
                return false;
            i += rune.Utf16SequenceLength;
        }

        return true;
    }

    private static int Find(ReadOnlySpan<CsvColumn> columns, CsvColumn column)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i].Is(column))
                return i;
        }

        return -1;
    }

    private static string[] Checked(CsvColumn column, string[] texts)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            if (string.IsNullOrEmpty(text) || !IsUnicode(text))
                throw new ArgumentException(
                    $"Column {column} has an empty text, or one that is no Unicode; expected texts that a file can hold.", nameof(texts));
            if (!seen.Add(text))
                throw new ArgumentException($"Column {column} has the text {Found.Quote(text)} twice; expected each text once.", nameof(texts));
        }

        return [.. texts];
    }
}
