using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Playground;

/// <summary>Shows a network while it learns: on a terminal a picture that is drawn anew, else a line now and then and a picture at the end.</summary>
internal sealed class Show
{
    private const int LinesWithoutTerminal = 10;

    /// <summary>How long a picture stays: training alone would be over before anyone saw it.</summary>
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(40);

    private readonly Network<float> _network;
    private readonly Dataset<float> _test;
    private readonly Picture _picture;
    private readonly int _epochs;
    private readonly bool _isLive;
    private bool _isDrawn;
    private long _last;

    public Show(Network<float> network, Dataset<float> train, Dataset<float> test, int epochs)
    {
        var profile = AnsiConsole.Profile;
        _network = network;
        _test = test;
        _epochs = epochs;
        _picture = new Picture(train, profile.Capabilities.Ansi ? profile.Capabilities.ColorSystem : ColorSystem.NoColors);
        _isLive = profile.Capabilities.Ansi && !Console.IsOutputRedirected && profile.Width > Picture.Width && profile.Height > Picture.Lines + 1;
    }

    /// <summary>Called after each epoch.</summary>
    public void OnEpoch(EpochResult epoch)
    {
        var isLast = epoch.Epoch == _epochs;
        if (!_isLive && !isLast && epoch.Epoch % Math.Max(1, _epochs / LinesWithoutTerminal) != 0)
            return;

        var test = _network.Evaluate(_test);
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {epoch.Epoch,4}: loss {epoch.Loss:F3}, test {test.Loss:F3}; accuracy {epoch.Accuracy:F3}, test {test.Accuracy:F3}");
        if (_isLive)
            DrawAnew(line);
        else
            Console.Write(isLast ? $"{line}\n{_picture.Draw(_network)}" : $"{line}\n");
    }

    private void DrawAnew(string line)
    {
        // What is longer than the terminal is wide would take two lines, and the next picture would begin one too low.
        var text = _picture.Draw(_network) + line[..Math.Min(line.Length, AnsiConsole.Profile.Width - 1)] + "\e[K\n";
        Console.Write(_isDrawn ? $"\e[{Picture.Lines + 1}A\r{text}" : text);
        _isDrawn = true;
        var left = Frame - Stopwatch.GetElapsedTime(_last);
        if (left > TimeSpan.Zero)
            Thread.Sleep(left);

        _last = Stopwatch.GetTimestamp();
    }
}
