using Microsoft.Win32.SafeHandles;

namespace NetGen;

/// <summary>
/// Reads the rows of a CSV file one after another, holding a piece of it in memory. Allocates nothing once a piece is large enough for a row.
/// </summary>
internal sealed class CsvRows : IDisposable
{
    private const int FirstPiece = 1 << 16;

    private readonly SafeFileHandle _file;
    private readonly string _path;
    private readonly CsvFormat _format;
    private readonly int _longestRow;
    private readonly List<CsvField> _fields = [];
    private byte[] _piece;
    private long _offset;
    private int _row;
    private int _rowLine;
    private int _start;
    private int _end;
    private int _nextLine = 1;
    private bool _isAtEnd;

    /// <param name="path">The file.</param>
    /// <param name="format">What cuts it into fields.</param>
    /// <param name="firstPiece">The bytes of the first piece.</param>
    /// <param name="longestRow">How far a piece may grow for a row.</param>
    /// <exception cref="InvalidDataException">The file is packed.</exception>
    public CsvRows(string path, CsvFormat format, int firstPiece = FirstPiece, int longestRow = 1 << 26)
    {
        _path = path;
        _format = format;
        _piece = new byte[firstPiece];
        _longestRow = longestRow;
        _file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        try
        {
            SkipMark();
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>The line, from 1, on which the current row starts.</summary>
    public int Line { get; private set; }

    /// <summary>The current row's fields, as places in <see cref="Text"/>.</summary>
    public List<CsvField> Fields => _fields;

    /// <summary>What the places of fields count in.</summary>
    public ReadOnlySpan<byte> Text => _piece.AsSpan(_row, _end - _row);

    /// <summary>The current row as it stands there, with its line end.</summary>
    public ReadOnlySpan<byte> Row => _piece.AsSpan(_rowLine, _start - _rowLine);

    /// <summary>The bytes of a field of the current row; doubled quotes are still double.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => Text[_fields[column].Start.._fields[column].End];

    /// <summary>Steps to the next row that is neither blank nor a comment.</summary>
    /// <exception cref="InvalidDataException">The row is damaged or no UTF-8, or longer than any should be.</exception>
    public bool TryNext()
    {
        while (true)
        {
            var fields = new CsvFields(_piece.AsSpan(_start, _end - _start), _format, _path, _nextLine, goesOn: !_isAtEnd);
            var isRow = fields.Next(_fields);
            // What is left out is read no more; a row of which there is only a part is read again.
            var (end, nextLine) = isRow || _isAtEnd ? (fields.Position, fields.NextLine) : (fields.RowStart, fields.RowLine);
            Csv.CheckText(_piece.AsSpan(_start, end), _path, _nextLine);
            _row = _start;
            _start += end;
            _nextLine = nextLine;
            if (isRow)
            {
                Line = fields.Line;
                _rowLine = _row + fields.RowStart;
                return true;
            }

            if (_isAtEnd)
                return false;

            ReadOn();
        }
    }

    public void Dispose() => _file.Dispose();

    private void SkipMark()
    {
        ReadOn();
        if (_piece.AsSpan(0, _end).StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
            throw new InvalidDataException($"{_path}: expected text, found a file packed with gzip; unpack it first, or read it whole with Csv.Read.");

        if (_piece.AsSpan(0, _end).StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]))
            _start = 3;
    }

    /// <summary>Moves what is left to the front, makes room if that is all there is, and reads on.</summary>
    private void ReadOn()
    {
        _piece.AsSpan(_start, _end - _start).CopyTo(_piece);
        (_start, _end) = (0, _end - _start);
        if (_end == _piece.Length)
        {
            if (_end >= _longestRow)
                throw new InvalidDataException($"{_path}: line {_nextLine}: expected a row of less than {_longestRow} bytes, found a longer one; a "
                    + "closing quote may be missing.");

            Array.Resize(ref _piece, 2 * _end);
        }

        var read = RandomAccess.Read(_file, _piece.AsSpan(_end), _offset);
        _offset += read;
        _end += read;
        _isAtEnd = read == 0;
    }
}
