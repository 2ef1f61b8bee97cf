namespace NetGen;

/// <summary>A table of numbers, as read from a CSV file.</summary>
public sealed class CsvTable
{
    private readonly string _name;
    private readonly string[] _header;
    private readonly float[] _values;
    private readonly int[] _lines;
    private readonly string[]?[] _categories;

    internal CsvTable(string name, string[] header, int columns, float[] values, int[] lines, string[]?[] categories)
    {
        _name = name;
        _header = header;
        _values = values;
        _lines = lines;
        _categories = categories;
        Columns = columns;
        Rows = lines.Length;
    }

    /// <summary>How many rows there are, the header aside.</summary>
    public int Rows { get; }

    /// <summary>How many columns there are.</summary>
    public int Columns { get; }

    /// <summary>The columns' names; empty where the file has none.</summary>
    public IReadOnlyList<string> Header => _header;

    /// <summary>All values, row after row: [<see cref="Rows"/>, <see cref="Columns"/>].</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>One value.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="column">The column, by index or name.</param>
    /// <exception cref="ArgumentException">There is no such row or column.</exception>
    public float this[int row, CsvColumn column]
    {
        get
        {
            if ((uint)row >= (uint)Rows)
                throw new ArgumentOutOfRangeException(nameof(row), row, $"The table has {Rows} rows; an index must be from 0 to {Rows - 1}.");
            return _values[row * Columns + column.In(Columns, _header, nameof(column))];
        }
    }

    /// <summary>The texts of a categorical column, in the order of their indices.</summary>
    /// <param name="column">The column, by index or name.</param>
    /// <exception cref="ArgumentException">There is no such column, or it is not categorical.</exception>
    public IReadOnlyList<string> Categories(CsvColumn column) =>
        _categories[column.In(Columns, _header, nameof(column))]
            ?? throw new ArgumentException($"Column {column} was not read as categorical.", nameof(column));

    /// <summary>One sample a row: a column is the class index, the others are the features.</summary>
    /// <param name="labelColumn">The column of the class indices, which are whole numbers from 0.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidDataException">A label is no class index (the message names file, line and column), or there are no rows or no features.</exception>
    public Dataset<int> ToClassification(CsvColumn labelColumn)
    {
        int column = labelColumn.In(Columns, _header, nameof(labelColumn));
        var (features, values) = Divide([column]);
        var labels = new int[Rows];
        for (int i = 0; i < labels.Length; i++)
        {
            if (!IsClass(values[i]))
                throw new InvalidDataException(FormattableString.Invariant($"{_name}: line {_lines[i]}, column {column + 1}: expected a whole number from 0 as the label, found {values[i]}."));
            labels[i] = (int)values[i];
        }

        return Dataset.Classification(features, labels);
    }

    /// <summary>One sample a row: some columns are the targets, in the order given, the others are the features.</summary>
    /// <param name="targetColumns">The columns of the targets.</param>
    /// <exception cref="ArgumentException">There is no such column, one is named twice, or none is.</exception>
    /// <exception cref="InvalidDataException">There are no rows or no features.</exception>
    public Dataset<float> ToRegression(params CsvColumn[] targetColumns)
    {
        int[] columns = Targets(targetColumns, Columns, _header);
        var (features, targets) = Divide(columns);
        return Dataset.Regression(features, targets, Rows);
    }

    /// <summary>Whether a value can be a class index: from 2^24 on, a float may be a neighbour of the number in the file.</summary>
    internal static bool IsClass(float value) => value >= 0 && value < 1 << 24 && value == MathF.Floor(value);

    /// <summary>The places of target columns.</summary>
    /// <exception cref="ArgumentException">There is no such column, one is named twice, or none is.</exception>
    internal static int[] Targets(CsvColumn[] targetColumns, int count, IReadOnlyList<string> header)
    {
        ArgumentNullException.ThrowIfNull(targetColumns);
        int[] columns = [.. targetColumns.Select(column => column.In(count, header, nameof(targetColumns)))];
        if (columns.Length == 0 || columns.Distinct().Count() != columns.Length)
            throw new ArgumentException($"Expected one or more different target columns, but there are: {string.Join(", ", targetColumns)}.", nameof(targetColumns));
        return columns;
    }

    private (float[] Features, float[] Labels) Divide(int[] labelColumns)
    {
        if (Rows == 0 || labelColumns.Length == Columns)
            throw new InvalidDataException($"{_name}: expected at least one row and one column of features, found {Rows} rows and {Columns - labelColumns.Length} columns beside the labels.");
        int[] featureColumns = [.. Enumerable.Range(0, Columns).Except(labelColumns)];
        return (Gather(featureColumns), Gather(labelColumns));
    }

    private float[] Gather(int[] columns)
    {
        var result = new float[Rows * columns.Length];
        int next = 0;
        for (int row = 0; row < Rows; row++)
        {
            foreach (int column in columns)
                result[next++] = _values[row * Columns + column];
        }

        return result;
    }
}
