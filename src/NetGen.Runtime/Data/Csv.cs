using System.Text;
using System.Text.Unicode;

namespace NetGen;

/// <summary>Reads tables of numbers from CSV files (UTF-8, RFC 4180), packed with gzip or not.</summary>
/// <remarks>
/// <para>Lines end with LF, CRLF or CR. Lines that are empty or hold only spaces and tabs are skipped, as pandas does, and so are those that start with
/// <see cref="CsvOptions.Comment"/>; what error messages call the line is the one in the file, on which the row starts.</para>
/// <para>A field is quoted if it starts with a quote: then it may hold separators and line ends, a doubled quote stands for one, and everything
/// between the quotes is kept, spaces too. In any other field a quote is a character like all others, as pandas and Python have it. Spaces and
/// tabs around a field, outside its quotes, do not belong to it.</para>
/// <para>Numbers have the invariant culture's form, whatever the culture of the program: <c>-1.5e3</c>. Infinity may be written
/// <c>inf</c> or <c>Infinity</c>, and <c>NaN</c> is a missing value (<see cref="CsvOptions.Missing"/>), in any case of letters.
/// A number beyond the range of a <see cref="float"/> is refused. <see cref="CsvOptions.DecimalComma"/> reads <c>-1,5e3</c> instead.</para>
/// <para>The texts of a categorical column are numbered in their own order, not in that of the rows, so that the same rows in any order give the same
/// values. A second table that may lack some of the texts takes those of the first (<see cref="CsvOptions.Categories"/>).</para>
/// </remarks>
public static class Csv
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option chooses a column that is not there, or does not go with another.</exception>
    /// <exception cref="InvalidDataException">A field is not what it should be; the message names file, line and column.</exception>
    public static CsvTable Read(string path, CsvOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path, options);
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="name">What error messages call it.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option chooses a column that is not there, or does not go with another.</exception>
    /// <exception cref="InvalidDataException">A field is not what it should be; the message names file, line and column.</exception>
    public static CsvTable Read(Stream stream, string name, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        options ??= new CsvOptions();
        CsvFormat format = CsvFormat.Of(options);
        CsvFills.Check(options);
        byte[] text = GZip.ReadAll(stream, name);
        CheckText(text, name, firstLine: 1);
        var fields = new CsvFields(text, format, name);
        var row = new List<CsvField>();
        if (!fields.Next(row))
            throw new InvalidDataException($"{name}: line 1: expected at least one row, found none.");
        var layout = new CsvLayout(options, format, name, fields.Line, [.. Texts(fields, row)]);
        var values = new CsvValues(layout, options);
        var read = new List<float>();
        var lines = new List<int>();
        bool more = !layout.HasHeader || fields.Next(row);
        for (; more; more = fields.Next(row))
        {
            layout.CheckCount(row.Count, fields.Line, fields.Row);
            lines.Add(fields.Line);
            for (int i = 0; i < layout.Columns; i++)
            {
                CsvField field = row[layout.Places[i]];
                read.Add(values.Read(i, fields.Bytes(field), field.Escaped, fields.Line));
            }
        }

        float[] table = [.. read];
        for (int i = 0; i < layout.Columns && lines.Count > 0; i++)
            Renumber(table.AsSpan(i), layout.Columns, values.Renumbering(i));
        return new CsvTable(layout, options, table, [.. lines], values.Categories());
    }

    /// <summary>Opens a large file, of which rows are read one after another when they are needed.</summary>
    /// <param name="path">Where it lies, not packed.</param>
    /// <param name="options">
    /// How to read it; null for the defaults. What to fill in cannot be learnt of a file of which a row is in memory at a time:
    /// <see cref="CsvOptions.FillValues"/> must be there.
    /// </param>
    /// <exception cref="ArgumentException">
    /// An option chooses a column that is not there, does not go with another, or asks to learn what to fill in.
    /// </exception>
    /// <exception cref="InvalidDataException">The file is empty or packed, or its first row is damaged.</exception>
    public static CsvFile Open(string path, CsvOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new CsvOptions();
        CsvFills.Check(options);
        return new CsvFile(path, options);
    }

    /// <summary>Puts the indices of a column's texts into another order.</summary>
    private static void Renumber(Span<float> values, int columns, int[]? order)
    {
        for (int i = 0; order is not null && i < values.Length; i += columns)
        {
            if (!float.IsNaN(values[i]))
                values[i] = order[(int)values[i]];
        }
    }

    private static List<string> Texts(CsvFields fields, List<CsvField> row)
    {
        var texts = new List<string>(row.Count);
        foreach (CsvField field in row)
            texts.Add(fields.Text(field));
        return texts;
    }

    /// <summary>Refuses what is no UTF-8, such as what spreadsheets write as Unicode or in the machine's code page.</summary>
    /// <param name="text">A piece of a file.</param>
    /// <param name="name">What error messages call the file.</param>
    /// <param name="firstLine">The line, from 1, on which the piece starts.</param>
    internal static void CheckText(ReadOnlySpan<byte> text, string name, int firstLine)
    {
        if (Utf8.IsValid(text))
            return;
        int position = 0;
        while (Rune.DecodeFromUtf8(text[position..], out _, out int length) == System.Buffers.OperationStatus.Done)
            position += length;
        int line = firstLine + CsvFields.LineEnds(text[..position]);
        throw new InvalidDataException(
            $"{name}: line {line}: expected text in UTF-8, found the byte 0x{text[position]:x2} where no character can start or go on with it.");
    }
}
