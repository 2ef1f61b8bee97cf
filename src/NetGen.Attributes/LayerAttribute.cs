namespace NetGen;

/// <summary>
/// The base of every layer's attribute. Layers apply from top to bottom in source order; each takes the output of the one above it, unless <see cref="From"/>
/// names another.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    private protected LayerAttribute()
    {
    }

    /// <summary>
    /// The layer's name: the property of the network that gives access to its parameters (<c>Name = "hidden"</c> makes <c>network.Hidden</c>)
    /// and the prefix of its tensors in a saved file (<c>hidden.kernel</c>). Without one it is the kind and its number, as in <c>Dense1</c>.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>
    /// The name of a layer above, whose output this one takes in place of that of the one just above: <c>[Dense(30, Relu, From = "numeric")]</c>. The input is
    /// called <c>input</c>.
    /// </summary>
    public string? From { get; set; }

    /// <summary>
    /// Whether training changes the layer's parameters; true unless set. Of a frozen layer no gradient is computed or kept, the optimizer knows nothing
    /// of it, and its parameters are bit for bit the same after training.
    /// </summary>
    public bool Trainable { get; set; } = true;
}
