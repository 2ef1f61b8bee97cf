using NetGen.Generator.Graph;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Binding.Advice;

/// <summary>How the rules look along the wires of a network.</summary>
internal static class Paths
{
    /// <summary>The layers that compute something when the network predicts.</summary>
    public static IEnumerable<Node> Computing(this NetworkGraph graph) => graph.Nodes.Where(Computes);

    /// <summary>Each of them with each of the next, whatever stands between the two and computes nothing.</summary>
    public static IEnumerable<(Node Upper, Node Lower)> Neighbours(this NetworkGraph graph)
    {
        foreach (var lower in graph.Computing())
        {
            foreach (var wire in lower.Wires)
            {
                if (graph.Source(wire) is { } upper)
                    yield return (upper, lower);
            }
        }
    }

    /// <summary>The layer that computes last.</summary>
    public static Node? LastComputing(this NetworkGraph graph) => graph.Source(graph.Outputs[0].Wire);

    /// <summary>The product that the output is made by; the path from it to the output holds no other. -1 where there is none.</summary>
    public static int HeadProduct(this NetworkGraph graph)
    {
        var wire = graph.Outputs[0].Wire;
        while (!wire.IsInput && !graph.Nodes[wire.Node].Layer.Has(LayerTraits.Product))
            wire = graph.Nodes[wire.Node].Wires[0];

        return wire.IsInput ? -1 : wire.Node;
    }

    /// <summary>Whether everything that the output follows from goes through a layer.</summary>
    public static bool IsOnEveryPath(this NetworkGraph graph, int node)
    {
        var seen = new HashSet<int>();
        var open = new Stack<Wire>(graph.Outputs.Select(output => output.Wire));
        while (open.Count > 0)
        {
            var wire = open.Pop();
            if (wire.IsInput)
                return false;

            if (wire.Node == node || !seen.Add(wire.Node))
                continue;

            foreach (var above in graph.Nodes[wire.Node].Wires)
                open.Push(above);
        }

        return true;
    }

    /// <summary>
    /// Whether a product that is given to another as it is makes a narrow code of many values, as in word2vec: two factors of one kernel, on purpose.
    /// </summary>
    public static bool IsCode(Node upper, Node lower) =>
        upper.Layer.Has(LayerTraits.Product) && upper.OutputShape.Last < upper.InputShape.Last && upper.OutputShape.Last < lower.OutputShape.Last;

    private static Node? Source(this NetworkGraph graph, Wire wire)
    {
        while (!wire.IsInput && !Computes(graph.Nodes[wire.Node]))
            wire = graph.Nodes[wire.Node].Wires[0];

        return wire.IsInput ? null : graph.Nodes[wire.Node];
    }

    private static bool Computes(Node node) => !node.Layer.Has(LayerTraits.View | LayerTraits.TrainingOnly | LayerTraits.Identity);
}
