using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Binding.Advice;

/// <summary>Through a row of saturating layers hardly any gradient comes.</summary>
internal static class VanishingGradients
{
    /// <summary>From this many in a row on, it is said.</summary>
    private const int Many = 4;

    public static void Check(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        // Of each layer, how many saturating ones lead to it in a row. Other activations end the row; whatever is no activation stands in it.
        var rows = new int[graph.Nodes.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var node = graph.Nodes[i];
            var above = node.Wires.Max(wire => wire.IsInput ? 0 : rows[wire.Node]);
            var saturates = node.Layer.Has(LayerTraits.Saturates);
            rows[i] = saturates ? above + 1 : node.Layer.Has(LayerTraits.Nonlinear) ? 0 : above;
            if (saturates && rows[i] == Many && !IsTakenByLoss(graph, i))
                diagnostics.Add(Descriptors.VanishingGradients, new(node.Attribute), node.Text, $"{Many}th");
        }
    }

    /// <summary>Whether a layer is one that the loss is computed together with, without its slope.</summary>
    private static bool IsTakenByLoss(NetworkGraph graph, int node) => graph.Outputs.Any(output => output.Wire.Node == node && output.Loss.Head is not null);
}
