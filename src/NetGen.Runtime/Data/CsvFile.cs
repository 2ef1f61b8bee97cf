namespace NetGen;

/// <summary>A CSV file too large for memory. Its rows are read one after another, by the rules of <see cref="Csv"/>.</summary>
/// <remarks>
/// <see cref="Csv.Open"/> makes one; nothing stays open between two readings. What is wrong with a row shows when the row is read. The texts of categorical
/// columns are numbered as in a <see cref="CsvTable"/>: unless <see cref="CsvOptions.Categories"/> has all of them, the file is gone through once to
/// learn them, when they are first needed.
/// </remarks>
public sealed class CsvFile
{
    private readonly string _path;
    private readonly CsvOptions _options;
    private readonly CsvFormat _format;
    private readonly CsvLayout _layout;
    private readonly Lock _learning = new();
    private string[]?[]? _categories;

    internal CsvFile(string path, CsvOptions options)
    {
        if (options is { Fills: true, FillValues: null } && options.Missing != CsvMissing.Constant)
            throw new ArgumentException($"Csv.Open reads one row after another, and cannot learn the {options.Missing} to fill in; set "
                + "CsvOptions.FillValues to those of a part of the file that Csv.Read has read, or fill in a constant.", nameof(options));

        _path = path;
        _options = options;
        _format = CsvFormat.Of(options);
        using var rows = new CsvRows(path, _format);
        if (!rows.TryNext())
            throw new InvalidDataException($"{path}: line 1: expected at least one row, found none.");

        _layout = new CsvLayout(options, _format, path, rows.Line, Texts(rows));
    }

    /// <summary>How many columns are read.</summary>
    public int Columns => _layout.Columns;

    /// <summary>The columns' names; empty where the file has none.</summary>
    public IReadOnlyList<string> Header => _layout.Header;

    /// <summary>The texts of a categorical column, in the order of their indices. May go through the file to learn them.</summary>
    /// <param name="column">The column, by index or name.</param>
    /// <exception cref="ArgumentException">There is no such column, or it is not categorical.</exception>
    /// <exception cref="InvalidDataException">A row is damaged.</exception>
    public IReadOnlyList<string> Categories(CsvColumn column)
    {
        var place = _layout.In(column, nameof(column));
        return _layout.IsCategorical(place)
            ? Learnt()[place]!
            : throw new ArgumentException($"Column {column} is not read as categorical.", nameof(column));
    }

    /// <summary>
    /// The texts of all categorical columns, for <see cref="CsvOptions.Categories"/> of a second file. May go through the file to learn them.
    /// </summary>
    /// <exception cref="InvalidDataException">A row is damaged.</exception>
    public Categories Categories() => _layout.CategoriesOf(Learnt());

    /// <summary>One sample a row: a column is the class index, the others are the features.</summary>
    /// <param name="labelColumn">
    /// The column of the class indices, which are whole numbers from 0, or of texts, which then are the <see cref="SampleStream{TLabel}.ClassNames"/>.
    /// </param>
    /// <exception cref="ArgumentException">There is no such column, or several have the name.</exception>
    /// <exception cref="InvalidDataException">There is no other column.</exception>
    public SampleStream<int> ToClassification(CsvColumn labelColumn)
    {
        var label = _layout.In(labelColumn, nameof(labelColumn));
        return new Samples<int>(this, [label], (value, line, column) => CsvLabels.Class(_layout, value, line, column), categories => categories[label]);
    }

    /// <summary>One sample a row: some columns are the targets, in the order given, the others are the features.</summary>
    /// <param name="targetColumns">The columns of the targets. A single one of two texts gives the <see cref="SampleStream{TLabel}.ClassNames"/>.</param>
    /// <exception cref="ArgumentException">There is no such column, several have the name, one is named twice, or none is.</exception>
    /// <exception cref="InvalidDataException">There is no other column.</exception>
    public SampleStream<float> ToRegression(params CsvColumn[] targetColumns)
    {
        var targets = _layout.Targets(targetColumns);
        return new Samples<float>(
            this, targets, (value, line, column) => CsvLabels.Target(_layout, _options, value, line, column), categories =>
                CsvLabels.NamesOf(categories, targets));
    }

    private static string[] Texts(CsvRows rows)
    {
        var texts = new string[rows.Fields.Count];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = CsvFields.Text(rows.Bytes(i), rows.Fields[i].Escaped);
        return texts;
    }

    private bool HasCategories => Enumerable.Range(0, Columns).Any(_layout.IsCategorical);

