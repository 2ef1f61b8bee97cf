using System.Globalization;

namespace NetGen;

/// <summary>How many threads one call of a network works with.</summary>
/// <remarks>
/// A team of threads serves the whole process: one call at a time works with it, the others alone on the thread that made them. Results
/// are the same bits for every count.
/// </remarks>
public static class NetGenThreads
{
    private const string Setting = "NetGenThreads";
    private const int Most = 1024;

    // 0 until it is asked for: a bad setting is to be reported by the call that needs it, not by a type initialiser.
    private static int _count;

    /// <summary>
    /// The threads, the caller included, 1 to 1024. At first the environment variable <c>NetGenThreads</c>, else the property of that name
    /// in the project file, else one for each processor. May be set at any time; calls under way are not affected.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 or above 1024.</exception>
    /// <exception cref="InvalidOperationException">Read: the environment variable or the property is no such number.</exception>
    public static int Count
    {
        get
        {
            int count = Volatile.Read(ref _count);
            return count != 0 ? count : Count = FromSettings(Environment.GetEnvironmentVariable(Setting), AppContext.GetData(Setting) as string);
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Most);
            Volatile.Write(ref _count, value);
        }
    }

    /// <summary>The first setting that is there decides.</summary>
    /// <exception cref="InvalidOperationException">It is no number from 1 to 1024.</exception>
    internal static int FromSettings(string? environment, string? project)
    {
        string? setting = string.IsNullOrWhiteSpace(environment) ? project : environment;
        if (string.IsNullOrWhiteSpace(setting))
            return Math.Min(Environment.ProcessorCount, Most);
        return int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= Most
            ? count
            : throw new InvalidOperationException($"'{Setting}' is set to '{setting}'; expected a number of threads from 1 to {Most}.");
    }
}
