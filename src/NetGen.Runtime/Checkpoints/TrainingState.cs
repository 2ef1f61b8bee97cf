using System.Globalization;

namespace NetGen;

/// <summary>What a checkpoint holds: named texts and numbers, and named arrays.</summary>
/// <remarks>A section is a view with a prefix, so that the parts of a training cannot take one another's names.</remarks>
public sealed class TrainingState
{
    private readonly Store _store;
    private readonly string _prefix;

    internal TrainingState()
        : this(new Store(), "")
    {
    }

    private TrainingState(Store store, string prefix)
    {
        _store = store;
        _prefix = prefix;
    }

    /// <summary>All values, by full name; for the file.</summary>
    internal SortedDictionary<string, string> Values => _store.Values;

    /// <summary>All arrays, by full name; for the file. Each is a <c>float[]</c> or a <c>double[]</c>.</summary>
    internal SortedDictionary<string, Array> Arrays => _store.Arrays;

    /// <summary>A part whose names start with <paramref name="name"/> and a dot.</summary>
    /// <param name="name">The part.</param>
    public TrainingState Section(string name) => new(_store, $"{_prefix}{name}.");

    /// <summary>Whether there is a value of that name.</summary>
    /// <param name="name">The name.</param>
    public bool Contains(string name) => _store.Values.ContainsKey(_prefix + name) || _store.Arrays.ContainsKey(_prefix + name);

    /// <summary>Keeps a text.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The text.</param>
    public void Set(string name, string value) => _store.Values[_prefix + name] = value;

    /// <summary>Keeps a whole number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The number.</param>
    public void Set(string name, long value) => Set(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Keeps a number, with all its bits.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The number.</param>
    public void Set(string name, double value) => Set(name, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Keeps a copy of an array.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">The values.</param>
    public void Set(string name, ReadOnlySpan<float> values) => _store.Arrays[_prefix + name] = values.ToArray();

    /// <summary>Keeps a copy of an array.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">The values.</param>
    public void Set(string name, ReadOnlySpan<double> values) => _store.Arrays[_prefix + name] = values.ToArray();

    /// <summary>A text.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public string GetText(string name) => _store.Values.TryGetValue(_prefix + name, out var value) ? value : throw Missing(name, "a value");

    /// <summary>A whole number.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public long GetInteger(string name) => long.TryParse(GetText(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw NoNumber(name, "a whole number");

    /// <summary>A whole number of a range.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="least">The least that it can be.</param>
    /// <param name="most">The greatest that it can be.</param>
    /// <exception cref="InvalidDataException">There is none, or it lies elsewhere.</exception>
    public long GetInteger(string name, long least, long most)
    {
        var value = GetInteger(name);
        return value >= least && value <= most
            ? value
            : throw Invalid(name, least == most ? Text(least) : $"a whole number from {Text(least)} to {Text(most)}", Text(value));
    }

    /// <summary>A whole number from 0, as a count or a place in an array.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="most">The greatest that it can be.</param>
    /// <exception cref="InvalidDataException">There is none, or it lies elsewhere.</exception>
    public int GetCount(string name, int most = int.MaxValue) => (int)GetInteger(name, 0, most);

    /// <summary>A number.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public double GetNumber(string name) => double.TryParse(GetText(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw NoNumber(name, "a number");

    /// <summary>A number of a range, and so not NaN.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="least">The least that it can be.</param>
    /// <param name="most">The greatest that it can be.</param>
    /// <exception cref="InvalidDataException">There is none, or it lies elsewhere.</exception>
    public double GetNumber(string name, double least, double most)
    {
        var value = GetNumber(name);
        return value >= least && value <= most ? value : throw Invalid(name, $"a number from {Text(least)} to {Text(most)}", Text(value));
    }

    /// <summary>Copies an array.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="destination">Of its length.</param>
    /// <exception cref="InvalidDataException">There is none, or it has another length.</exception>
    public void CopyTo(string name, Span<float> destination) => GetFloats(name, destination.Length).CopyTo(destination);

    /// <summary>An array of floats; not a copy.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public ReadOnlySpan<float> GetFloats(string name) => GetArray<float>(name);

    /// <summary>An array of so many floats; not a copy.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="length">Its length.</param>
    /// <exception cref="InvalidDataException">There is none, or it has another length.</exception>
    public ReadOnlySpan<float> GetFloats(string name, int length) => GetArray<float>(name, length);

    /// <summary>An array of doubles; not a copy.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public ReadOnlySpan<double> GetDoubles(string name) => GetArray<double>(name);

    /// <summary>An array of so many doubles; not a copy.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="length">Its length.</param>
    /// <exception cref="InvalidDataException">There is none, or it has another length.</exception>
    public ReadOnlySpan<double> GetDoubles(string name, int length) => GetArray<double>(name, length);

    /// <summary>
    /// An exception that names a value of this part and says what is wrong with it. The name of the file is added where a checkpoint is restored.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="expected">What it should be, in words.</param>
    /// <param name="found">What it is; of a long text the first 100 characters are shown, and control characters as escapes.</param>
    public InvalidDataException Invalid(string name, string expected, string found) => new($"{NameOf(name)}: expected {expected}, found {Found.Show(found)}.");

    /// <summary>The whole name of a value of this part, in quotes.</summary>
    internal string NameOf(string name) => $"'{_prefix}{name}'";

    /// <summary>Yes or no, written as 1 and 0.</summary>
    internal bool GetFlag(string name) => GetInteger(name, 0, 1) == 1;

    /// <summary>An array of so many doubles that pass a test.</summary>
    internal ReadOnlySpan<double> GetDoubles(string name, int length, Func<double, bool> isRight, string expected)
    {
        var values = GetDoubles(name, length);
        for (var i = 0; i < values.Length; i++)
        {
            if (!isRight(values[i]))
                throw Invalid(name, expected, $"{Text(values[i])} at place {Text(i)}");
        }

        return values;
    }

    /// <summary>An array of counts: whole numbers from 0, of which doubles are exact.</summary>
    internal ReadOnlySpan<double> GetCounts(string name, int length) =>
        GetDoubles(name, length, value => value >= 0 && value <= MostCount && Math.Floor(value) == value, "whole numbers from 0");

    /// <summary>More than anything that can be counted.</summary>
    internal const long MostCount = 1L << 53;

    /// <summary>A number in a message.</summary>
    internal static string Text<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private T[] GetArray<T>(string name) => _store.Arrays.TryGetValue(_prefix + name, out var values) && values is T[] typed
        ? typed
        : throw Missing(name, $"an array of {typeof(T).Name}");

    private T[] GetArray<T>(string name, int length) => GetArray<T>(name) is var values && values.Length == length
        ? values
        : throw Invalid(name, $"{Text(length)} values", Text(values.Length));

    private InvalidDataException NoNumber(string name, string what) => new($"{NameOf(name)}: expected {what}, found {Found.Quote(GetText(name))}.");

    private InvalidDataException Missing(string name, string what) =>
        new($"{NameOf(name)}: expected {what}, found none; this checkpoint is of another training.");

    private sealed class Store
    {
        public SortedDictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

        public SortedDictionary<string, Array> Arrays { get; } = new(StringComparer.Ordinal);
    }
}
