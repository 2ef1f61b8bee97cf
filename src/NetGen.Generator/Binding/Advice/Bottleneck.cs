using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Binding.Advice;

/// <summary>A layer that everything goes through, and that is narrower than the output.</summary>
internal static class Bottleneck
{
    public static void Check(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        // An output of as many values as a sample, or more, is made of a code: to be narrow is what that is for.
        var outputs = graph.Output.Last;
        if (!graph.Loss.LabelsAreClasses && outputs >= graph.Input.Last)
            return;

        var codes = new HashSet<Node>(
            graph.Neighbours().Where(pair => pair.Lower.Layer.Has(LayerTraits.Product) && Paths.IsCode(pair.Upper, pair.Lower)).Select(pair => pair.Upper));
        var kind = graph.Loss.LabelsAreClasses ? "classes" : "values";
        // Where rows are flattened further down, what all of them hold together arrives at each row of the output.
        var rows = graph.Output.Rows;
        for (var i = 0; i < graph.HeadProduct(); i++)
        {
            var node = graph.Nodes[i];
            if (node.Layer.Has(LayerTraits.Product) && node.OutputShape.Length / rows < outputs && !codes.Contains(node) && graph.IsOnEveryPath(i))
                diagnostics.Add(Descriptors.Bottleneck, new(node.Attribute), node.Text, outputs, kind);
        }
    }
}
