using System.Text;

namespace NetGen;

/// <summary>Where a field's bytes lie, without the quotes around them; <paramref name="Escaped"/> where it has doubled quotes in it.</summary>
internal readonly record struct CsvField(int Start, int End, bool Escaped = false);

/// <summary>Cuts CSV text into rows of fields by the rules that <see cref="Csv"/> documents.</summary>
internal ref struct CsvFields
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly byte _separator;
    private readonly bool _isWhitespace;
    private readonly int _comment;
    private readonly string _name;
    private readonly bool _goesOn;
    private int _position;
    private int _nextLine;

    /// <summary>A piece of a text, from the start of a row on.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="format">What cuts it into fields.</param>
    /// <param name="name">What error messages call the text.</param>
    /// <param name="line">The line on which the piece starts, from 1.</param>
    /// <param name="goesOn">Whether more may follow: then a row that reaches the end of the piece is none yet.</param>
    public CsvFields(ReadOnlySpan<byte> piece, CsvFormat format, string name, int line, bool goesOn)
    {
        _text = piece;
        // No text in UTF-8 has this byte.
        _separator = format.Whitespace ? byte.MaxValue : (byte)format.Separator;
        _isWhitespace = format.Whitespace;
        _comment = format.Comment ?? -1;
        _name = name;
        _nextLine = line;
        _goesOn = goesOn;
        RowLine = line;
    }

    public CsvFields(ReadOnlySpan<byte> text, CsvFormat format, string name)
        : this(WithoutMark(text), format, name, line: 1, goesOn: false)
    {
    }

    /// <summary>The line, from 1, on which the current row starts.</summary>
    public int Line { get; private set; }

    /// <summary>The line after the current row.</summary>
    public readonly int NextLine => _nextLine;

    /// <summary>Where the current row ends, its line end included.</summary>
    public readonly int Position => _position;

    /// <summary>Where the last line starts that was looked at: that of a row, whether or not all of it is there, unless the text has ended.</summary>
    public int RowStart { get; private set; }

    /// <summary>The line, from 1, that starts at <see cref="RowStart"/>.</summary>
    public int RowLine { get; private set; }

    /// <summary>The current row with its line end.</summary>
    public readonly ReadOnlySpan<byte> Row => _text[RowStart.._position];

    /// <summary>What the places of fields count in.</summary>
    public readonly ReadOnlySpan<byte> Source => _text;

    /// <summary>Steps to the next row that is neither blank nor a comment, and puts its fields into <paramref name="fields"/>.</summary>
    public bool Next(List<CsvField> fields)
    {
        fields.Clear();
        SkipBlankLines();
        if (_position >= _text.Length)
            return false;
        Line = _nextLine;
        while (true)
        {
            fields.Add(Field(fields.Count + 1));
            if (!StepsOver())
                break;
        }

        // Past the end of a piece the last field may go on, or the second half of a line end follow.
        EndLine();
        return !_goesOn || _position < _text.Length;
    }

    /// <summary>A field's bytes; doubled quotes are still double.</summary>
    public readonly ReadOnlySpan<byte> Bytes(CsvField field) => _text[field.Start..field.End];

    /// <summary>A field's text.</summary>
    public readonly string Text(CsvField field) => Text(Bytes(field), field.Escaped);

    /// <inheritdoc cref="Text(CsvField)"/>
    public static string Text(ReadOnlySpan<byte> field, bool escaped)
    {
        string text = Encoding.UTF8.GetString(field);
        return escaped ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }

    /// <summary>Steps over what separates two fields; false at the end of the row.</summary>
    private bool StepsOver()
    {
        if (_isWhitespace)
            _position = AfterBlanks();
        if (_position >= _text.Length || (_isWhitespace ? _text[_position] is (byte)'\r' or (byte)'\n' : _text[_position] != _separator))
            return false;
        if (!_isWhitespace)
            _position++;
        return true;
    }

    private CsvField Field(int column)
    {
        int start = AfterBlanks();
        if (start < _text.Length && _text[start] == '"')
            return Quoted(start + 1, column);
        int length = _isWhitespace ? _text[start..].IndexOfAny(" \t\r\n"u8) : _text[start..].IndexOfAny(_separator, (byte)'\r', (byte)'\n');
        _position = length < 0 ? _text.Length : start + length;
        return new(start, start + _text[start.._position].TrimEnd(" \t"u8).Length);
    }

    private CsvField Quoted(int start, int column)
    {
        bool escaped = false;
        _position = start;
        while (true)
        {
            int length = _text[_position..].IndexOf((byte)'"');
            if (length < 0 && _goesOn)
            {
                _position = _text.Length;
                return default;
            }

            if (length < 0)
                throw new InvalidDataException($"{_name}: line {Line}, column {column}: expected a closing quote, found the end of the file.");
            _position += length + 1;
            if (_position >= _text.Length || _text[_position] != '"')
                break;
            escaped = true;
            _position++;
        }

        var field = new CsvField(start, _position - 1, escaped);
        int afterQuote = _position;
        _position = AfterBlanks();
        bool isSeparated = _isWhitespace && _position > afterQuote;
        if (_position < _text.Length && !isSeparated && _text[_position] != _separator && _text[_position] is not ((byte)'\r' or (byte)'\n'))
        {
            Rune.DecodeFromUtf8(_text[_position..], out Rune found, out _);
            throw new InvalidDataException(
                $"{_name}: line {Line}, column {column}: expected a separator after the closing quote, found {Found.Quote(found.ToString())}.");
        }

        _nextLine += LineEnds(Bytes(field));
        return field;
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> text) =>
        text.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]) ? text[3..] : text;

    /// <summary>Steps over blank lines and comments.</summary>
    private void SkipBlankLines()
    {
        while (_position < _text.Length)
        {
            (RowStart, RowLine) = (_position, _nextLine);
            int end = AfterBlanks();
            if (end < _text.Length && _text[end] == _comment)
                end = _text[end..].IndexOfAny((byte)'\r', (byte)'\n') is >= 0 and var length ? end + length : _text.Length;
            else if (end < _text.Length && _text[end] is not ((byte)'\r' or (byte)'\n'))
                return;
            _position = end;
            EndLine();
        }
    }

    /// <summary>The first place from here on that is no blank, or is a blank that separates.</summary>
    private readonly int AfterBlanks()
    {
        int position = _position;
        while (position < _text.Length && _text[position] is (byte)' ' or (byte)'\t' && _text[position] != _separator)
            position++;
        return position;
    }

    private void EndLine()
    {
        if (_position < _text.Length && _text[_position] == '\r')
            _position++;
        if (_position < _text.Length && _text[_position] == '\n')
            _position++;
        _nextLine++;
    }

    /// <summary>How many lines end in a text, be it with CR, LF or both.</summary>
    public static int LineEnds(ReadOnlySpan<byte> text) => text.Count((byte)'\n') + text.Count((byte)'\r') - text.Count("\r\n"u8);
}
