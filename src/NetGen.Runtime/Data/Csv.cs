using System.Globalization;
using System.Text;

namespace NetGen;

/// <summary>Reads tables of numbers from CSV files (UTF-8, RFC 4180), packed with gzip or not.</summary>
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
        if (!char.IsAscii(options.Separator) || options.Separator is '"' or '\r' or '\n')
            throw new ArgumentException($"The separator must be an ASCII character other than a quote or a line end, but it is '{options.Separator}'.", nameof(options));

        var fields = new CsvFields(GZip.ReadAll(stream, name), options.Separator, name);
        var row = new List<Range>();
        if (!fields.Next(row))
            throw new InvalidDataException($"{name}: line 1: expected at least one row, found none.");
        int columns = row.Count;
        string[] header = HasHeader(fields, row, options) ? [.. Texts(fields, row)] : [];
        var categories = new Dictionary<string, int>?[columns];
        foreach (CsvColumn column in options.Categorical)
            categories[column.In(columns, header, nameof(options))] = new(StringComparer.Ordinal);

        var values = new List<float>();
        bool more = header.Length == 0 || fields.Next(row);
        for (; more; more = fields.Next(row))
        {
            if (row.Count != columns)
                throw new InvalidDataException($"{name}: line {fields.Line}, column {Math.Min(row.Count, columns) + 1}: expected {columns} columns, found {row.Count}.");
            for (int i = 0; i < columns; i++)
                values.Add(Value(fields, row[i], categories[i], options, name, i + 1));
        }

        return new CsvTable(name, header, columns, [.. values], [.. categories.Select(c => c?.Keys.ToArray())]);
    }

    private static bool HasHeader(CsvFields fields, List<Range> row, CsvOptions options)
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
            ReadOnlySpan<byte> field = fields.Bytes(row[i]);
            if (!categorical.Contains(i) && !field.IsEmpty && !TryNumber(field, out _))
                return true;
        }

        return false;
    }

    private static List<string> Texts(CsvFields fields, List<Range> row)
    {
        var texts = new List<string>(row.Count);
        foreach (Range field in row)
            texts.Add(fields.Text(field));
        return texts;
    }

    private static float Value(CsvFields fields, Range field, Dictionary<string, int>? categories, CsvOptions options, string name, int column)
    {
        ReadOnlySpan<byte> bytes = fields.Bytes(field);
        float value = float.NaN;
        if (!bytes.IsEmpty && categories is not null)
        {
            string text = fields.Text(field);
            if (!categories.TryGetValue(text, out int index))
                categories.Add(text, index = categories.Count);
            return index;
        }

        if (!bytes.IsEmpty && !TryNumber(bytes, out value))
            throw new InvalidDataException($"{name}: line {fields.Line}, column {column}: expected a number, found '{Encoding.UTF8.GetString(bytes)}'.");
        if (float.IsNaN(value) && options.Missing == CsvMissing.Error)
            throw new InvalidDataException($"{name}: line {fields.Line}, column {column}: expected a value, found {(bytes.IsEmpty ? "an empty field" : "NaN")}.");
        return value;
    }

    private static bool TryNumber(ReadOnlySpan<byte> field, out float value) =>
        float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
