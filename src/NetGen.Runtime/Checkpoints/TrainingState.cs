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
    public string GetText(string name) => _store.Values.TryGetValue(_prefix + name, out var value) ? value : throw Missing(name, "value");

    /// <summary>A whole number.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public long GetInteger(string name) => long.TryParse(GetText(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw new InvalidDataException($"'{_prefix}{name}': expected a whole number, found '{GetText(name)}'.");

    /// <summary>A number.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public double GetNumber(string name) => double.TryParse(GetText(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw new InvalidDataException($"'{_prefix}{name}': expected a number, found '{GetText(name)}'.");

    /// <summary>Copies an array.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="destination">Of its length.</param>
    /// <exception cref="InvalidDataException">There is none, or it has another length.</exception>
    public void CopyTo(string name, Span<float> destination)
    {
        var values = GetArray<float>(name);
        if (values.Length != destination.Length)
            throw new InvalidDataException($"'{_prefix}{name}': expected {destination.Length} values, found {values.Length}.");
        values.CopyTo(destination);
    }

    /// <summary>An array of floats; not a copy.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public ReadOnlySpan<float> GetFloats(string name) => GetArray<float>(name);

    /// <summary>An array of doubles; not a copy.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public ReadOnlySpan<double> GetDoubles(string name) => GetArray<double>(name);

    private T[] GetArray<T>(string name) => _store.Arrays.TryGetValue(_prefix + name, out var values) && values is T[] typed
        ? typed
        : throw Missing(name, $"array of {typeof(T).Name}");

    private InvalidDataException Missing(string name, string what) => new($"'{_prefix}{name}': expected a {what}, found none; this checkpoint is of another training.");

    private sealed class Store
    {
        public SortedDictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

        public SortedDictionary<string, Array> Arrays { get; } = new(StringComparer.Ordinal);
    }
}
