namespace NetGen;

/// <summary>A choice among values with names.</summary>
internal sealed class ValueChoice<T> : Choice<T>
{
    private readonly (string Name, T Value)[] _values;

    public ValueChoice(string name, (string Name, T Value)[] values)
        : base(name)
    {
        if (values.Length == 0)
            throw new ArgumentException($"The choice '{name}' has no values; expected at least one.", nameof(values));
        if (values.GroupBy(v => v.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"The choice '{name}' has two values with the text '{twice.Key}', which no table could tell apart; give them "
                + "names with Choice.Named.", nameof(values));
        if (Array.FindIndex(values, v => string.IsNullOrWhiteSpace(v.Name)) is >= 0 and var unnamed)
            throw new ArgumentException($"The choice '{name}' has a value without a name at place {unnamed}.", nameof(values));
        _values = values;
    }

    internal override int? Count => _values.Length;

    public override string ToString() => $"{Name}: {string.Join(" | ", _values.Select(v => v.Name))}";

    internal override ulong Draw(ulong bits) => Below(bits, _values.Length);

    internal override T Value(ulong draw) => _values[draw].Value;

    private protected override string ChoiceTextOf(ulong draw) => _values[draw].Name;
}
