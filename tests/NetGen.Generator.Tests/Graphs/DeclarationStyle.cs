namespace NetGen.Generator.Tests.Graphs;

/// <summary>What random declarations are made of.</summary>
/// <param name="Layers">How many attributes there are at most, without those that close the network.</param>
/// <param name="Extents">What extents of inputs and numbers of units are drawn from; that some come often makes shapes meet.</param>
/// <param name="Longest">How many values one layer may give.</param>
internal sealed record DeclarationStyle(int Layers, IReadOnlyList<int> Extents, int Longest)
{
    /// <summary>For plans, where only lengths count.</summary>
    public static DeclarationStyle Planned { get; } = new(14, [1, 3, 8, 8, 16, 16, 40], 600);

    /// <summary>For numbers: as small as differences of every parameter ask for, and on both sides of a vector's 16 lanes.</summary>
    public static DeclarationStyle Computed { get; } = new(10, [1, 2, 3, 5, 5, 7, 17], 60);
}
