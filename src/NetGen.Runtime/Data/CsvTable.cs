namespace NetGen;

/// <summary>A table of numbers, as read from a CSV file.</summary>
/// <remarks>
/// It shows what the file says: a missing value is <see cref="float.NaN"/>, a text its index. Samples made of it have missing values filled in and texts
/// spread over several features, where the options ask for that.
/// </remarks>
public sealed class CsvTable
{
    private readonly CsvLayout _layout;
    private readonly CsvOptions _options;
    private readonly float[] _values;
    private readonly int[] _lines;
    private readonly string[]?[] _categories;

    internal CsvTable(CsvLayout layout, CsvOptions options, float[] values, int[] lines, string[]?[] categories)
    {
        _layout = layout;
        _options = options;
        _values = values;
        _lines = lines;
        _categories = categories;
        Columns = layout.Columns;
        Rows = lines.Length;
    }

    /// <summary>How many rows there are, the header aside.</summary>
    public int Rows { get; }

    /// <summary>How many columns were read.</summary>
    public int Columns { get; }

    /// <summary>The columns' names; empty where the file has none.</summary>
    public IReadOnlyList<string> Header => _layout.Header;

    /// <summary>All values, row after row: [<see cref="Rows"/>, <see cref="Columns"/>].</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>One value.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="column">The column, by index or name.</param>
    /// <exception cref="ArgumentException">There is no such row or column, or several columns have the name.</exception>
    public float this[int row, CsvColumn column]
    {
        get
        {
            if ((uint)row >= (uint)Rows)
                throw new ArgumentOutOfRangeException(nameof(row), row, $"The table has {Rows} rows; an index must be from 0 to {Rows - 1}.");
            return _values[row * Columns + _layout.In(column, nameof(column))];
        }
    }

    /// <summary>The texts of a categorical column, in the order of their indices.</summary>
    /// <param name="column">The column, by index or name.</param>
    /// <exception cref="ArgumentException">There is no such column, or it is not categorical.</exception>
    public IReadOnlyList<string> Categories(CsvColumn column) =>
        _categories[_layout.In(column, nameof(column))]
            ?? throw new ArgumentException($"Column {column} was not read as categorical.", nameof(column));

    /// <summary>
    /// The texts of all categorical columns, for <see cref="CsvOptions.Categories"/> of a second table. Each column goes by its name, or by its index in the
    /// file where it has none of its own.
    /// </summary>
    public Categories Categories() => _layout.CategoriesOf(_categories);

    /// <summary>What is filled into each column that has a value, for <see cref="CsvOptions.FillValues"/> of a second table.</summary>
    /// <exception cref="InvalidOperationException">The table was read with a <see cref="CsvOptions.Missing"/> that does not fill.</exception>
    public FillValues FillValues()
    {
        if (!_options.Fills)
            throw new InvalidOperationException(
                $"The table was read with 'Missing' {_options.Missing}, which fills nothing in; {nameof(CsvMissing.Mean)} is one that does.");
        var fills = Fills();
        return new(from column in Enumerable.Range(0, Columns)
                   let value = fills.Of(column)
                   where !float.IsNaN(value)
                   select (_layout.KeyOf(column), value, _categories[column]?[(int)value]));
    }

    /// <summary>One sample a row: a column is the class index, the others are the features.</summary>
    /// <param name="labelColumn">
    /// The column of the class indices, which are whole numbers from 0, or of texts, which then are the <see cref="Dataset{TLabel}.ClassNames"/>.
    /// </param>
    /// <exception cref="ArgumentException">There is no such column, or several have the name.</exception>
    /// <exception cref="InvalidDataException">
    /// A label is no class index (the message names file, line and column), a missing value cannot be filled in, or there are no rows or no features.
    /// </exception>
    public Dataset<int> ToClassification(CsvColumn labelColumn)
    {
        int column = _layout.In(labelColumn, nameof(labelColumn));
        var features = Features([column]);
        var labels = new int[Rows];
        for (int i = 0; i < labels.Length; i++)
            labels[i] = CsvLabels.Class(_layout, _values[i * Columns + column], _lines[i], column);

        return Dataset.Classification(features, labels).With(_categories[column], CategoriesOrNull());
    }

    /// <summary>One sample a row: some columns are the targets, in the order given, the others are the features.</summary>
    /// <param name="targetColumns">The columns of the targets. A single one of two texts gives the <see cref="Dataset{TLabel}.ClassNames"/>.</param>
    /// <exception cref="ArgumentException">There is no such column, several have the name, one is named twice, or none is.</exception>
    /// <exception cref="InvalidDataException">
    /// A target is missing and may not be, a missing value cannot be filled in, or there are no rows or no features.
    /// </exception>
    public Dataset<float> ToRegression(params CsvColumn[] targetColumns)
    {
        int[] columns = _layout.Targets(targetColumns);
        var features = Features(columns);
        var targets = new float[Rows * columns.Length];
        for (int i = 0; i < targets.Length; i++)
        {
            var (row, column) = (i / columns.Length, columns[i % columns.Length]);
            targets[i] = CsvLabels.Target(_layout, _options, _values[row * Columns + column], _lines[row], column);
        }

        return Dataset.Regression(features, targets, Rows).With(CsvLabels.NamesOf(_categories, columns), CategoriesOrNull());
    }

    /// <summary>
    /// One sample a row without any labels, such as those to predict: the features that <see cref="ToClassification"/> and <see cref="ToRegression"/> make,
    /// sample after sample.
    /// </summary>
    /// <param name="leftOut">The columns that are no features.</param>
    /// <exception cref="ArgumentException">There is no such column, several have the name, or one is named twice.</exception>
    /// <exception cref="InvalidDataException">A missing value cannot be filled in, or there are no rows or no features.</exception>
    public float[] ToFeatures(params CsvColumn[] leftOut) => Features(_layout.In(leftOut, nameof(leftOut)));

    private Categories? CategoriesOrNull() => Array.TrueForAll(_categories, texts => texts is null) ? null : Categories();

    private float[] Features(int[] labelColumns)
    {
        if (Rows == 0 || labelColumns.Length == Columns)
            throw new InvalidDataException($"{_layout.Name}: expected at least one row and one column of features, found {Rows} rows and "
                + $"{Columns - labelColumns.Length} columns beside the labels.{_layout.Hint}");
        var fills = Fills();
        var encoding = new CsvEncoding(_layout, _categories, labelColumns, _options.Fills ? fills.Of : null);
        if ((long)Rows * encoding.SampleLength > Array.MaxLength)
            throw new InvalidDataException($"{_layout.Name}: expected at most {Array.MaxLength} features in all, found {Rows} samples with "
                + $"{encoding.SampleLength} each; Csv.Open reads them one after another.");
        var result = new float[Rows * encoding.SampleLength];
        for (int row = 0; row < Rows; row++)
        {
            int unfilled = encoding.Encode(_values.AsSpan(row * Columns, Columns), result.AsSpan(row * encoding.SampleLength, encoding.SampleLength));
            if (unfilled >= 0)
                throw _layout.Error(_lines[row], unfilled, fills.Problem(unfilled));
        }

        return result;
    }

    private CsvFills Fills() => new(_layout, _options, _categories, column =>
    {
        var values = new List<float>();
        for (int i = column; i < _values.Length; i += Columns)
        {
            if (!float.IsNaN(_values[i]))
                values.Add(_values[i]);
        }

        // Between two texts there is nothing.
        CsvMissing how = _categories[column] is null ? _options.Missing : CsvMissing.MostFrequent;
        return CsvFills.Learn(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values), how);
    });
}
