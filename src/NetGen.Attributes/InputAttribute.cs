namespace NetGen;

/// <summary>
/// Makes a partial class a network and gives the shape of one sample, without the batch axis, channels last:
/// <c>[Input(784)]</c>, <c>[Input(28, 28)]</c>, <c>[Input(32, 32, 3)]</c>. It stands above the layers.
/// </summary>
/// <param name="shape">The extents of one sample, each at least 1.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class InputAttribute(params int[] shape) : Attribute
{
    /// <summary>The extents of one sample.</summary>
    public int[] Shape { get; } = shape;
}
