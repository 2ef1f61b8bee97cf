using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Graph;

/// <summary>A network whose layers fit each other: what Binding makes of a declaration without errors.</summary>
/// <param name="Class">The class.</param>
/// <param name="Inputs">What one sample consists of.</param>
/// <param name="Nodes">The layers in an order in which each stands below those that it takes from.</param>
/// <param name="Outputs">What the network gives.</param>
/// <param name="IsMonitored">Whether training shows the outputs of its layers to whoever watches.</param>
/// <param name="Chosen">What became of the declaration's choices; empty where it has none.</param>
/// <param name="Variants">The networks of the other values of these choices, each a class nested in this one.</param>
internal sealed record NetworkGraph(
    ClassDeclaration Class,
    EquatableArray<GraphInput> Inputs,
    EquatableArray<Node> Nodes,
    EquatableArray<GraphOutput> Outputs,
    bool IsMonitored,
    EquatableArray<ChosenValue> Chosen,
    EquatableArray<NetworkGraph> Variants = default)
{
    /// <summary>The shape of a sample, of a network with one input.</summary>
    public Shape Input => Inputs[0].Type.Shape;

    /// <summary>The shape of an output, of a network with one.</summary>
    public Shape Output => TypeOf(Outputs[0].Wire).Shape;

    /// <summary>The loss, written or inferred, of a network with one output.</summary>
    public Loss Loss => Outputs[0].Loss;

    /// <summary>The layer that an output leaves.</summary>
    public Node Last => Nodes[Outputs[0].Wire.Node];

    /// <summary>The layer that the loss is computed together with, from what that layer takes; null where it takes the output itself.</summary>
    public Node? Head => Loss.Head == Last.Layer.Kind ? Last : null;

    public TensorType TypeOf(Wire wire) => wire.IsInput ? Inputs[wire.Input].Type : Nodes[wire.Node].Output;

    /// <summary>The shapes from the input to a node, along the wires of the first inputs, as messages show them.</summary>
    public string Trace(int last) => Node.Trace(Nodes, new Wire(last), Inputs[0].Type);
}

/// <summary>Where a value comes from.</summary>
/// <param name="Node">The number of the layer that gives it; of one of the network's inputs the complement of its number.</param>
internal readonly record struct Wire(int Node)
{
    public bool IsInput => Node < 0;

    /// <summary>The number of the input, of a wire that comes from one.</summary>
    public int Input => ~Node;

    public static Wire OfInput(int number) => new(~number);
}

/// <summary>One of the things that a sample consists of.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it is.</param>
internal sealed record GraphInput(string Name, TensorType Type);

/// <summary>One of the things that a network gives.</summary>
/// <param name="Wire">What leaves.</param>
/// <param name="Loss">How far it is from what it should be.</param>
internal sealed record GraphOutput(Wire Wire, Loss Loss);

/// <summary>A layer in its place.</summary>
/// <param name="Name">Its name, unique in the network: the user's, or kind and number.</param>
/// <param name="Layer">What it does.</param>
/// <param name="Attribute">The number of the attribute that declared it; <c>[Dense(128, Relu)]</c> declares two.</param>
/// <param name="Text">That attribute as the user wrote it.</param>
/// <param name="Wires">Where its inputs come from.</param>
/// <param name="Inputs">What arrives there.</param>
/// <param name="Output">What leaves.</param>
/// <param name="Parameters">Its tensors.</param>
internal sealed record Node(
    string Name, Layer Layer, int Attribute, string Text,
        EquatableArray<Wire> Wires, EquatableArray<TensorType> Inputs, TensorType Output, EquatableArray<Parameter> Parameters)
{
    /// <summary>Whether it has parameters that training changes.</summary>
    public bool Learns => Parameters.Any(p => p.Section == Section.Trained);

    /// <summary>Whether training leaves all of its parameters as they are.</summary>
    public bool IsFrozen => Parameters.Count > 0 && Parameters.All(p => p.IsFrozen);

    /// <summary>The shape that arrives at its first input.</summary>
    public Shape InputShape => Inputs[0].Shape;

    /// <summary>The shape that leaves.</summary>
    public Shape OutputShape => Output.Shape;

    /// <summary>What the layer is asked with.</summary>
    public ShapeContext Shapes => new(Inputs);

    public long MultiplyAdds => Layer.MultiplyAdds(Shapes);

    /// <summary>The shapes from the input to where a wire comes from, along the wires of the first inputs.</summary>
    public static string Trace(IReadOnlyList<Node> nodes, Wire wire, TensorType input)
    {
        var shapes = new List<Shape>();
        for (var below = -1; !wire.IsInput; wire = nodes[wire.Node].Wires[0])
        {
            // [Dense(128, Relu)] is two nodes and one step.
            if (nodes[wire.Node].Attribute != below)
                shapes.Insert(0, nodes[wire.Node].OutputShape);

            below = nodes[wire.Node].Attribute;
        }

        return string.Join(" -> ", shapes.Prepend(input.Shape));
    }

    /// <summary>The name as C# compares it: what its property is called.</summary>
    public string PropertyName => Identifier.Compared(Name);

    /// <summary>The name as the first part of a tensor's.</summary>
    public string CamelName => char.ToLowerInvariant(Name[0]) + Name.Substring(1);
}

/// <summary>What became of a choice in one of the networks.</summary>
/// <param name="Name">The choice's name.</param>
/// <param name="Value">The value.</param>
internal sealed record ChosenValue(string Name, string Value)
{
    public override string ToString() => $"{Name} {Value}";
}
