using System.Text;

namespace NetGen.Generator.Emit;

/// <summary>Writes indented lines. <c>using (writer.Block("class X"))</c> opens braces and closes them.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes one line, or several of a raw string.</summary>
    public void Line(string text = "")
    {
        foreach (var line in text.Split('\n'))
            _text.Append(line.Length == 0 ? "" : new string(' ', 4 * _depth)).Append(line).Append('\n');
    }

    public Scope Block(string header)
    {
        Line(header);
        return Block();
    }

    public Scope Block()
    {
        Line("{");
        _depth++;
        return new Scope(this, "}");
    }

    /// <summary>Indents what follows, without braces.</summary>
    public Scope Indent(string header)
    {
        Line(header);
        return Indent();
    }

    public Scope Indent()
    {
        _depth++;
        return new Scope(this, null);
    }

    public override string ToString() => _text.ToString();

    internal readonly struct Scope(CodeWriter writer, string? close) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            if (close is not null)
                writer.Line(close);
        }
    }
}
