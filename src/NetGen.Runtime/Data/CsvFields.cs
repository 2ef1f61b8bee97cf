using System.Text;

namespace NetGen;

/// <summary>Cuts CSV text (RFC 4180, UTF-8) into rows of fields.</summary>
internal ref struct CsvFields
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly byte _separator;
    private readonly string _name;
    private int _position;
    private int _nextLine;

    public CsvFields(ReadOnlySpan<byte> text, char separator, string name)
    {
        ReadOnlySpan<byte> mark = [0xef, 0xbb, 0xbf];
        _text = text.StartsWith(mark) ? text[3..] : text;
        // Blank lines at the end are no rows.
        int end = _text.LastIndexOfAnyExcept((byte)'\r', (byte)'\n');
        _text = _text[..(end + 1)];
        _separator = (byte)separator;
        _name = name;
        _nextLine = 1;
    }

    /// <summary>The line, from 1, on which the current row starts.</summary>
    public int Line { get; private set; }

    /// <summary>Steps to the next row and puts its fields, without their quotes, into <paramref name="fields"/>.</summary>
    public bool Next(List<Range> fields)
    {
        fields.Clear();
        if (_position >= _text.Length)
            return false;
        Line = _nextLine;
        while (true)
        {
            fields.Add(Field(fields.Count + 1));
            if (_position < _text.Length && _text[_position] == _separator)
            {
                _position++;
                continue;
            }

            EndLine();
            return true;
        }
    }

    /// <summary>A field's bytes; doubled quotes are still double.</summary>
    public readonly ReadOnlySpan<byte> Bytes(Range field) => _text[field].Trim(" \t"u8);

    /// <summary>A field's text.</summary>
    public readonly string Text(Range field) => Encoding.UTF8.GetString(Bytes(field)).Replace("\"\"", "\"", StringComparison.Ordinal);

    private Range Field(int column)
    {
        if (_position < _text.Length && _text[_position] == '"')
            return Quoted(column);
        int length = _text[_position..].IndexOfAny(_separator, (byte)'\r', (byte)'\n');
        int start = _position;
        _position = length < 0 ? _text.Length : start + length;
        return start.._position;
    }

    private Range Quoted(int column)
    {
        int start = ++_position;
        while (true)
        {
            int length = _text[_position..].IndexOf((byte)'"');
            if (length < 0)
                throw new InvalidDataException($"{_name}: line {Line}, column {column}: expected a closing quote, found the end of the file.");
            _position += length + 1;
            if (_position < _text.Length && _text[_position] == '"')
            {
                _position++;
                continue;
            }

            if (_position < _text.Length && _text[_position] != _separator && _text[_position] is not ((byte)'\r' or (byte)'\n'))
                throw new InvalidDataException($"{_name}: line {Line}, column {column}: expected a separator after the closing quote, found '{(char)_text[_position]}'.");
            _nextLine += _text[start..(_position - 1)].Count((byte)'\n');
            return start..(_position - 1);
        }
    }

    private void EndLine()
    {
        if (_position < _text.Length && _text[_position] == '\r')
            _position++;
        if (_position < _text.Length && _text[_position] == '\n')
            _position++;
        _nextLine++;
    }
}