    /// <summary>The texts of the categorical columns, for which the file is gone through at most once.</summary>
    private string[]?[] Learnt()
    {
        lock (_learning)
            return _categories ??= Learn();
    }

    private string[]?[] Learn()
    {
        var values = new CsvValues(_layout, _options);
        int[] open = [.. Enumerable.Range(0, Columns).Where(column => _layout.IsCategorical(column) && _layout.Given(column) is null)];
        if (open.Length == 0)
            return values.Categories();

        using var rows = OpenRows();
        while (rows.TryNext())
        {
            _layout.CheckCount(rows.Fields.Count, rows.Line, rows.Row);
            foreach (var column in open)
                Value(values, rows, column);
        }

        return values.Categories();
    }

    /// <summary>The file at its first row of values.</summary>
    private CsvRows OpenRows()
    {
        var rows = new CsvRows(_path, _format);
        try
        {
            if (_layout.HasHeader)
                rows.TryNext();
            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    private float Value(CsvValues values, CsvRows rows, int column)
    {
        var place = _layout.Places[column];
        return values.Read(column, rows.Bytes(place), rows.Fields[place].Escaped, rows.Line);
    }

    private CsvFills Fills() => new(_layout, _options, Learnt(), column => throw new ArgumentException(
        $"Csv.Open cannot learn the {_options.Missing} of column {_layout.KeyOf(column)}, and 'FillValues' has none for it.", "options"));

    /// <summary>Makes a label of a value, or says what is wrong with it.</summary>
    private delegate TLabel ToLabel<TLabel>(float value, int line, int column);

    private sealed class Samples<TLabel> : SampleStream<TLabel>
    {
        private readonly CsvFile _file;
        private readonly int[] _labelColumns;
        private readonly ToLabel<TLabel> _toLabel;
        private readonly Func<string[]?[], string[]?> _names;
        private CsvEncoding? _encoding;

        public Samples(CsvFile file, int[] labelColumns, ToLabel<TLabel> toLabel, Func<string[]?[], string[]?> names)
        {
            if (labelColumns.Length == file.Columns)
                throw new InvalidDataException($"{file._path}: expected at least one column of features, found none beside the labels.{file._layout.Hint}");

            _file = file;
            _labelColumns = labelColumns;
            _toLabel = toLabel;
            _names = names;
        }

        public override int SampleLength => Encoding.SampleLength;

        public override int LabelLength => _labelColumns.Length;

        public override IReadOnlyList<string>? ClassNames => _labelColumns.Any(_file._layout.IsCategorical) ? _names(_file.Learnt()) : null;

        public override Categories? Categories => _file.HasCategories ? _file.Categories() : null;

        public override SampleReader<TLabel> Open() => new Reader<TLabel>(_file, Encoding, _labelColumns, _toLabel);

        private CsvEncoding Encoding => _encoding ??= new(_file._layout, _file.Learnt(), _labelColumns, _file._options.Fills ? _file.Fills().Of : null);
    }

    private sealed class Reader<TLabel> : SampleReader<TLabel>
    {
        private readonly CsvFile _file;
        private readonly CsvEncoding _encoding;
        private readonly int[] _labelColumns;
        private readonly ToLabel<TLabel> _toLabel;
        private readonly CsvValues _values;
        private readonly float[] _row;
        private readonly CsvRows _rows;

        public Reader(CsvFile file, CsvEncoding encoding, int[] labelColumns, ToLabel<TLabel> toLabel)
        {
            _file = file;
            _encoding = encoding;
            _labelColumns = labelColumns;
            _toLabel = toLabel;
            _values = new CsvValues(file._layout, file._options, file.Learnt());
            _row = new float[file.Columns];
            _rows = file.OpenRows();
        }

        public override bool TryRead(Span<float> features, Span<TLabel> labels)
        {
            if (!_rows.TryNext())
                return false;

            _file._layout.CheckCount(_rows.Fields.Count, _rows.Line, _rows.Row);
            for (var column = 0; column < _row.Length; column++)
                _row[column] = _file.Value(_values, _rows, column);

            if (_encoding.Encode(_row, features) is >= 0 and var unfilled)
                throw _file._layout.Error(_rows.Line, unfilled, _file.Fills().Problem(unfilled));
            for (var i = 0; i < labels.Length; i++)
                labels[i] = _toLabel(_row[_labelColumns[i]], _rows.Line, _labelColumns[i]);
            return true;
        }

        public override void Dispose() => _rows.Dispose();
    }
}
