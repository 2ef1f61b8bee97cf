using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Binding.Advice;

/// <summary>Of one value softmax makes 1, whatever it is.</summary>
internal static class SoftmaxOverOne
{
    public static void Check(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        foreach (var node in graph.Nodes.Where(n => n.Layer.Has(LayerTraits.Probabilities) && n.InputShape.Last == 1))
            diagnostics.Add(Descriptors.SoftmaxOverOne, new(node.Attribute), node.InputShape);
    }
}
