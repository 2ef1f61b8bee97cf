using NetGen.Generator.Layers;
using NetGen.Generator.Losses;

namespace NetGen.Generator.Model;

/// <summary>A network whose layers fit each other: what Binding makes of a declaration without errors.</summary>
/// <param name="Class">The class.</param>
/// <param name="Input">The shape of a sample.</param>
/// <param name="Nodes">The layers in the order they apply.</param>
/// <param name="Loss">The loss, written or inferred.</param>
/// <param name="IsMonitored">Whether training shows the outputs of its layers to whoever watches.</param>
/// <param name="Chosen">What became of the declaration's choices; empty where it has none.</param>
/// <param name="Variants">The networks of the other values of these choices, each a class nested in this one.</param>
internal sealed record NetworkGraph(
    ClassDeclaration Class,
    Shape Input,
    EquatableArray<Node> Nodes,
    Loss Loss,
    bool IsMonitored,
    EquatableArray<ChosenValue> Chosen,
    EquatableArray<NetworkGraph> Variants = default)
{
    public Shape Output => Nodes[Nodes.Count - 1].Output;

    /// <summary>The shapes from the input to node number <paramref name="last"/>, as messages show them.</summary>
    public string Trace(int last) => string.Join(" -> ", new[] { Input }.Concat(Nodes.Take(last + 1).Select(n => n.Output)));
}

/// <summary>A layer in its place.</summary>
/// <param name="Name">Its name, unique in the network: the user's, or kind and number.</param>
/// <param name="Layer">What it does.</param>
/// <param name="Attribute">The number of the attribute that declared it; <c>[Dense(128, Relu)]</c> declares two.</param>
/// <param name="Text">That attribute as the user wrote it.</param>
/// <param name="Input">The shape that arrives.</param>
/// <param name="Output">The shape that leaves.</param>
/// <param name="Parameters">Its tensors.</param>
internal sealed record Node(string Name, Layer Layer, int Attribute, string Text, Shape Input, Shape Output, EquatableArray<Parameter> Parameters)
{
    /// <summary>The name as C# compares it: what its property is called.</summary>
    public string PropertyName => Identifier.Compared(Name);

    /// <summary>The name as the first part of a tensor's.</summary>
    public string CamelName => char.ToLowerInvariant(Name[0]) + Name.Substring(1);
}

/// <summary>A parameter tensor and its place in the flat vector.</summary>
/// <param name="Name">Its name in its layer, such as <c>kernel</c>.</param>
/// <param name="Shape">Its extents.</param>
/// <param name="Initializer">The member of <c>NetGen.Initializer</c> that fills it.</param>
/// <param name="Scale">What ones are multiplied with.</param>
/// <param name="L1">The weight of its L1 penalty.</param>
/// <param name="L2">The weight of its L2 penalty.</param>
/// <param name="MaxNorm">The greatest norm of what leads to one position of its last axis; 0 for no limit.</param>
/// <param name="IsKernel">Whether products multiply by it, with its last axis as their columns.</param>
/// <param name="Offset">Where it starts; the binder knows.</param>
internal sealed record Parameter(
    string Name, Shape Shape, string Initializer, double Scale = 1, double L1 = 0, double L2 = 0, double MaxNorm = 0, bool IsKernel = false, int Offset = 0)
{
    public int Length => Shape.Length;

    public bool HasPenalty => L1 != 0 || L2 != 0;
}
