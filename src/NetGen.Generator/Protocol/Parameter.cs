using NetGen.Generator.Model;

namespace NetGen.Generator.Protocol;

/// <summary>What a parameter tensor is to its layer.</summary>
internal enum Role
{
    /// <summary>Products multiply by it, with its last axis as their columns: a predictor packs it.</summary>
    Kernel,

    /// <summary>It is added, one value for each position of the last axis.</summary>
    Bias,

    /// <summary>Something is multiplied by it, one value for each position of the last axis.</summary>
    Scale,

    /// <summary>Training observes it rather than learns it, as a moving mean: it has no gradient, but a next value, and is saved with the others.</summary>
    Statistic,
}

/// <summary>The parts of the flat vector, in their order.</summary>
internal enum Section
{
    /// <summary>What has a gradient, which optimizers know.</summary>
    Trained,

    /// <summary>What training observes.</summary>
    State,

    /// <summary>What training leaves as it is.</summary>
    Frozen,
}

/// <summary>A parameter tensor and its place in the flat vector.</summary>
/// <param name="Name">Its name in its layer, such as <c>kernel</c>.</param>
/// <param name="Shape">Its extents.</param>
/// <param name="Role">What it is to the layer.</param>
/// <param name="Fill">How it starts.</param>
/// <param name="Penalties">What is added to the loss for its size.</param>
/// <param name="MaxNorm">The greatest norm of what leads to one position of its last axis; 0 for no limit.</param>
/// <param name="IsFrozen">Whether training leaves it as it is.</param>
/// <param name="Offset">Where it starts; the graph's builder knows.</param>
internal sealed record Parameter(
    string Name, Shape Shape, Role Role, Fill Fill, Penalties Penalties = default, double MaxNorm = 0, bool IsFrozen = false, int Offset = 0)
{
    public int Length => Shape.Length;

    /// <summary>The part of the flat vector that it stands in.</summary>
    public Section Section => IsFrozen ? Section.Frozen : Role == Role.Statistic ? Section.State : Section.Trained;
}

/// <summary>How a tensor starts.</summary>
/// <param name="Initializer">The member of <c>NetGen.Initializer</c>.</param>
/// <param name="FanIn">How many values lead to one of what the tensor makes: the layer knows, where a shape alone does not tell.</param>
/// <param name="FanOut">To how many one value leads.</param>
/// <param name="Value">What ones are multiplied with.</param>
internal sealed record Fill(string Initializer, int FanIn, int FanOut, double Value = 1)
{
    /// <summary>The fill of a vector, both of whose fans are its length, as Keras has it.</summary>
    public static Fill OfVector(string initializer, int length, double value = 1) => new(initializer, length, length, value);
}

/// <summary>The weights of a tensor's penalties.</summary>
internal readonly record struct Penalties(double L1, double L2)
{
    public bool Any => L1 != 0 || L2 != 0;
}
