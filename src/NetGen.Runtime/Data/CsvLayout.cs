namespace NetGen;

/// <summary>
/// What the options and the first row of a file say about its columns: which of them make the table, what they are called and what they hold.
/// </summary>
internal sealed class CsvLayout
{
    private readonly CsvColumn[] _keys;
    private readonly bool[] _isCategorical;
    private readonly bool[] _isOneHot;
    private readonly string[]?[] _given;
    private readonly CsvFormat _format;
    private readonly string _hint = "";

    /// <param name="options">What is asked for.</param>
    /// <param name="format">What cut the row.</param>
    /// <param name="name">What error messages call the file.</param>
    /// <param name="line">The first row's line.</param>
    /// <param name="firstRow">The first row's texts.</param>
    /// <exception cref="ArgumentException">An option chooses a column that is not there.</exception>
    /// <exception cref="InvalidDataException">Nobody can tell whether the first row is a header.</exception>
    public CsvLayout(CsvOptions options, CsvFormat format, string name, int line, string[] firstRow)
    {
        Name = name;
        FileColumns = firstRow.Length;
        _format = format;
        if (FileColumns == 1)
            _hint = format.HintFor(System.Text.Encoding.UTF8.GetBytes(firstRow[0]));
        HasHeader = CsvHeaderRule.HasHeader(options, name, line, firstRow, _hint);
        string[] header = HasHeader ? firstRow : [];

        Places = Chosen(options, header);
        Header = [.. Places.Where(_ => HasHeader).Select(place => header[place])];
        _keys = [.. Places.Select(place => Key(place, header))];
        var (oneHot, given) = (Marked(options.OneHot, header), Given(options, header));
        var categorical = Marked(options.Categorical, header);
        _isOneHot = [.. Places.Select(place => oneHot[place])];
        _given = [.. Places.Select(place => given[place])];
        _isCategorical = [.. Places.Select(place => categorical[place] || oneHot[place] || given[place] is not null)];
    }

    /// <summary>What error messages call the file.</summary>
    public string Name { get; }

    /// <summary>How many fields a row of the file has.</summary>
    public int FileColumns { get; }

    /// <summary>Whether the first row names the columns.</summary>
    public bool HasHeader { get; }

    /// <summary>The names of the table's columns; empty where the file has none.</summary>
    public string[] Header { get; }

    /// <summary>Where the table's columns stand in a row of the file.</summary>
    public int[] Places { get; }

    /// <summary>What a separator that is not the one in the file would explain; empty where there is nothing to explain.</summary>
    public string Hint => _hint;

    /// <summary>How many columns the table has.</summary>
    public int Columns => Places.Length;

    /// <summary>What a column of the table is called in another file of this kind: its name where only it has that, or else its index in the file.</summary>
    public CsvColumn KeyOf(int column) => _keys[column];

    /// <summary>Whether a column of the table holds texts.</summary>
    public bool IsCategorical(int column) => _isCategorical[column];

    /// <summary>Whether samples have a feature for each text of a column.</summary>
    public bool IsOneHot(int column) => _isOneHot[column];

    /// <summary>The texts that a column may hold; null where they are to be learnt.</summary>
    public string[]? Given(int column) => _given[column];

    /// <summary>The index of a column in the table.</summary>
    /// <exception cref="ArgumentException">There is no such column, or several have the name.</exception>
    public int In(CsvColumn column, string parameter) => column.In(Columns, Header, parameter, _hint);

    /// <summary>The indices of columns in the table.</summary>
    /// <exception cref="ArgumentException">There is no such column, or one is named twice.</exception>
    public int[] In(CsvColumn[] columns, string parameter)
    {
        ArgumentNullException.ThrowIfNull(columns, parameter);
        int[] places = [.. columns.Select(column => In(column, parameter))];
        return places.Distinct().Count() == places.Length
            ? places
            : throw new ArgumentException($"Expected different columns, but there are: {string.Join(", ", columns)}.", parameter);
    }

    /// <summary>The indices of target columns in the table.</summary>
    /// <exception cref="ArgumentException">There is no such column, one is named twice, or none is.</exception>
    public int[] Targets(CsvColumn[] targetColumns)
    {
        ArgumentNullException.ThrowIfNull(targetColumns);
        int[] columns = [.. targetColumns.Select(column => In(column, nameof(targetColumns)))];
        if (columns.Length == 0 || columns.Distinct().Count() != columns.Length)
            throw new ArgumentException(
                $"Expected one or more different target columns, but there are: {string.Join(", ", targetColumns)}.", nameof(targetColumns));
        return columns;
    }

