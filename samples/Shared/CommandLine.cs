using System.Globalization;

namespace Samples;

/// <summary>The options of a sample's command line, each a name and a value.</summary>
internal sealed class CommandLine
{
    private readonly Dictionary<string, string> _values = [];

    private CommandLine()
    {
    }

    /// <summary>Reads the arguments; on a wrong one says so on standard error, with the usage text, and returns null: the program should exit with code 2.</summary>
    /// <param name="arguments">The program's arguments.</param>
    /// <param name="usage">The usage text.</param>
    /// <param name="counts">The options that take a whole number of at least 1.</param>
    /// <param name="texts">The options that take any text.</param>
    public static CommandLine? Parse(string[] arguments, string usage, string[] counts, string[] texts)
    {
        var line = new CommandLine();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string name = arguments[i];
            string? value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            string? problem =
                !counts.Contains(name) && !texts.Contains(name) ? $"There is no option '{name}'."
                : value is null ? $"The option {name} needs a value."
                : counts.Contains(name) && !IsCount(value) ? $"The option {name} needs a whole number of at least 1, not '{value}'."
                : !line._values.TryAdd(name, value) ? $"The option {name} is given twice."
                : null;
            if (problem is not null)
            {
                Console.Error.WriteLine(problem);
                Console.Error.WriteLine(usage);
                return null;
            }
        }

        return line;
    }

    /// <summary>The value of an option that takes a number.</summary>
    public int Count(string name, int otherwise) =>
        _values.TryGetValue(name, out string? value) ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>The value of an option that takes text; null where it is not given.</summary>
    public string? Text(string name) => _values.GetValueOrDefault(name);

    private static bool IsCount(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1;
}
