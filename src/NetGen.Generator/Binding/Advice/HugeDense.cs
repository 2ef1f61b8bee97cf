using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Binding.Advice;

/// <summary>A product over all values of an image or the like, whose kernel is most of the network.</summary>
internal static class HugeDense
{
    /// <summary>From this many weights on, 64 MiB of floats, it is called very large.</summary>
    private const long Weights = 1 << 24;

    public static void Check(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        foreach (var node in graph.Nodes.Where(n => n.Layer.Has(LayerTraits.Product)))
        {
            var weights = (long)node.InputShape.Last * node.OutputShape.Last;
            if (weights >= Weights && TakesFlattened(graph, node.Wires[0]))
                diagnostics.Add(Descriptors.HugeDense, new(node.Attribute), node.Text, node.InputShape.Last, weights);
        }
    }

    /// <summary>Whether what arrives is a flattened sample, with nothing but activations and dropout in between.</summary>
    private static bool TakesFlattened(NetworkGraph graph, Wire wire)
    {
        for (; !wire.IsInput && graph.Nodes[wire.Node] is { Parameters.Count: 0 } above; wire = above.Wires[0])
        {
            if (above.Layer.Has(LayerTraits.Flattens) && above.InputShape.Rank > 1)
                return true;
        }

        return false;
    }
}
