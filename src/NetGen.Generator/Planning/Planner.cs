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
            training.FixedEnd,
            SummaryTable.Lines(graph).ToEquatableArray(),
            SummaryTable.Notes(graph).ToEquatableArray(),
            Signature(graph),
            watched.ToEquatableArray(),
            graph.Chosen,
            graph.Variants.Select(Plan).ToEquatableArray());
    }

    /// <summary>
    /// The shape of a sample and the layers that compute outside training. The names are the tensors' affair, and the loss is no part of what comes out. Layers
    /// that take from others than the one above say from which, by their numbers in this list; the input is number 0.
    /// </summary>
    private static string Signature(NetworkGraph graph)
    {
        var parts = new List<string> { $"Input({string.Join(", ", graph.Input.Extents)})" };
        var numbers = new int[graph.Nodes.Count];
        int NumberOf(Wire wire) => wire.IsInput ? 0 : numbers[wire.Node];
        for (var i = 0; i < numbers.Length; i++)
        {
            var node = graph.Nodes[i];
            numbers[i] = NumberOf(node.Wires[0]);
            if (node.Layer.Has(LayerTraits.TrainingOnly))
                continue;

            var wires = node.Wires.Select(NumberOf).ToList();
            numbers[i] = parts.Count;
            parts.Add(wires.SequenceEqual([parts.Count - 1]) ? node.Layer.Signature : $"{node.Layer.Signature}[{string.Join(" ", wires)}]");
        }

        return string.Join(", ", parts);
    }

    private static IEnumerable<PlannedView> Views(Node node) =>
        node.Layer.View(node.Shapes) is { } view
            ? [new PlannedView(node.PropertyName, node.Text, Parts(node, view).ToEquatableArray(), view)]
            : [];

    private static IEnumerable<PlannedPart> Parts(Node node, ParameterView view) => view.IsByTensor
        ? node.Parameters.Select(p => new PlannedPart(p.Name, p.Offset, p.Length))
        : [new PlannedPart("", node.Parameters[0].Offset, node.Parameters.Sum(p => p.Length))];

    /// <summary>The attributes of the declaration, each with the number of those that it takes from; the input is number 0.</summary>
    private static IEnumerable<PlannedLayer> Layers(NetworkGraph graph)
    {
        var groups = graph.Nodes.GroupBy(n => n.Attribute).Select(group => group.ToList()).ToList();
        var numbers = groups.SelectMany((group, i) => group.Select(_ => i + 1)).ToList();
        return groups.Select((nodes, i) =>
        {
            var inputs = nodes[0].Wires.Select(wire => wire.IsInput ? 0 : numbers[wire.Node]).ToEquatableArray();
            return new PlannedLayer(
                nodes[0].Name,
                nodes[0].Text,
                nodes[nodes.Count - 1].OutputShape,
                nodes.Sum(n => n.Parameters.Count),
                nodes.Sum(n => n.MultiplyAdds),
                inputs.SequenceEqual([i]) ? [] : inputs);
        });
    }
}
