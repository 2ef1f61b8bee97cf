using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Binding.Advice;

/// <summary>A head that acts on the last axis of samples that have more, where the whole sample is usually meant.</summary>
internal static class DenseHeadOnRows
{
    public static void Check(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        // What gives back a sample's own shape, as an autoencoder of rows does, means each row by itself.
        var restores = !graph.Loss.LabelsAreClasses && graph.Output.Equals(graph.Input);
        var head = graph.HeadProduct();
        if (!restores && head >= 0 && graph.Nodes[head] is { InputShape.Rank: > 1 } node)
            diagnostics.Add(Descriptors.DenseHeadOnRows, new(node.Attribute), node.Text, graph.Trace(head));
    }
}
