using NetGen.Generator.Graph;
using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Planning;

/// <summary>
/// Decides everything about a network's code. The passes, a file each: <see cref="Stages"/> leaves out what does not run, <see cref="Fusion"/> puts activations
/// into products, <see cref="ReversePass"/> goes back from the loss, <see cref="Gradients"/> sums, <see cref="Aliasing"/> lets calls work in place,
/// <see cref="Arena"/> gives the places, and <see cref="PlanCheck"/> looks whether all of this is right.
/// </summary>
internal static class Planner
{
    public static ExecutionPlan Plan(NetworkGraph graph)
    {
        var inference = InferencePlanner.Plan(graph).ToList();
        var (training, watched) = TrainingPlanner.Plan(graph);

        return new ExecutionPlan(
            graph.Class,
            graph.Loss,
            graph.Input,
            graph.Output,
            graph.Nodes.SelectMany(n => n.Parameters.Select(p => new PlannedTensor($"{n.CamelName}.{p.Name}", p))).ToEquatableArray(),
            Layers(graph).ToEquatableArray(),
            graph.Nodes.SelectMany(Views).ToEquatableArray(),
            [.. inference, training],
            inference.Max(method => method.ArenaEnd),
            training.ArenaEnd,
            SummaryTable.Lines(graph).ToEquatableArray(),
            SummaryTable.Notes(graph).ToEquatableArray(),
            Signature(graph),
            watched.ToEquatableArray(),
            graph.Chosen,
            graph.Variants.Select(Plan).ToEquatableArray());
    }

    /// <summary>
    /// The shape of a sample and the layers that compute outside training. The names are the tensors' affair, and the loss is no part of what comes out.
    /// </summary>
    private static string Signature(NetworkGraph graph) => string.Join(
        ", ", graph.Nodes.Where(n => !n.Layer.Has(LayerTraits.TrainingOnly)).Select(n => n.Layer.Signature).Prepend($"Input({string.Join(", ", graph.Input.Extents)})"));

    private static IEnumerable<PlannedView> Views(Node node) =>
        node.Layer.View(node.Shapes) is { } view
            ? [new PlannedView(node.PropertyName, node.Text, node.Parameters[0].Offset, node.Parameters.Sum(p => p.Length), view)]
            : [];

    private static IEnumerable<PlannedLayer> Layers(NetworkGraph graph) => graph.Nodes.GroupBy(n => n.Attribute).Select(nodes => new PlannedLayer(
        nodes.First().Name, nodes.First().Text, nodes.Last().OutputShape, nodes.Sum(n => n.Parameters.Count), nodes.Sum(n => n.MultiplyAdds)));
}
