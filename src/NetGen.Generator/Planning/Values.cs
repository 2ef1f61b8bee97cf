using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Planning;

/// <summary>The values that a method computes, in the order that its local variables stand in. Each is written once, and then read.</summary>
internal sealed class Values
{
    private readonly List<Value> _items = [];

    public int Count => _items.Count;

    public Value this[int number] => _items[number];

    /// <summary>A value that some call writes.</summary>
    public Operand.Value Add(string name, int length) => Add(new Value(name, length));

    /// <summary>A value that some call writes.</summary>
    public Operand.Value Add(string name, Extent extent) => Add(new Value(name, extent.Length) { IsFixed = extent.IsFixed });

    /// <summary>Another name for a value: what is the same, and takes no call.</summary>
    public Operand.Value AddSame(string name, Operand.Value of) => Add(new Value(name, _items[of.Id].Length) { AliasOf = of.Id, IsSame = true });

    /// <summary>Puts a value in the place of another, which nothing reads any more.</summary>
    public void Alias(int value, int of) => _items[value] = _items[value] with { AliasOf = of };

    /// <summary>The value that has the place of another.</summary>
    public int Root(int number)
    {
        while (_items[number].AliasOf >= 0)
            number = _items[number].AliasOf;

        return number;
    }

    private Operand.Value Add(Value value)
    {
        _items.Add(value);
        return new Operand.Value(_items.Count - 1);
    }
}

/// <summary>A value.</summary>
/// <param name="Name">The local variable.</param>
/// <param name="Length">Its floats for each sample of a batch.</param>
internal sealed record Value(string Name, int Length)
{
    /// <summary>Whether it has so many floats whatever the batch.</summary>
    public bool IsFixed { get; init; }

    /// <summary>The value whose place it has; -1 where the place is its own.</summary>
    public int AliasOf { get; init; } = -1;

    /// <summary>Whether it is but another name for that value, and not written to its place.</summary>
    public bool IsSame { get; init; }
}
