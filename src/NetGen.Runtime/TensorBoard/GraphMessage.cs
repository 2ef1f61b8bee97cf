namespace NetGen;

/// <summary>A network as the message <c>GraphDef</c>: a node for each layer and each parameter tensor, from the input to the loss.</summary>
internal sealed class GraphMessage
{
    private const long FloatType = 1;

    // Any version will do: there are no operations of TensorFlow's in the graph whose meaning could depend on it.
    private const long ProducerVersion = 22;

    // How many samples a batch has is not known.
    private const long AnyExtent = -1;

    private readonly NetworkDescription _network;
    private readonly ProtoMessage _graph = new();

    private GraphMessage(NetworkDescription network) => _network = network;

    public static ProtoMessage Of(NetworkDescription network) => new GraphMessage(network).Write();

    private ProtoMessage Write()
    {
        List<string> written = [FreeName("Input")];
        WriteNode(written[0], "Placeholder", [], Batch(_network.InputShape));

        var tensor = 0;
        foreach (var layer in _network.Layers)
        {
            var tensors = _network.Tensors.AsSpan(tensor, layer.TensorCount);
            tensor += tensors.Length;
            written.Add(WriteLayer(layer, tensors, (layer.Inputs ?? [written.Count - 1]).Select(number => written[number])));
        }

        var labels = FreeName("Labels");
        WriteNode(labels, "Placeholder", [], Batch([_network.LabelLength]));
        WriteNode(FreeName("Loss"), _network.Loss, [written[^1], labels], []);
        return _graph.Write(GraphFields.Versions, new ProtoMessage().Write(GraphFields.Producer, ProducerVersion));
    }

    /// <summary>A layer with parameters is a scope of its name, which TensorBoard folds into one box.</summary>
    private string WriteLayer(LayerDescription layer, ReadOnlySpan<ParameterTensor> tensors, IEnumerable<string> from)
    {
        List<string> inputs = [.. from];
        foreach (var tensor in tensors)
        {
            var name = $"{layer.Name}/{tensor.Name[(tensor.Name.IndexOf('.', StringComparison.Ordinal) + 1)..]}";
            WriteNode(name, "VariableV2", [], [.. tensor.Shape.Select(e => (long)e)]);
            inputs.Add(name);
        }

        var node = tensors.IsEmpty ? layer.Name : $"{layer.Name}/{layer.Kind}";
        WriteNode(node, layer.Kind, inputs, Batch(layer.OutputShape), layer.Declaration);
        return node;
    }

    private void WriteNode(string name, string operation, IEnumerable<string> inputs, long[] shape, string? declaration = null)
    {
        var node = new ProtoMessage().Write(GraphFields.NodeName, name).Write(GraphFields.NodeOperation, operation);
        foreach (var input in inputs)
            node.Write(GraphFields.NodeInput, input);

        var extents = Shape(shape);
        WriteAttribute(node, "dtype", new ProtoMessage().Write(GraphFields.AttributeType, FloatType));
        WriteAttribute(node, "shape", new ProtoMessage().Write(GraphFields.AttributeShape, extents));
        // What TensorBoard writes beside the edges.
        WriteAttribute(node, "_output_shapes", new ProtoMessage().Write(
            GraphFields.AttributeList, new ProtoMessage().Write(GraphFields.AttributeShape, extents)));
        if (declaration is not null)
            WriteAttribute(node, "declaration", new ProtoMessage().Write(GraphFields.AttributeText, declaration));
        _graph.Write(GraphFields.Node, node);
    }

    private static void WriteAttribute(ProtoMessage node, string key, ProtoMessage value) =>
        node.Write(GraphFields.NodeAttribute, new ProtoMessage().Write(GraphFields.EntryKey, key).Write(GraphFields.EntryValue, value));

    private static ProtoMessage Shape(long[] extents)
    {
        var shape = new ProtoMessage();
        foreach (var extent in extents)
            shape.Write(GraphFields.ShapeExtent, new ProtoMessage().Write(GraphFields.ExtentSize, extent));
        return shape;
    }

    private static long[] Batch(int[] sample) => [AnyExtent, .. sample.Select(e => (long)e)];

    /// <summary>A layer may have any name, also this one.</summary>
    private string FreeName(string name)
    {
        while (_network.Layers.Any(l => l.Name == name))
            name += "_";
        return name;
    }
}