    /// <summary>The texts of the columns that have any, for another file of this kind.</summary>
    public Categories CategoriesOf(string[]?[] texts)
    {
        var columns = new List<(CsvColumn, string[])>();
        for (int i = 0; i < texts.Length; i++)
        {
            if (texts[i] is { } all)
                columns.Add((_keys[i], all));
        }

        return new(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(columns));
    }

    /// <summary>What is wrong with a field of a column of the table.</summary>
    public InvalidDataException Error(int line, int column, string problem) => new($"{Name}: line {line}, column {Places[column] + 1}: {problem}");

    /// <summary>A column of the table in a message that has its number already.</summary>
    public string Describe(int column) => Header.Length > 0 && Header[column].Length > 0 ? $"the column {Found.Quote(Header[column])}" : "the column";

    /// <summary>Throws unless a row has as many fields as the first one.</summary>
    public void CheckCount(int found, int line, ReadOnlySpan<byte> row)
    {
        if (found == FileColumns)
            return;
        string hint = _format.HintFor(row);
        throw new InvalidDataException(
            $"{Name}: line {line}, column {Math.Min(found, FileColumns) + 1}: expected {FileColumns} columns, found "
                + $"{found}.{(hint.Length > 0 ? hint : _hint)}");
    }

    /// <summary>What a separator that is not the one in the file would explain about a field.</summary>
    public string HintFor(ReadOnlySpan<byte> field)
    {
        string hint = _format.HintFor(field);
        return hint.Length == 0 && FileColumns == 1 && !_format.Whitespace && field.Contains((byte)' ')
            ? " It holds blanks: where they separate fields, set CsvOptions.WhitespaceSeparated."
            : hint;
    }

    private static CsvColumn Key(int place, string[] header) =>
        header.Length > 0 && header[place].Length > 0 && header.Count(other => other == header[place]) == 1 ? header[place] : place;

    private int[] Chosen(CsvOptions options, string[] header)
    {
        if (options.Columns is { } columns)
        {
            if (options.Drop.Count > 0)
                throw new ArgumentException("'Columns' and 'Drop' are both set; expected one of them.", nameof(options));
            int[] chosen = [.. columns.Select(column => column.In(FileColumns, header, nameof(options), _hint))];
            if (chosen.Length == 0 || chosen.Distinct().Count() != chosen.Length)
                throw new ArgumentException(
                    $"'Columns': expected one or more different columns, but there are: {string.Join(", ", columns)}.", nameof(options));
            return chosen;
        }

        bool[] dropped = Marked(options.Drop, header);
        int[] kept = [.. Enumerable.Range(0, FileColumns).Where(place => !dropped[place])];
        return kept.Length > 0 ? kept : throw new ArgumentException("'Drop' leaves no column; expected one at least.", nameof(options));
    }

    private bool[] Marked(IReadOnlyList<CsvColumn> columns, string[] header)
    {
        var marked = new bool[FileColumns];
        foreach (CsvColumn column in columns)
            marked[column.In(FileColumns, header, "options", _hint)] = true;
        return marked;
    }

    /// <summary>The texts that are given for each column of the file.</summary>
    private string[]?[] Given(CsvOptions options, string[] header)
    {
        var given = new string[]?[FileColumns];
        if (options.Categories is not { } categories)
            return given;

        CsvColumn? absent = null;
        for (int i = 0; i < categories.Columns.Count; i++)
        {
            CsvColumn column = categories.Columns[i];
            if (column.Find(FileColumns, header, nameof(options)) is >= 0 and var place)
                given[place] = categories.TextsAt(i);
            else
                absent = column;
        }

        // A misspelt name would leave a column to number its texts by itself.
        foreach (CsvColumn column in options.Categorical.Concat(options.OneHot))
        {
            if (absent is { } missing && given[column.In(FileColumns, header, nameof(options), _hint)] is null)
                throw new ArgumentException($"'Categories' has no texts for column {column}, which is categorical, but has some for column {missing}, "
                    + "which the file does not have.", nameof(options));
        }

        return given;
    }
}
