using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Graph;

/// <summary>Puts layers in their places: names, wires, shapes, and offsets in the flat parameter vector.</summary>
internal sealed class GraphBuilder
{
    /// <summary>The longest array of floats that .NET makes.</summary>
    public const long Limit = 0x7FFFFFC7;

    /// <summary>What lies between two values in the arena at most.</summary>
    private const long ArenaPadding = 15;

    private readonly NetworkDeclaration _declaration;
    private readonly TensorType _input;
    private readonly DiagnosticBag _diagnostics;
    private readonly IReadOnlyList<BoundLayer> _layers;
    private readonly string[] _names;
    private readonly WireNames _wires;
    private readonly List<Node> _nodes = [];
    private readonly HashSet<Wire> _taken = [];
    private Wire _current = Wire.OfInput(0);
    private long _parameterCount;
    private long _arena;

    private GraphBuilder(NetworkDeclaration declaration, TensorType input, IReadOnlyList<BoundLayer> layers, DiagnosticBag diagnostics)
    {
        (_declaration, _input, _layers, _diagnostics) = (declaration, input, layers, diagnostics);
        var counts = new Dictionary<string, int>();
        _names = [.. layers.Select(bound =>
        {
            counts[bound.Layer.Kind] = counts.TryGetValue(bound.Layer.Kind, out var count) ? count + 1 : 1;
            return PropertyName(bound.Name, bound.Layer.Kind + counts[bound.Layer.Kind]);
        })];
        _wires = new WireNames(_names);
    }

    /// <summary>The nodes; null where one of them is too large, cannot take what arrives, or takes from what is not there.</summary>
    public static List<Node>? Build(NetworkDeclaration declaration, TensorType input, IReadOnlyList<BoundLayer> layers, DiagnosticBag diagnostics)
    {
        var builder = new GraphBuilder(declaration, input, layers, diagnostics);
        for (var i = 0; i < layers.Count; i++)
        {
            if (!builder.Add(i))
                return null;
        }

        return builder.CheckAllTaken() ? Placed(builder._nodes) : null;
    }

    /// <summary>The nodes with a place for each parameter: a section after the other, so that what is trained and its gradient are one vector each.</summary>
    private static List<Node> Placed(IReadOnlyList<Node> nodes)
    {
        var ends = new int[3];
        var parameters = nodes.SelectMany(n => n.Parameters).ToList();
        for (var section = 1; section < ends.Length; section++)
            ends[section] = ends[section - 1] + parameters.Where(p => (int)p.Section == section - 1).Sum(p => p.Length);

        return [.. nodes.Select(node => node with
        {
            Parameters = node.Parameters.Select(p => p with { Offset = (ends[(int)p.Section] += p.Length) - p.Length }).ToEquatableArray(),
        })];
    }

    private bool Add(int number)
    {
        var (layer, attribute, _, sources, isFrozen) = _layers[number];
        var text = _declaration.Attributes[attribute].Text;
        if (Resolve(sources, attribute, text) is not { } wires)
            return false;

        var types = wires.Select(wire => wire.IsInput ? _input : _nodes[wire.Node].Output).ToEquatableArray();
        var reader = new AttributeReader(_declaration.Attributes[attribute], attribute, _diagnostics);
        var context = new ShapeContext(types, reader, input => Node.Trace(_nodes, wires[input], _input));
        if (layer.Infer(context) is not { } output || !CheckArena(layer, wires, attribute, text, output.Shape)
            || Parameters(layer, context, attribute, text) is not { } parameters)
            return false;

        _current = new Wire(_nodes.Count);
        if (isFrozen)
            parameters = parameters.Select(p => p with { IsFrozen = true }).ToEquatableArray();

        _nodes.Add(new Node(_names[number], layer, attribute, text, wires, types, output, parameters));
        _wires.Add(_names[number], _current, number > 0 && _layers[number - 1].Attribute == attribute ? _names[number - 1] : null);
        return true;
    }

    private EquatableArray<Wire>? Resolve(EquatableArray<WireSource> sources, int attribute, string text)
    {
        var wires = new List<Wire>();
        foreach (var source in sources)
        {
            var wire = source.IsCurrent ? _current : _wires.Find(
                source.Name, text, new DiagnosticTarget(attribute, source.Argument, source.Element), _diagnostics);
            if (wire is null)
                return null;

            wires.Add(wire.Value);
        }

        return wires.ToEquatableArray();
    }

    private bool CheckArena(Layer layer, EquatableArray<Wire> wires, int attribute, string text, Shape output)
    {
        if (!Fits(output.LongLength, attribute, $"The output {output} of {text}"))
            return false;

        // Training keeps at most every output, its gradient and its slope, in one arena; of what several layers take, each term of the gradient and each sum.
        _arena += layer.Has(LayerTraits.View) ? 0 : (layer.KeepsSlope ? 3 : 2) * (output.LongLength + ArenaPadding);
        foreach (var wire in wires.Where(wire => !_taken.Add(wire) && !wire.IsInput))
            _arena += 2 * (_nodes[wire.Node].OutputShape.LongLength + ArenaPadding);

        return Fits(_arena, attribute, $"The output {output} of {text}, with the outputs above it and their gradients,");
    }

    private EquatableArray<Parameter>? Parameters(Layer layer, ShapeContext context, int attribute, string text)
    {
        var parameters = layer.Parameters(context);
        foreach (var parameter in parameters)
        {
            _parameterCount += parameter.Shape.LongLength;
            if (!Fits(_parameterCount, attribute, $"The {parameter.Name} {parameter.Shape} of {text}, with the parameters above it,"))
                return null;
        }

        return parameters;
    }

    private bool Fits(long length, int attribute, string what)
    {
        if (length > Limit)
            _diagnostics.Add(Descriptors.TooLarge, new(attribute), what, length, Limit);

        return length <= Limit;
    }

    /// <summary>What a network computes and nobody takes is most likely a wire forgotten.</summary>
    private bool CheckAllTaken()
    {
        var isRight = true;
        for (var i = 0; i < _nodes.Count - 1; i++)
        {
            if (_taken.Contains(new Wire(i)))
                continue;

            _diagnostics.Add(Descriptors.UnreadLayer, new(_nodes[i].Attribute), _nodes[i].Text, _nodes.First(n => n.Attribute == _nodes[i].Attribute).Name);
            isRight = false;
        }

        return isRight;
    }

    /// <summary>The user's name as a property's: its first letter is a capital.</summary>
    public static string PropertyName(string? name, string fallback) =>
        string.IsNullOrEmpty(name) ? fallback : char.ToUpperInvariant(name![0]) + name.Substring(1);
}

/// <summary>A layer that was read, and from where.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Attribute">The number of the attribute.</param>
/// <param name="Name">What the user called it.</param>
/// <param name="Sources">What it takes.</param>
/// <param name="IsFrozen">Whether training leaves its parameters as they are.</param>
internal readonly record struct BoundLayer(Layer Layer, int Attribute, string? Name, EquatableArray<WireSource> Sources, bool IsFrozen);

/// <summary>What a layer takes, as the user wrote it.</summary>
/// <param name="Name">The name of a layer above.</param>
/// <param name="Argument">The argument that names it; null for what the layer just above gives.</param>
/// <param name="Element">Which of the argument's elements does.</param>
internal readonly record struct WireSource(string? Name, string? Argument, int Element = -1)
{
    public static WireSource Current => default;

    public bool IsCurrent => Argument is null;
}
