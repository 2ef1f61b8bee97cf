using System.Text;
using System.Text.RegularExpressions;

namespace NetGen.Runtime.Tests.Training;

/// <summary>A terminal: it knows the few controls that a progress display uses, and breaks its lines anew where its width changes.</summary>
internal sealed partial class Screen(int width) : TextWriter
{
    // Rows of one line stand together; the last character of a full one has a mark that the line goes on.
    private readonly List<(StringBuilder Text, bool GoesOn)> _rows = [(new(), false)];
    private readonly StringBuilder _escape = new();
    private int _width = width;
    private int _row;
    private int _column;

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>The rows without blanks at their ends, and an empty one below them.</summary>
    public IReadOnlyList<string> Lines => [.. _rows.Select(row => row.Text.ToString().TrimEnd()), ""];

    public static IReadOnlyList<string> Of(string text, int width)
    {
        var screen = new Screen(width);
        screen.Write(text);
        return screen.Lines;
    }

    /// <summary>A line as so narrow a terminal breaks it.</summary>
    public static string[] Broken(string line, int width) => [.. line.Chunk(width).Select(row => new string(row).TrimEnd())];

    public override void Write(char value)
    {
        if (_escape.Length > 0 || value == '\e')
        {
            Escape(value);
            return;
        }

        switch (value)
        {
            case '\r':
                _column = 0;
                break;
            case '\n':
                // The system sends a carriage return with it.
                _column = 0;
                GoTo(_row + 1);
                break;
            default:
                Put(value);
                break;
        }
    }

    public void Resize(int width)
    {
        var lines = new List<StringBuilder> { new() };
        var (line, place) = (0, 0);
        for (var i = 0; i < _rows.Count; i++)
        {
            if (i == _row)
                (line, place) = (lines.Count - 1, lines[^1].Length + _column);
            lines[^1].Append(_rows[i].Text);
            if (!_rows[i].GoesOn && i < _rows.Count - 1)
                lines.Add(new());
        }

        _rows.Clear();
        _width = width;
        for (var i = 0; i < lines.Count; i++)
        {
            if (i == line)
                (_row, _column) = (_rows.Count + (place / width), place % width);
            var rows = lines[i].ToString().Chunk(width).ToList();
            _rows.AddRange(rows.Select((row, j) => (new StringBuilder(new string(row)), j < rows.Count - 1)));
            if (rows.Count == 0)
                _rows.Add((new(), false));
        }

        GoTo(_row);
    }

    private void Put(char value)
    {
        if (_column == _width)
        {
            _rows[_row] = (_rows[_row].Text, true);
            GoTo(_row + 1);
            _column = 0;
        }

        var row = _rows[_row].Text;
        row.Append(' ', Math.Max(0, _column + 1 - row.Length));
        row[_column++] = value;
    }

    private void GoTo(int row)
    {
        _row = row;
        while (_rows.Count <= _row)
            _rows.Add((new(), false));
    }

    private void Escape(char value)
    {
        _escape.Append(value);
        if (!char.IsAsciiLetter(value))
            return;

        var match = Sequence().Match(_escape.ToString());
        Assert.True(match.Success, $"The terminal does not know {_escape.ToString().Replace('\e', '^')}.");
        _escape.Clear();
        if (match.Groups[1].Success)
        {
            _row = Math.Max(0, _row - int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture));
            return;
        }

        _rows[_row].Text.Length = Math.Min(_rows[_row].Text.Length, _column);
        _rows[_row] = (_rows[_row].Text, false);
        _rows.RemoveRange(_row + 1, _rows.Count - _row - 1);
    }

    [GeneratedRegex(@"^\e\[(?:([1-9][0-9]*)A|J)$")]
    private static partial Regex Sequence();
}
