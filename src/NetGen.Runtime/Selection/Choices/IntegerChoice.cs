namespace NetGen;

/// <summary>A choice among whole numbers.</summary>
internal sealed class IntegerChoice : Choice<int>
{
    private readonly int _low;
    private readonly int _count;

    public IntegerChoice(string name, int low, int high)
        : base(name)
    {
        var count = (long)high - low + 1;
        if (count is < 1 or > int.MaxValue)
            throw new ArgumentException($"The choice '{name}' goes from {low} to {high}; expected 1 to {int.MaxValue} numbers, the least first.", nameof(high));
        _low = low;
        _count = (int)count;
    }

    internal override int? Count => _count;

    public override string ToString() => FormattableString.Invariant($"{Name}: {_low} to {(long)_low + _count - 1}");

    internal override ulong Draw(ulong bits) => Below(bits, _count);

    internal override int Value(ulong draw) => (int)(_low + (long)draw);
}
