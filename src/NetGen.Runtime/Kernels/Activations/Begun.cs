using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen.Kernels;

/// <summary>
/// What the first of two passes over a few vectors has begun. A struct, because a method that allocates on the stack cannot become part of its caller.
/// </summary>
[InlineArray(Length)]
internal struct Begun
{
    /// <summary>How many floats two passes run over at a time.</summary>
    public const int Length = Vectors * Lanes.Count;

    /// <summary>How many vectors.</summary>
    public const int Vectors = 16;

    private float _first;

    /// <summary>The first float.</summary>
    [UnscopedRef]
    public ref float First => ref _first;
}
