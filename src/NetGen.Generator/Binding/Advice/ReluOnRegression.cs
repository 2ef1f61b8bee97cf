using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Binding.Advice;

/// <summary>A regression whose output cannot be negative, and learns nothing where it is 0.</summary>
internal static class ReluOnRegression
{
    public static void Check(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        if (!graph.Loss.HasAccuracy && graph.LastComputing() is { } last && last.Layer.Has(LayerTraits.Rectifies))
            diagnostics.Add(Descriptors.ReluOnRegression, new(last.Attribute), last.Text);
    }
}
