namespace NetGen;

/// <summary>
/// The base of the layers that make one value of several. With one name they take the output of the layer above, or of <see cref="LayerAttribute.From"/>,
/// and the named one; with several, those that are named.
/// </summary>
public abstract class MergeAttribute : LayerAttribute
{
    private protected MergeAttribute(string[] wires) => Wires = wires;

    /// <summary>The names of the layers whose outputs are merged; the input is called <c>input</c>.</summary>
    public string[] Wires { get; }
}

/// <summary>The sum of several values of one shape, position by position: the shortcut of a residual network is <c>[Add("skip")]</c>.</summary>
/// <param name="wires">The names of the layers.</param>
public sealed class AddAttribute(params string[] wires) : MergeAttribute(wires);

/// <summary>The product of several values of one shape, position by position.</summary>
/// <param name="wires">The names of the layers.</param>
public sealed class MultiplyAttribute(params string[] wires) : MergeAttribute(wires);

/// <summary>The mean of several values of one shape, position by position.</summary>
/// <param name="wires">The names of the layers.</param>
public sealed class AverageAttribute(params string[] wires) : MergeAttribute(wires);

/// <summary>The greatest of several values of one shape, position by position. Of equal ones the first has the gradient.</summary>
/// <param name="wires">The names of the layers.</param>
public sealed class MaximumAttribute(params string[] wires) : MergeAttribute(wires);

/// <summary>Several values side by side on the last axis: <c>(..., a)</c> and <c>(..., b)</c> become <c>(..., a + b)</c>.</summary>
/// <param name="wires">The names of the layers.</param>
public sealed class ConcatAttribute(params string[] wires) : MergeAttribute(wires);

/// <summary>The dot product of two values of shape <c>(n)</c>, which is of shape <c>(1)</c>.</summary>
/// <param name="wires">The names of the layers.</param>
public sealed class DotAttribute(params string[] wires) : MergeAttribute(wires)
{
    /// <summary>
    /// Whether each value is divided by its L2 norm before, so that the result is the cosine of the angle between them; false unless said otherwise.
    /// </summary>
    public bool Normalize { get; set; }
}
