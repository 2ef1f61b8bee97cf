using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Graph;

/// <summary>Puts layers in their places: names, shapes, and offsets in the flat parameter vector.</summary>
internal sealed class GraphBuilder(NetworkDeclaration declaration, TensorType input, DiagnosticBag diagnostics)
{
    /// <summary>The longest array of floats that .NET makes.</summary>
    public const long Limit = 0x7FFFFFC7;

    /// <summary>What lies between two values in the arena at most.</summary>
    private const long ArenaPadding = 15;

    private readonly List<Node> _nodes = [];
    private readonly Dictionary<string, int> _counts = [];
    private long _offset;
    private long _arena;

    /// <summary>The nodes; null where one of them is too large, or cannot take what arrives.</summary>
    public List<Node>? Build(IEnumerable<BoundLayer> layers)
    {
        foreach (var layer in layers)
        {
            if (!Add(layer))
                return null;
        }

        return _nodes;
    }

    private bool Add(BoundLayer bound)
    {
        var (layer, attribute, name) = bound;
        var text = declaration.Attributes[attribute].Text;
        _counts[layer.Kind] = _counts.TryGetValue(layer.Kind, out var count) ? count + 1 : 1;

        var wire = _nodes.Count == 0 ? Wire.OfInput(0) : new Wire(_nodes.Count - 1);
        var type = wire.IsInput ? input : _nodes[wire.Node].Output;
        var context = new ShapeContext([type], new AttributeReader(declaration.Attributes[attribute], attribute, diagnostics));
        if (layer.Infer(context) is not { } output || !CheckOutput(layer, attribute, text, output.Shape) || PlaceParameters(layer, context, attribute, text) is not { } parameters)
            return false;

        _nodes.Add(new Node(PropertyName(name, layer.Kind + _counts[layer.Kind]), layer, attribute, text, [wire], [type], output, parameters));
        return true;
    }

    private bool CheckOutput(Layer layer, int attribute, string text, Shape output)
    {
        if (!Fits(output.LongLength, attribute, $"The output {output} of {text}"))
            return false;

        // Training keeps at most every output, its gradient and its slope, in one arena.
        _arena += layer.Has(LayerTraits.View) ? 0 : (layer.KeepsSlope ? 3 : 2) * (output.LongLength + ArenaPadding);
        return Fits(_arena, attribute, $"The output {output} of {text}, with the outputs above it and their gradients,");
    }

    private EquatableArray<Parameter>? PlaceParameters(Layer layer, ShapeContext context, int attribute, string text)
    {
        var parameters = new List<Parameter>();
        foreach (var parameter in layer.Parameters(context))
        {
            parameters.Add(parameter with { Offset = (int)_offset });
            _offset += parameter.Shape.LongLength;
            if (!Fits(_offset, attribute, $"The {parameter.Name} {parameter.Shape} of {text}, with the parameters above it,"))
                return null;
        }

        return parameters.ToEquatableArray();
    }

    private bool Fits(long length, int attribute, string what)
    {
        if (length > Limit)
            diagnostics.Add(Descriptors.TooLarge, new(attribute), what, length, Limit);

        return length <= Limit;
    }

    /// <summary>The user's name as a property's: its first letter is a capital.</summary>
    public static string PropertyName(string? name, string fallback) =>
        string.IsNullOrEmpty(name) ? fallback : char.ToUpperInvariant(name![0]) + name.Substring(1);
}

/// <summary>A layer that was read, and from where.</summary>
internal readonly record struct BoundLayer(Layer Layer, int Attribute, string? Name);
