using System.Text;

namespace NetGen;

/// <summary>Tells whether a file's first row names the columns.</summary>
internal static class CsvHeaderRule
{
    /// <summary>Whether it does.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="name">What error messages call the file.</param>
    /// <param name="line">The first row's line.</param>
    /// <param name="firstRow">The first row's texts.</param>
    /// <param name="hint">What may explain a row of both kinds, for the end of the message.</param>
    /// <exception cref="InvalidDataException">Nobody can tell.</exception>
    public static bool HasHeader(CsvOptions options, string name, int line, string[] firstRow, string hint)
    {
        if (options.Header != CsvHeader.Auto)
            return options.Header == CsvHeader.Present;
        if (Chooses(options).Any(column => column.Name is not null))
            return true;

        var missing = new MissingTexts(options.MissingTexts);
        bool[] counts = Counts(options, firstRow.Length);
        var (text, value) = (-1, -1);
        for (int i = firstRow.Length - 1; i >= 0; i--)
        {
            if (!counts[i])
                continue;
            byte[] field = Encoding.UTF8.GetBytes(firstRow[i]);
            if (field.Length == 0 || missing.Contains(field) || CsvNumber.Resembles(field))
                value = i;
            else
                text = i;
        }

        // What is taken for a header is not read as data, and the other way round: neither by guess.
        if (text >= 0 && value >= 0)
        {
            throw new InvalidDataException(
                $"{name}: line {line}: expected a first row of names or one of values, found {Show("the text", firstRow, text)} beside "
                    + $"{Show("the value", firstRow, value)}; "
                + $"set CsvOptions.Header to Present or Absent, and name columns of text in Categorical or Drop.{hint}");
        }

        return text >= 0;
    }

    private static string Show(string what, string[] row, int column) =>
        row[column].Length == 0 ? $"the empty column {column + 1}" : $"{what} {Found.Quote(row[column])} in column {column + 1}";

    private static IEnumerable<CsvColumn> Chooses(CsvOptions options) => [.. options.Columns ?? [], .. options.Drop, .. options.Categorical, .. options.OneHot];

    /// <summary>Which columns of the file tell: those that are read as numbers.</summary>
    private static bool[] Counts(CsvOptions options, int columns)
    {
        var counts = new bool[columns];
        if (options.Columns is null)
            Array.Fill(counts, true);
        foreach (CsvColumn column in options.Columns ?? [])
            counts[column.In(columns, [], nameof(options))] = true;
        foreach (CsvColumn column in options.Drop.Concat(options.Categorical).Concat(options.OneHot))
            counts[column.In(columns, [], nameof(options))] = false;
        foreach (CsvColumn column in options.Categories?.Columns ?? [])
        {
            if (column.Find(columns, [], nameof(options)) is >= 0 and var place)
                counts[place] = false;
        }

        return counts;
    }
}
