using System.Text;

namespace NetGen;

/// <summary>What a progress display writes to. Lines are drawn anew with a carriage return and spaces, which every terminal knows; there are no colours.</summary>
internal sealed class ProgressOutput
{
    private const int UnknownWidth = 80;

    private readonly TextWriter? _writer;
    private readonly Func<int> _width;
    private int _drawn;

    /// <param name="writer">Where the text goes; null for the console's output of the moment.</param>
    /// <param name="isTerminal">Whether a line can be drawn anew.</param>
    /// <param name="hasUnicode">Whether it takes more than ASCII.</param>
    /// <param name="width">How many characters a line has.</param>
    public ProgressOutput(TextWriter? writer, bool isTerminal, bool hasUnicode, Func<int> width)
    {
        _writer = writer;
        _width = width;
        IsTerminal = isTerminal;
        HasUnicode = hasUnicode;
    }

    public bool IsTerminal { get; }

    public bool HasUnicode { get; }

    /// <summary>The characters that a line takes without wrapping: in the last column many terminals already do.</summary>
    public int Width => Math.Max(1, _width() - 1);

    private TextWriter Writer => _writer ?? Console.Out;

    public static ProgressOutput Plain(TextWriter writer) => new(writer, isTerminal: false, hasUnicode: false, () => UnknownWidth);

    public static ProgressOutput OfConsole() => new(
        writer: null,
        isTerminal: !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb",
        hasUnicode: Console.OutputEncoding.CodePage == Encoding.UTF8.CodePage,
        ConsoleWidth);

    /// <summary>Draws the line under way anew.</summary>
    public void Redraw(StringBuilder text)
    {
        var writer = Writer;
        writer.Write('\r');
        writer.Write(text);
        for (var i = text.Length; i < _drawn; i++)
            writer.Write(' ');

        writer.Flush();
        _drawn = text.Length;
    }

    /// <summary>Writes a line that stays, in place of the one under way.</summary>
    public void Finish(StringBuilder text)
    {
        if (_drawn > 0)
            Redraw(text);
        else
            Writer.Write(text);

        Writer.WriteLine();
        Writer.Flush();
        _drawn = 0;
    }

    /// <summary>Goes to the next line where one is under way.</summary>
    public void Leave()
    {
        if (_drawn == 0)
            return;

        Writer.WriteLine();
        Writer.Flush();
        _drawn = 0;
    }

    private static int ConsoleWidth()
    {
        try
        {
            return Console.WindowWidth is var width and > 0 ? width : UnknownWidth;
        }
        catch (IOException)
        {
            // It says it is a terminal, but has no window.
            return UnknownWidth;
        }
    }
}
