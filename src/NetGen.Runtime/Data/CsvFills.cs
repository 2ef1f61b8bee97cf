namespace NetGen;

/// <summary>What takes the place of the missing values of a column.</summary>
internal sealed class CsvFills
{
    private readonly CsvLayout _layout;
    private readonly CsvOptions _options;
    private readonly string[]?[] _categories;
    private readonly Func<int, float> _learn;

    /// <param name="layout">The columns.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="categories">The texts of categorical columns.</param>
    /// <param name="learn">Learns the value of a column; NaN where it has none.</param>
    public CsvFills(CsvLayout layout, CsvOptions options, string[]?[] categories, Func<int, float> learn)
    {
        _layout = layout;
        _options = options;
        _categories = categories;
        _learn = learn;
    }

    /// <summary>Refuses what fits ill together.</summary>
    public static void Check(CsvOptions options)
    {
        if (options.FillValues is not null && !options.Fills)
            throw new ArgumentException($"'FillValues' says what to fill in, but 'Missing' is {options.Missing}; expected one that fills, such as "
                + $"{nameof(CsvMissing.Mean)}.", nameof(options));
        if (float.IsInfinity((float)options.FillValue) && double.IsFinite(options.FillValue))
            throw new ArgumentException(
                FormattableString.Invariant($"'FillValue' is {options.FillValue}; expected a number within the range of a float."), nameof(options));
        if (options.FillText is { } text && (text.Length == 0 || !NetGen.Categories.IsUnicode(text)))
            throw new ArgumentException("'FillText' is empty or no Unicode; expected a text that a file can hold.", nameof(options));
    }

    /// <summary>What a column is filled with; NaN where there is nothing to fill in.</summary>
    public float Of(int column)
    {
        string[]? texts = _categories[column];
        if (_options.FillValues is { } given && given.TryFind(_layout.KeyOf(column), out var entry))
        {
            if ((entry.Text is null) != (texts is null))
                throw new ArgumentException($"'FillValues' has a {(entry.Text is null ? "number" : "text")} for column {entry.Column}, which holds "
                    + $"{(texts is null ? "numbers" : "texts")}.", "options");
            return entry.Text is null ? entry.Value : IndexOf(texts!, entry.Text, column);
        }

        return _options.Missing != CsvMissing.Constant ? _learn(column)
            : texts is null ? (float)_options.FillValue
            : _options.FillText is null ? float.NaN
            // Without a missing value it is none of the texts, and nothing is filled in.
            : Array.IndexOf(texts, _options.FillText) is >= 0 and var index ? index : float.NaN;
    }

    /// <summary>What is said of a missing value for which there is nothing.</summary>
    public string Problem(int column) =>
        _options.Missing == CsvMissing.Constant && _categories[column] is not null
            ? "expected a value, found a missing one, and no text in CsvOptions.FillText to fill in."
            : "expected a value, found a missing one, and no value in the column to learn from what to fill in.";

    /// <summary>The value that a column of a table is filled with.</summary>
    /// <param name="values">The column's values, missing ones left out; their order changes.</param>
    /// <param name="how">How it is found.</param>
    /// <returns>NaN where there is no value, or where infinite ones have no mean.</returns>
    public static float Learn(Span<float> values, CsvMissing how)
    {
        if (values.IsEmpty)
            return float.NaN;
        if (how == CsvMissing.Mean)
        {
            double sum = 0;
            foreach (float value in values)
                sum += value;
            return (float)(sum / values.Length);
        }

        values.Sort();
        return how == CsvMissing.Median
            ? (float)(((double)values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2)
            : MostFrequent(values);
    }

    private static float MostFrequent(ReadOnlySpan<float> sorted)
    {
        var (best, most) = (sorted[0], 0);
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            for (end = start; end < sorted.Length && sorted[end] == sorted[start];)
                end++;
            if (end - start > most)
                (best, most) = (sorted[start], end - start);
        }

        return best;
    }

    private int IndexOf(string[] texts, string text, int column) => Array.IndexOf(texts, text) is >= 0 and var index
        ? index
        : throw new ArgumentException(
            $"'FillValues' fills column {_layout.KeyOf(column)} with {Found.Quote(text)}, which is none of its categories: {Found.List(texts)}.", "options");
}
