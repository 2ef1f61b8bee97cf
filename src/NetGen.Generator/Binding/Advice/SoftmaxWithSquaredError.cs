using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Binding.Advice;

/// <summary>Probabilities compared as if they were the values of a regression.</summary>
internal static class SoftmaxWithSquaredError
{
    public static void Check(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        if (graph.Loss.IsRegression && graph.Last is { } last && last.Layer.Has(LayerTraits.Probabilities))
            diagnostics.Add(Descriptors.SoftmaxWithSquaredError, new(last.Attribute), last.Text);
    }
}
