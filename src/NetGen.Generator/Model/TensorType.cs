namespace NetGen.Generator.Model;

/// <summary>What a value consists of.</summary>
internal enum ElementKind
{
    /// <summary>Numbers.</summary>
    Float,

    /// <summary>Whole numbers from 0 that name something, such as a class.</summary>
    Index,
}

/// <summary>The type of what passes between layers.</summary>
/// <param name="Shape">The extents of one sample.</param>
/// <param name="Kind">What it consists of.</param>
internal sealed record TensorType(Shape Shape, ElementKind Kind = ElementKind.Float);
