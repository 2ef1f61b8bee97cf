using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;

namespace NetGen.Generator.Binding;

/// <summary>Puts layers in their places: names, shapes, and offsets in the flat parameter vector.</summary>
internal static class GraphBuilder
{
    /// <summary>The longest array of floats that .NET makes.</summary>
    public const long Limit = 0x7FFFFFC7;

    /// <summary>What lies between two values in the arena at most.</summary>
    private const long ArenaPadding = 15;

    /// <summary>The nodes; null where one of them is too large.</summary>
    public static List<Node>? Build(NetworkDeclaration declaration, Shape input, IEnumerable<BoundLayer> layers, DiagnosticBag diagnostics)
    {
        var nodes = new List<Node>();
        var counts = new Dictionary<string, int>();
        long offset = 0;
        long arena = 0;

        foreach (var (layer, attribute, name) in layers)
        {
            counts[layer.Kind] = counts.TryGetValue(layer.Kind, out var count) ? count + 1 : 1;
            var output = layer.OutputShape(input);
            var text = declaration.Attributes[attribute].Text;
            if (output.LongLength > Limit)
            {
                diagnostics.Add(Descriptors.TooLarge, new(attribute), $"The output {output} of {text}", output.LongLength, Limit);
                return null;
            }

            // Training keeps at most every output, its gradient and its slope, in one arena.
            arena += layer.IsView ? 0 : (layer.KeepsSlope ? 3 : 2) * (output.LongLength + ArenaPadding);
            if (arena > Limit)
            {
                diagnostics.Add(Descriptors.TooLarge, new(attribute), $"The output {output} of {text}, with the outputs above it and their gradients,", arena, Limit);
                return null;
            }

            var parameters = new List<Parameter>();
            foreach (var parameter in layer.Parameters(input))
            {
                parameters.Add(parameter with { Offset = (int)offset });
                offset += parameter.Shape.LongLength;
                if (offset > Limit)
                {
                    diagnostics.Add(Descriptors.TooLarge, new(attribute), $"The {parameter.Name} {parameter.Shape} of {text}, with the parameters above it,", offset, Limit);
                    return null;
                }
            }

            nodes.Add(new Node(PropertyName(name, layer.Kind + counts[layer.Kind]), layer, attribute, text, input, output, parameters.ToEquatableArray()));
            input = output;
        }

        return nodes;
    }

    /// <summary>The user's name as a property's: its first letter is a capital.</summary>
    public static string PropertyName(string? name, string fallback) =>
        string.IsNullOrEmpty(name) ? fallback : char.ToUpperInvariant(name![0]) + name.Substring(1);
}
