using System.Text;
using Spectre.Console;

namespace Samples;

/// <summary>The terminal that a sample writes to, or what stands in for it.</summary>
internal static class Terminal
{
    /// <summary>Sees to it that a file or a pipe gets plain text, and that a terminal gets block characters as they are.</summary>
    public static void Prepare()
    {
        if (!Console.IsOutputRedirected)
        {
            Console.OutputEncoding = Encoding.UTF8;
            return;
        }

        AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
    }
}
