using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Binding.Advice;

/// <summary>What drops below the last product drops outputs.</summary>
internal static class DropoutOnOutput
{
    public static void Check(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        var head = graph.HeadProduct();
        if (head < 0)
            return;

        for (var wire = graph.Outputs[0].Wire; wire.Node != head; wire = graph.Nodes[wire.Node].Wires[0])
        {
            if (graph.Nodes[wire.Node] is var node && node.Layer.Has(LayerTraits.Drops))
                diagnostics.Add(Descriptors.DropoutOnOutput, new(node.Attribute));
        }
    }
}
