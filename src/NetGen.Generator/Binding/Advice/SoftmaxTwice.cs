using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Binding.Advice;

/// <summary>A softmax of probabilities makes them flat.</summary>
internal static class SoftmaxTwice
{
    public static void Check(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        foreach (var (upper, lower) in graph.Neighbours())
        {
            if (upper.Layer.Has(LayerTraits.Probabilities) && lower.Layer.Has(LayerTraits.Probabilities))
                diagnostics.Add(Descriptors.SoftmaxTwice, new(lower.Attribute));
        }
    }
}
