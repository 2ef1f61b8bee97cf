namespace NetGen;

/// <summary>Makes values of the fields of one walk over a file, and numbers the texts on the way.</summary>
internal sealed class CsvValues
{
    private readonly CsvLayout _layout;
    private readonly CsvOptions _options;
    private readonly MissingTexts _missing;
    private readonly CategoryIndex?[] _categories;

    /// <param name="layout">The columns.</param>
    /// <param name="options">What becomes of what.</param>
    /// <param name="learnt">The texts of categorical columns, where an earlier walk has learnt them.</param>
    public CsvValues(CsvLayout layout, CsvOptions options, string[]?[]? learnt = null)
    {
        _layout = layout;
        _options = options;
        _missing = new MissingTexts(options.MissingTexts);
        _categories = new CategoryIndex?[layout.Columns];
        for (int i = 0; i < layout.Columns; i++)
        {
            if (layout.IsCategorical(i))
                _categories[i] = new(layout.Given(i) ?? learnt?[i]);
        }
    }

    /// <summary>The value of a field.</summary>
    /// <param name="column">The column of the table.</param>
    /// <param name="field">The field; doubled quotes are still double.</param>
    /// <param name="escaped">Whether there are any.</param>
    /// <param name="line">The line on which its row starts.</param>
    /// <exception cref="InvalidDataException">It is not what it should be.</exception>
    public float Read(int column, ReadOnlySpan<byte> field, bool escaped, int line)
    {
        if (field.IsEmpty || (_missing.IsAsked && _missing.Contains(field)))
            return Missing(column, field, line);
        return _categories[column] is { } categories ? Category(categories, column, field, escaped, line) : Number(column, field, escaped, line);
    }

    /// <summary>
    /// The texts that were met, or given, for each column of the table in the order that the options ask for; null where it is not categorical.
    /// </summary>
    public string[]?[] Categories() => [.. _categories.Select((categories, i) => categories is null ? null : Ordered(i, categories))];

    /// <summary>Which index each text has in that order, by the one that <see cref="Read"/> gave it; null where it is the same.</summary>
    public int[]? Renumbering(int column)
    {
        if (_categories[column] is not { } categories || !IsSorted(column))
            return null;
        var order = new int[categories.Texts.Count];
        int next = 0;
        foreach (string text in Ordered(column, categories))
            order[categories.Of(text)] = next++;
        return order;
    }

    private bool IsSorted(int column) => _layout.Given(column) is null && _options.CategoryOrder == CategoryOrder.Text;

    private string[] Ordered(int column, CategoryIndex categories)
    {
        string[] texts = [.. categories.Texts];
        if (IsSorted(column))
            Array.Sort(texts, StringComparer.Ordinal);
        return texts;
    }

    private float Category(CategoryIndex categories, int column, ReadOnlySpan<byte> field, bool escaped, int line)
    {
        int index = categories.Of(field, escaped);
        if (index >= 0)
            return index;
        if (!categories.IsFixed)
            throw _layout.Error(line, column, $"expected at most {categories.Texts.Count} different texts, found '{Show(field, escaped)}' beside as many.");
        if (_layout.Given(column) is not null && _options.Unknown == CsvUnknown.Missing)
            return float.NaN;
        throw _layout.Error(line, column, $"expected one of the column's categories, {Found.List(categories.Texts)}, found "
            + $"'{Show(field, escaped)}'{(_layout.Given(column) is null ? "; the file has changed since they were learnt" : "")}.");
    }

    private float Number(int column, ReadOnlySpan<byte> field, bool escaped, int line)
    {
        if (!CsvNumber.TryParse(field, _options.DecimalComma, out float value))
        {
            if (_missing.Contains(field))
                return Missing(column, field, line);
            throw _layout.Error(line, column, $"expected a number, found '{Show(field, escaped)}'.{HintFor(column, field)}");
        }

        if (float.IsInfinity(value) && field.ContainsAnyInRange((byte)'0', (byte)'9'))
            throw _layout.Error(line, column, $"expected a number within the range of a float, found '{Show(field, escaped)}'.");
        return float.IsNaN(value) ? Missing(column, field, line) : value;
    }

    private float Missing(int column, ReadOnlySpan<byte> field, int line)
    {
        if (_options.Missing == CsvMissing.Error)
        {
            bool isNumber = CsvNumber.TryParse(field, _options.DecimalComma, out float value) && float.IsNaN(value);
            throw _layout.Error(line, column, $"expected a value, found "
                + $"{(field.IsEmpty ? "an empty field" : isNumber ? "NaN" : $"'{Show(field, false)}'")}. Where {_layout.Describe(column)} lacks "
                + "values, CsvOptions.Missing says what becomes of them.");
        }

        // It is one of the texts from here on, so that it has an index when the value is filled in.
        if (_options is { Missing: CsvMissing.Constant, FillText: { } text } && _categories[column] is { } categories && categories.Of(text) < 0
            && _options.Unknown == CsvUnknown.Error)
            throw _layout.Error(line, column, $"expected one of the column's categories, {Found.List(categories.Texts)}, to fill in, found "
                + $"{Found.Quote(text)} in CsvOptions.FillText.");
        return float.NaN;
    }

    private string HintFor(int column, ReadOnlySpan<byte> field)
    {
        string hint = _layout.HintFor(field);
        if (hint.Length == 0)
            hint = CsvNumber.HintFor(field, _options.DecimalComma);
        // Without a letter it is rather a number that is written wrongly, and control characters are in no text.
        bool isText = (field.ContainsAnyInRange((byte)'a', (byte)'z') || field.ContainsAnyInRange((byte)'A', (byte)'Z')
            || field.ContainsAnyExceptInRange((byte)0, (byte)0x7F))
            && !field.ContainsAnyInRange((byte)0, (byte)0x1F);
        return hint.Length == 0 && isText ? $" Where {_layout.Describe(column)} holds texts, name it in CsvOptions.Categorical, OneHot or Drop." : hint;
    }

    private static string Show(ReadOnlySpan<byte> field, bool escaped)
    {
        string shown = Found.Show(field);
        return escaped ? shown.Replace("\"\"", "\"", StringComparison.Ordinal) : shown;
    }
}
