using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace NetGen;

/// <summary>Reads tables of numbers from CSV files (UTF-8, RFC 4180), packed with gzip or not.</summary>
/// <remarks>
/// <para>Lines end with LF, CRLF or CR. Lines that are empty or hold only spaces and tabs are skipped, as pandas does; what error messages call
/// the line is the one in the file, on which the row starts.</para>
/// <para>A field is quoted if it starts with a quote: then it may hold separators and line ends, a doubled quote stands for one, and everything
/// between the quotes is kept, spaces too. In any other field a quote is a character like all others, as pandas and Python have it. Spaces and
/// tabs around a field, outside its quotes, do not belong to it.</para>
/// <para>Numbers have the invariant culture's form, whatever the culture of the program: <c>-1.5e3</c>. Infinity may be written
/// <c>inf</c> or <c>Infinity</c>, and <c>NaN</c> is a missing value (<see cref="CsvOptions.Missing"/>), in any case of letters.
/// A number beyond the range of a <see cref="float"/> is refused.</para>
/// </remarks>
public static class Csv
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
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
    /// <exception cref="InvalidDataException">A field is not what it should be; the message names file, line and column.</exception>
    public static CsvTable Read(Stream stream, string name, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        options ??= new CsvOptions();
        CheckSeparator(options);
        byte[] text = GZip.ReadAll(stream, name);
        CheckText(text, name);
        var fields = new CsvFields(text, options.Separator, name);
        var row = new List<CsvField>();
        if (!fields.Next(row))
            throw new InvalidDataException($"{name}: line 1: expected at least one row, found none.");
        int columns = row.Count;
        string[] header = HasHeader(fields.Source, row, options) ? [.. Texts(fields, row)] : [];
        var categories = new Dictionary<string, int>?[columns];
        foreach (CsvColumn column in options.Categorical)
            categories[column.In(columns, header, nameof(options))] = new(StringComparer.Ordinal);

        var values = new List<float>();
        var lines = new List<int>();
        bool more = header.Length == 0 || fields.Next(row);
        for (; more; more = fields.Next(row))
        {
            if (row.Count != columns)
                throw new InvalidDataException($"{name}: line {fields.Line}, column {Math.Min(row.Count, columns) + 1}: expected {columns} columns, found {row.Count}.");
            lines.Add(fields.Line);
            for (int i = 0; i < columns; i++)
                values.Add(Value(fields, row[i], categories[i], options, name, i + 1));
        }

        return new CsvTable(name, header, columns, [.. values], [.. lines], [.. categories.Select(c => c?.Keys.ToArray())]);
    }

    /// <summary>Opens a large file, of which rows are read one after another when they are needed.</summary>
    /// <param name="path">Where it lies, not packed.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <exception cref="InvalidDataException">The file is empty or packed, or its first row is damaged.</exception>
    public static CsvFile Open(string path, CsvOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new CsvOptions();
        CheckSeparator(options);
        return new CsvFile(path, options);
    }

    internal static void CheckSeparator(CsvOptions options)
    {
        if (!char.IsAscii(options.Separator) || options.Separator is '"' or '\r' or '\n')
            throw new ArgumentException($"The separator must be an ASCII character other than a quote or a line end, but it is '{options.Separator}'.", nameof(options));
    }

    internal static bool HasHeader(ReadOnlySpan<byte> text, List<CsvField> row, CsvOptions options)
    {
        if (options.Header != CsvHeader.Auto)
            return options.Header == CsvHeader.Present;
        var categorical = new HashSet<int>();
        foreach (CsvColumn column in options.Categorical)
        {
            if (column.Name is not null)
                return true;
            categorical.Add(column.In(row.Count, [], nameof(options)));
        }

        for (int i = 0; i < row.Count; i++)
        {
            ReadOnlySpan<byte> field = text[row[i].Start..row[i].End];
            if (!categorical.Contains(i) && !field.IsEmpty && !TryNumber(field, out _))
                return true;
        }

        return false;
    }

    private static List<string> Texts(CsvFields fields, List<CsvField> row)
    {
        var texts = new List<string>(row.Count);
        foreach (CsvField field in row)
            texts.Add(fields.Text(field));
        return texts;
    }

    private static float Value(CsvFields fields, CsvField field, Dictionary<string, int>? categories, CsvOptions options, string name, int column)
    {
        ReadOnlySpan<byte> bytes = fields.Bytes(field);
        if (!bytes.IsEmpty && categories is not null)
        {
            string text = fields.Text(field);
            if (!categories.TryGetValue(text, out int index))
                categories.Add(text, index = categories.Count);
            return index;
        }

        return Number(bytes, field.Escaped, options, name, fields.Line, column);
    }

    /// <summary>The number in a field; NaN where it is empty and may be.</summary>
    internal static float Number(ReadOnlySpan<byte> bytes, bool escaped, CsvOptions options, string name, int line, int column)
    {
        float value = float.NaN;
        if (!bytes.IsEmpty && !TryNumber(bytes, out value))
            throw new InvalidDataException($"{name}: line {line}, column {column}: expected a number, found '{CsvFields.Text(bytes, escaped)}'.");
        if (float.IsInfinity(value) && bytes.ContainsAnyInRange((byte)'0', (byte)'9'))
            throw new InvalidDataException($"{name}: line {line}, column {column}: expected a number within the range of a float, found '{CsvFields.Text(bytes, escaped)}'.");
        if (float.IsNaN(value) && options.Missing == CsvMissing.Error)
            throw new InvalidDataException($"{name}: line {line}, column {column}: expected a value, found {(bytes.IsEmpty ? "an empty field" : "NaN")}.");
        return value;
    }

    private static bool TryNumber(ReadOnlySpan<byte> field, out float value)
    {
        if (float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return true;
        // As Python writes it, and with it NumPy and pandas.
        bool negative = field.StartsWith("-"u8);
        ReadOnlySpan<byte> unsigned = negative || field.StartsWith("+"u8) ? field[1..] : field;
        value = negative ? float.NegativeInfinity : float.PositiveInfinity;
        return Ascii.EqualsIgnoreCase(unsigned, "inf"u8);
    }

    /// <summary>Refuses what is no UTF-8, such as what spreadsheets write as Unicode or in the machine's code page.</summary>
    private static void CheckText(ReadOnlySpan<byte> text, string name)
    {
        if (Utf8.IsValid(text))
            return;
        int position = 0;
        while (Rune.DecodeFromUtf8(text[position..], out _, out int length) == System.Buffers.OperationStatus.Done)
            position += length;
        int line = 1 + CsvFields.LineEnds(text[..position]);
        throw new InvalidDataException($"{name}: line {line}: expected text in UTF-8, found the byte 0x{text[position]:x2} where no character can start or go on with it.");
    }
}
