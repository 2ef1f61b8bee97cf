using NetGen.Generator.Diagnostics;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Binding;

/// <summary>The warnings: networks that run and disappoint. Each rule is one method, listed in the order of its id.</summary>
internal static class Advice
{
    /// <summary>From this many weights on, 64 MiB of floats, a dense layer on a flattened input is called very large.</summary>
    private const long HugeWeights = 1 << 24;

    /// <summary>From this many saturating layers in a row on, gradients are said to vanish.</summary>
    private const int ManySaturating = 4;

    private static readonly Action<NetworkGraph, DiagnosticBag>[] Rules =
    [
        DenseHeadOnRows, LinearStack, VanishingGradients, SoftmaxOverOne, SoftmaxTwice, ReluOnRegression, DropoutOnOutput, Bottleneck, HugeDense,
    ];

    public static void Give(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        foreach (var rule in Rules)
            rule(graph, diagnostics);
    }

    private static void DenseHeadOnRows(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        var head = LastDense(graph);
        if (graph.Loss.LabelsAreClasses && head >= 0 && graph.Nodes[head] is { Input.Rank: > 1 } node)
            diagnostics.Add(Descriptors.DenseHeadOnRows, new(node.Attribute), node.Text, graph.Trace(head));
    }

    private static void LinearStack(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        foreach (var (upper, lower) in Neighbours(graph))
        {
            if (upper.Layer is Dense && lower.Layer is Dense)
                diagnostics.Add(Descriptors.LinearStack, new(lower.Attribute), lower.Text, upper.Text);
        }
    }

    private static void VanishingGradients(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        var row = 0;
        foreach (var node in Hidden(graph))
        {
            // Other activations end the row; whatever is no activation stands in it.
            if (node.Layer is Elementwise { Saturates: true })
                row++;
            else if (node.Layer is Elementwise or PRelu or Softmax)
                row = 0;

            if (row == ManySaturating && node.Layer is Elementwise)
                diagnostics.Add(Descriptors.VanishingGradients, new(node.Attribute), node.Text, $"{row}th");
        }
    }

    private static void SoftmaxOverOne(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        foreach (var node in graph.Nodes.Where(n => n.Layer is Softmax && n.Input.Last == 1))
            diagnostics.Add(Descriptors.SoftmaxOverOne, new(node.Attribute), node.Input);
    }

    private static void SoftmaxTwice(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        foreach (var (upper, lower) in Neighbours(graph))
        {
            if (upper.Layer is Softmax && lower.Layer is Softmax)
                diagnostics.Add(Descriptors.SoftmaxTwice, new(lower.Attribute));
        }
    }

    private static void ReluOnRegression(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        var last = graph.Nodes[graph.Nodes.Count - 1];
        if (!graph.Loss.HasAccuracy && last.Layer is Elementwise { Name: "Relu" or "Relu6" })
            diagnostics.Add(Descriptors.ReluOnRegression, new(last.Attribute), last.Text);
    }

    private static void DropoutOnOutput(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        var head = LastDense(graph);
        foreach (var node in graph.Nodes.Skip(head + 1).Where(n => head >= 0 && n.Layer is Dropout))
            diagnostics.Add(Descriptors.DropoutOnOutput, new(node.Attribute));
    }

    private static void Bottleneck(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        if (!graph.Loss.LabelsAreClasses)
            return;

        foreach (var node in graph.Nodes.Take(LastDense(graph)).Where(n => n.Layer is Dense && n.Output.Last < graph.Output.Last))
            diagnostics.Add(Descriptors.Bottleneck, new(node.Attribute), node.Text, graph.Output.Last);
    }

    private static void HugeDense(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        for (var i = 1; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            var weights = (long)node.Input.Last * node.Output.Last;
            if (node.Layer is Dense && graph.Nodes[i - 1] is { Layer: Flatten, Input.Rank: > 1 } && weights >= HugeWeights)
                diagnostics.Add(Descriptors.HugeDense, new(node.Attribute), node.Text, node.Input.Last, weights);
        }
    }

    /// <summary>All nodes but the one that the loss is computed together with.</summary>
    private static IEnumerable<Node> Hidden(NetworkGraph graph) =>
        graph.Nodes.Take(graph.Loss.Head is null ? graph.Nodes.Count : graph.Nodes.Count - 1);

    /// <summary>Each layer with the next that computes something when the network predicts.</summary>
    private static IEnumerable<(Node Upper, Node Lower)> Neighbours(NetworkGraph graph)
    {
        var computing = graph.Nodes.Where(n => !n.Layer.IsView && !n.Layer.IsTrainingOnly).ToList();
        return computing.Zip(computing.Skip(1), (upper, lower) => (upper, lower));
    }

    private static int LastDense(NetworkGraph graph)
    {
        for (var i = graph.Nodes.Count - 1; i >= 0; i--)
        {
            if (graph.Nodes[i].Layer is Dense)
                return i;
        }

        return -1;
    }
}
