using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>Decides everything about a network's code: what is fused, what is kept, where it lies, in which order it runs.</summary>
internal static class Planner
{
    public static ExecutionPlan Plan(NetworkGraph graph)
    {
        var last = graph.Nodes[graph.Nodes.Count - 1];
        var head = graph.Loss.Head == last.Layer.Kind ? last : null;
        var (inference, predictArena) = new InferencePlanner(graph, head).Plan();
        var (training, trainArena, watched) = new TrainingPlanner(graph, head).Plan();

        return new ExecutionPlan(
            graph.Class,
            graph.Loss,
            graph.Input,
            graph.Output,
            graph.Loss.LabelsAreClasses ? graph.Output.Rows : graph.Output.Length,
            graph.Nodes.SelectMany(n => n.Parameters.Select(p => new PlannedTensor($"{n.CamelName}.{p.Name}", p))).ToEquatableArray(),
            Layers(graph).ToEquatableArray(),
            graph.Nodes.SelectMany(Views).ToEquatableArray(),
            [.. inference, training],
            predictArena,
            trainArena,
            SummaryTable.Lines(graph).ToEquatableArray(),
            SummaryTable.Notes(graph).ToEquatableArray(),
            Signature(graph),
            watched,
            graph.Chosen,
            graph.Variants.Select(Plan).ToEquatableArray());
    }

    /// <summary>
    /// The shape of a sample and the layers that compute outside training. The names are the tensors' affair, and the loss is no part of what comes out.
    /// </summary>
    private static string Signature(NetworkGraph graph) => string.Join(
        ", ", graph.Nodes.Where(n => !n.Layer.IsTrainingOnly).Select(n => n.Layer.Signature).Prepend($"Input({string.Join(", ", graph.Input.Extents)})"));

    private static IEnumerable<PlannedView> Views(Node node) =>
        node.Layer.View(node.Input) is { } view
            ? [new PlannedView(node.PropertyName, node.Text, node.Parameters[0].Offset, node.Parameters.Sum(p => p.Length), view)]
            : [];

    private static IEnumerable<PlannedLayer> Layers(NetworkGraph graph) => graph.Nodes.GroupBy(n => n.Attribute).Select(nodes => new PlannedLayer(
        nodes.First().Name, nodes.First().Text, nodes.Last().Output, nodes.Sum(n => n.Parameters.Count), nodes.Sum(n => n.Layer.MultiplyAdds(n.Input))));
}
