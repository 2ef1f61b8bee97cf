using System.Globalization;
using System.Text;

namespace NetGen;

/// <summary>
/// What a progress display writes to. Lines are drawn anew with a carriage return and spaces, which every terminal knows; there are no colours. Only where a
/// terminal has become narrower than what stands on it, and has broken the line, more is needed to take it away.
/// </summary>
internal sealed class ProgressOutput
{
    private const int UnknownWidth = 80;

    private readonly TextWriter? _writer;
    private readonly Func<int> _width;
    private readonly bool _movesCursor;
    private int _drawn;
    private int _cursor;

    /// <param name="writer">Where the text goes; null for the console's output of the moment.</param>
    /// <param name="isTerminal">Whether a line can be drawn anew.</param>
    /// <param name="hasUnicode">Whether it takes more than ASCII.</param>
    /// <param name="width">How many characters a line has.</param>
    /// <param name="movesCursor">Whether it breaks lines anew where it becomes narrower, and knows the control sequences of ECMA-48.</param>
    public ProgressOutput(TextWriter? writer, bool isTerminal, bool hasUnicode, Func<int> width, bool movesCursor = false)
    {
        _writer = writer;
        _width = width;
        _movesCursor = movesCursor;
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
        ConsoleWidth,
        // xterm and screen cut lines off in place of breaking them.
        movesCursor: !OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable("XTERM_VERSION") is null
            && Environment.GetEnvironmentVariable("STY") is null);

    /// <summary>Draws the line under way anew.</summary>
    public void Redraw(StringBuilder text)
    {
        var writer = Writer;
        if (_drawn > 0)
            ReturnToStart(writer);
        else
            writer.Write('\r');

        writer.Write(text);
        for (var i = text.Length; i < _drawn; i++)
            writer.Write(' ');

        writer.Flush();
        _cursor = Math.Max(text.Length, _drawn);
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

    /// <summary>Goes to the first character of the line under way, and takes the line away where the terminal has broken it.</summary>
    private void ReturnToStart(TextWriter writer)
    {
        var width = Math.Max(1, _width());
        if (_cursor < width)
        {
            writer.Write('\r');
            return;
        }

        _drawn = 0;
        if (!_movesCursor)
        {
            // What stands there stays, but on a line of its own.
            writer.WriteLine();
            return;
        }

        // Behind a full line the cursor may stand at its end or below it: after one more character it stands below.
        if (_cursor % width == 0)
            writer.Write(' ');
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"\e[{_cursor / width}A\r\e[J"));
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
