using System.Globalization;

namespace Samples;

/// <summary>The options of a sample's command line, each a name and a value.</summary>
internal sealed class CommandLine
{
    private readonly Dictionary<string, string> _values = [];

    private CommandLine()
    {
    }

    /// <summary>What the program should exit with at once: 0 after help was asked for, 2 after a wrong argument; null where it should run.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>Reads the arguments; a wrong one is named on standard error, with the usage text.</summary>
    /// <param name="arguments">The program's arguments.</param>
    /// <param name="usage">The usage text.</param>
    /// <param name="counts">The options that take a whole number of at least 1.</param>
    /// <param name="texts">The options that take any text.</param>
    public static CommandLine Parse(string[] arguments, string usage, string[] counts, string[] texts)
    {
        var line = new CommandLine();
        if (arguments.Contains("--help") || arguments.Contains("-h"))
        {
            Console.WriteLine(usage);
            line.ExitCode = 0;
            return line;
        }

        for (var i = 0; i < arguments.Length && line.ExitCode is null; i += 2)
        {
            if (line.Problem(arguments[i], i + 1 < arguments.Length ? arguments[i + 1] : null, counts, texts) is { } problem)
            {
                Console.Error.WriteLine(problem);
                Console.Error.WriteLine(usage);
                line.ExitCode = 2;
            }
        }

        return line;
    }

    /// <summary>The value of an option that takes a number.</summary>
    public int Count(string name, int otherwise) =>
        _values.TryGetValue(name, out var value) ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>The value of an option that takes text; null where it is not given.</summary>
    public string? Text(string name) => _values.GetValueOrDefault(name);

    /// <summary>Takes an option; null where nothing is wrong with it.</summary>
    private string? Problem(string name, string? value, string[] counts, string[] texts)
    {
        if (!counts.Contains(name) && !texts.Contains(name))
            return $"There is no option '{name}'.";

        if (value is null)
            return $"The option {name} needs a value.";

        if (counts.Contains(name) && !(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1))
            return $"The option {name} needs a whole number of at least 1, not '{value}'.";

        return _values.TryAdd(name, value) ? null : $"The option {name} is given twice.";
    }
}
