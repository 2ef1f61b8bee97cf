namespace NetGen.Generator.Tests.Graphs;

/// <summary>What a layer of a random declaration gives, and by which name others take it.</summary>
internal sealed record DeclaredValue(string Name, IReadOnlyList<int> Extents)
{
    public int Length => Extents.Aggregate(1, (product, extent) => product * extent);

    public int Last => Extents[^1];

    public bool HasShapeOf(DeclaredValue other) => Extents.SequenceEqual(other.Extents);

    /// <summary>Whether both can stand side by side on the last axis.</summary>
    public bool IsBeside(DeclaredValue other) => Extents.SkipLast(1).SequenceEqual(other.Extents.SkipLast(1));
}

/// <summary>What the layers of a random declaration give, and what of it nobody takes yet.</summary>
internal sealed class DeclaredValues(Random random, DeclaredValue input)
{
    // Names that come near those of generated locals, keywords and parameters, and ordinary ones.
    private static readonly string[] Names =
    [
        "stem", "gate", "Skip", "hidden", "batch", "arena", "labels", "Logits2", "output", "gradients", "value", "float", "new", "weights", "Digits",
        "stemLayer", "stemGradient", "stemSlope", "gateGradientSum", "gateRest", "hiddenGradient2", "skipDiscarded",
    ];

    private readonly List<DeclaredValue> _all = [input];
    private readonly HashSet<DeclaredValue> _unread = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> _counts = [];
    private readonly List<string> _names = [.. Names];

    public DeclaredValue Current { get; private set; } = input;

    public IReadOnlyList<DeclaredValue> All => _all;

    /// <summary>What only the layer just below could take without naming it, and did not.</summary>
    public IReadOnlyList<DeclaredValue> UnreadAbove => [.. _all.Where(value => _unread.Contains(value) && !ReferenceEquals(value, Current))];

    public void Take(DeclaredValue value) => _unread.Remove(value);

    /// <summary>Takes note of a layer.</summary>
    /// <param name="kinds">What its attribute stands for, such as a product and an activation.</param>
    /// <param name="extents">The shape of what it gives.</param>
    /// <returns>The name to write; null for none.</returns>
    public string? Add(IReadOnlyList<string> kinds, IReadOnlyList<int> extents)
    {
        foreach (var kind in kinds)
            _counts[kind] = _counts.GetValueOrDefault(kind) + 1;

        string? given = null;
        if (_names.Count > 0 && random.Next(3) == 0)
        {
            given = _names[random.Next(_names.Count)];
            _names.Remove(given);
        }

        // The attribute is called after its first layer; the second has a name as well, and stands for the same value.
        var known = kinds.Select((kind, i) => i == 0 && given is not null ? given : FormattableString.Invariant($"{kind}{_counts[kind]}")).ToList();
        Current = new DeclaredValue(known[random.Next(known.Count)], extents);
        _all.Add(Current);
        _unread.Add(Current);
        return given;
    }

    /// <summary>A value's name as a string of C#, its first letter a capital or not.</summary>
    public string Quoted(DeclaredValue value) =>
        $"\"{(random.Next(2) == 0 ? char.ToLowerInvariant(value.Name[0]) : char.ToUpperInvariant(value.Name[0]))}{value.Name[1..]}\"";
}
