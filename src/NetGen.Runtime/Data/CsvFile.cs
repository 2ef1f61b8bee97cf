using System.Buffers;
using System.Text.Unicode;

namespace NetGen;

/// <summary>A CSV file too large for memory. Its rows are read one after another, by the rules of <see cref="Csv"/>.</summary>
/// <remarks>
/// <see cref="Csv.Open"/> makes one; nothing stays open between two readings. What is wrong with a row shows when the row is read. In a categorical
/// column a text becomes the index of its first appearance, as in <see cref="CsvTable"/>.
/// </remarks>
public sealed class CsvFile
{
    private readonly string _path;
    private readonly CsvOptions _options;
    private readonly string[] _header;
    private readonly int[] _categorical;

    internal CsvFile(string path, CsvOptions options)
    {
        _path = path;
        _options = options;
        using var rows = new CsvRows(path, options.Separator);
        if (!rows.TryNext())
            throw new InvalidDataException($"{path}: line 1: expected at least one row, found none.");

        Columns = rows.Fields.Count;
        _header = Csv.HasHeader(rows.Text, rows.Fields, options) ? Texts(rows) : [];
        _categorical = [.. options.Categorical.Select(column => column.In(Columns, _header, nameof(options)))];
    }

    /// <summary>How many columns there are.</summary>
    public int Columns { get; }

    /// <summary>The columns' names; empty where the file has none.</summary>
    public IReadOnlyList<string> Header => _header;

    /// <summary>One sample a row: a column is the class index, the others are the features.</summary>
    /// <param name="labelColumn">The column of the class indices, which are whole numbers from 0.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidDataException">There is no other column.</exception>
    public SampleStream<int> ToClassification(CsvColumn labelColumn) =>
        new Samples<int>(this, [labelColumn.In(Columns, _header, nameof(labelColumn))], static (value, file, line, column) =>
            CsvTable.IsClass(value)
                ? (int)value
                : throw new InvalidDataException(FormattableString.Invariant($"{file}: line {line}, column {column}: expected a whole number from 0 as the label, found {value}.")));

    /// <summary>One sample a row: some columns are the targets, in the order given, the others are the features.</summary>
    /// <param name="targetColumns">The columns of the targets.</param>
    /// <exception cref="ArgumentException">There is no such column, one is named twice, or none is.</exception>
    /// <exception cref="InvalidDataException">There is no other column.</exception>
    public SampleStream<float> ToRegression(params CsvColumn[] targetColumns) =>
        new Samples<float>(this, CsvTable.Targets(targetColumns, Columns, _header), static (value, _, _, _) => value);

    private static string[] Texts(CsvRows rows)
    {
        var texts = new string[rows.Fields.Count];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = CsvFields.Text(rows.Bytes(i), rows.Fields[i].Escaped);
        return texts;
    }

    /// <summary>Makes a label of a value, or says what is wrong with it.</summary>
    private delegate TLabel ToLabel<TLabel>(float value, string file, int line, int column);

    private sealed class Samples<TLabel> : SampleStream<TLabel>
        where TLabel : unmanaged
    {
        private readonly CsvFile _file;
        private readonly int[] _labelColumns;
        private readonly ToLabel<TLabel> _toLabel;

        public Samples(CsvFile file, int[] labelColumns, ToLabel<TLabel> toLabel)
        {
            if (labelColumns.Length == file.Columns)
                throw new InvalidDataException($"{file._path}: expected at least one column of features, found none beside the labels.");

            _file = file;
            _labelColumns = labelColumns;
            _toLabel = toLabel;
        }

        public override int SampleLength => _file.Columns - _labelColumns.Length;

        public override int LabelLength => _labelColumns.Length;

        public override SampleReader<TLabel> Open() => new Reader<TLabel>(_file, _labelColumns, _toLabel);
    }

    private sealed class Reader<TLabel> : SampleReader<TLabel>
        where TLabel : unmanaged
    {
        private readonly CsvFile _file;
        private readonly int[] _labelColumns;
        private readonly ToLabel<TLabel> _toLabel;
        private readonly Dictionary<string, int>?[] _categories;
        private readonly CsvRows _rows;

        public Reader(CsvFile file, int[] labelColumns, ToLabel<TLabel> toLabel)
        {
            _file = file;
            _labelColumns = labelColumns;
            _toLabel = toLabel;
            _categories = new Dictionary<string, int>?[file.Columns];
            foreach (var column in file._categorical)
                _categories[column] = new(StringComparer.Ordinal);

            _rows = new CsvRows(file._path, file._options.Separator);
            if (file._header.Length > 0)
                _rows.TryNext();
        }

        public override bool TryRead(Span<float> features, Span<TLabel> labels)
        {
            if (!_rows.TryNext())
                return false;

            if (_rows.Fields.Count != _file.Columns)
            {
                throw new InvalidDataException(
                    $"{_file._path}: line {_rows.Line}, column {Math.Min(_rows.Fields.Count, _file.Columns) + 1}: expected {_file.Columns} columns, found {_rows.Fields.Count}.");
            }

            var feature = 0;
            for (var column = 0; column < _file.Columns; column++)
            {
                var value = Value(column);
                var label = Array.IndexOf(_labelColumns, column);
                if (label < 0)
                    features[feature++] = value;
                else
                    labels[label] = _toLabel(value, _file._path, _rows.Line, column + 1);
            }

            return true;
        }

        public override void Dispose() => _rows.Dispose();

        private float Value(int column)
        {
            var bytes = _rows.Bytes(column);
            var escaped = _rows.Fields[column].Escaped;
            return _categories[column] is { } categories && !bytes.IsEmpty
                ? Category(categories, bytes, escaped, column)
                : Csv.Number(bytes, escaped, _file._options, _file._path, _rows.Line, column + 1);
        }

        /// <summary>The index of a text, found without making a string of it.</summary>
        private int Category(Dictionary<string, int> categories, ReadOnlySpan<byte> bytes, bool escaped, int column)
        {
            var text = ArrayPool<char>.Shared.Rent(bytes.Length);
            try
            {
                if (Utf8.ToUtf16(bytes, text, out _, out var length, replaceInvalidSequences: false) != OperationStatus.Done)
                    throw new InvalidDataException($"{_file._path}: line {_rows.Line}, column {column + 1}: expected text in UTF-8, found bytes that are none.");

                ReadOnlySpan<char> key = escaped ? CsvFields.Text(bytes, escaped) : text.AsSpan(0, length);
                if (!categories.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var index))
                    categories.Add(key.ToString(), index = categories.Count);
                return index;
            }
            finally
            {
                ArrayPool<char>.Shared.Return(text);
            }
        }
    }
}
