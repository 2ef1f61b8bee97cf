using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Binding.Advice;

/// <summary>Probabilities that go on into the network.</summary>
internal static class SoftmaxInside
{
    public static void Check(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        foreach (var (upper, lower) in graph.Neighbours())
        {
            if (upper.Layer.Has(LayerTraits.Probabilities) && !lower.Layer.Has(LayerTraits.Probabilities))
                diagnostics.Add(Descriptors.SoftmaxInside, new(upper.Attribute), upper.Text, lower.Text);
        }
    }
}
