using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Binding.Advice;

/// <summary>Two products with nothing between them are no more than one.</summary>
internal static class LinearStack
{
    public static void Check(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        foreach (var (upper, lower) in graph.Neighbours())
        {
            if (upper.Layer.Has(LayerTraits.Product) && lower.Layer.Has(LayerTraits.Product) && !Paths.IsCode(upper, lower))
                diagnostics.Add(Descriptors.LinearStack, new(lower.Attribute), lower.Text, upper.Text);
        }
    }
}
