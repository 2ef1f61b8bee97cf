using NetGen.Generator.Diagnostics;
using NetGen.Generator.Layers;
using NetGen.Generator.Losses;
using NetGen.Generator.Model;

namespace NetGen.Generator.Binding;

/// <summary>The warnings: networks that run and disappoint. Each rule is one method, listed once.</summary>
internal static class Advice
{
    /// <summary>From this many weights on, 64 MiB of floats, a dense layer on a flattened input is called very large.</summary>
    private const long HugeWeights = 1 << 24;

    /// <summary>From this many saturating layers in a row on, gradients are said to vanish.</summary>
    private const int ManySaturating = 4;

    /// <summary>What follows from the layers alone.</summary>
    private static readonly Action<NetworkGraph, DiagnosticBag>[] LayerRules =
    [
        LinearStack, VanishingGradients, SoftmaxOverOne, SoftmaxTwice, DropoutOnOutput, HugeDense, SoftmaxInside,
    ];

    /// <summary>What also follows from the loss: of no use where that is not the one that was meant.</summary>
    private static readonly Action<NetworkGraph, DiagnosticBag>[] TaskRules = [DenseHeadOnRows, ReluOnRegression, Bottleneck, SoftmaxWithSquaredError];

    /// <summary>Gives the advice that there is.</summary>
    /// <param name="graph">A network whose layers fit each other.</param>
    /// <param name="isLossFitting">Whether its loss fits its last layer.</param>
    /// <param name="diagnostics">Where to.</param>
    public static void Give(NetworkGraph graph, bool isLossFitting, DiagnosticBag diagnostics)
    {
        foreach (var rule in isLossFitting ? [.. LayerRules, .. TaskRules] : LayerRules)
            rule(graph, diagnostics);
    }

    private static void DenseHeadOnRows(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        // What gives back a sample's own shape, as an autoencoder of rows does, means each row by itself.
        var restores = !graph.Loss.LabelsAreClasses && graph.Output.Equals(graph.Input);
        var head = LastDense(graph);
        if (!restores && head >= 0 && graph.Nodes[head] is { Input.Rank: > 1 } node)
            diagnostics.Add(Descriptors.DenseHeadOnRows, new(node.Attribute), node.Text, graph.Trace(head));
    }

    private static void LinearStack(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        foreach (var (upper, lower) in Neighbours(graph))
        {
            if (upper.Layer is Dense && lower.Layer is Dense && !IsCode(upper, lower))
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
            else if (node.Layer is Elementwise { IsIdentity: false } or PRelu or Softmax)
                row = 0;

            if (row == ManySaturating && node.Layer is Elementwise { Saturates: true })
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
        if (!graph.Loss.HasAccuracy && Last(graph) is { Layer: Elementwise { Name: "Relu" or "Relu6" } } last)
            diagnostics.Add(Descriptors.ReluOnRegression, new(last.Attribute), last.Text);
    }

    private static void DropoutOnOutput(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        var head = LastDense(graph);
        // A rate of 0 drops nothing.
        foreach (var node in graph.Nodes.Skip(head + 1).Where(n => head >= 0 && n.Layer is Dropout { Rate: > 0 }))
            diagnostics.Add(Descriptors.DropoutOnOutput, new(node.Attribute));
    }

    private static void Bottleneck(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        // An output of as many values as a sample, or more, is made of a code: to be narrow is what that is for.
        var outputs = graph.Output.Last;
        if (!graph.Loss.LabelsAreClasses && outputs >= graph.Input.Last)
            return;

        var codes = new HashSet<Node>(Neighbours(graph).Where(pair => pair.Lower.Layer is Dense && IsCode(pair.Upper, pair.Lower)).Select(pair => pair.Upper));
        var kind = graph.Loss.LabelsAreClasses ? "classes" : "values";
        // Where rows are flattened further down, what all of them hold together arrives at each row of the output.
        var rows = graph.Output.Rows;
        foreach (var node in graph.Nodes.Take(LastDense(graph)).Where(n => n.Layer is Dense && n.Output.Length / rows < outputs && !codes.Contains(n)))
            diagnostics.Add(Descriptors.Bottleneck, new(node.Attribute), node.Text, outputs, kind);
    }

    private static void HugeDense(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        for (var i = 1; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            var weights = (long)node.Input.Last * node.Output.Last;
            if (node.Layer is Dense && weights >= HugeWeights && TakesFlattened(graph, i))
                diagnostics.Add(Descriptors.HugeDense, new(node.Attribute), node.Text, node.Input.Last, weights);
        }
    }

    private static void SoftmaxInside(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        foreach (var (upper, lower) in Neighbours(graph))
        {
            if (upper.Layer is Softmax && lower.Layer is not Softmax)
                diagnostics.Add(Descriptors.SoftmaxInside, new(upper.Attribute), upper.Text, lower.Text);
        }
    }

    private static void SoftmaxWithSquaredError(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        if (graph.Loss == Loss.MeanSquaredError && graph.Nodes[graph.Nodes.Count - 1] is { Layer: Softmax } last)
            diagnostics.Add(Descriptors.SoftmaxWithSquaredError, new(last.Attribute), last.Text);
    }

    /// <summary>
    /// Whether a dense layer that is given to another as it is makes a narrow code of many values, as in word2vec: two factors of one kernel, on purpose.
    /// </summary>
    private static bool IsCode(Node upper, Node lower) => upper.Layer is Dense && upper.Output.Last < upper.Input.Last && upper.Output.Last < lower.Output.Last;

    /// <summary>Whether what arrives at a node is a flattened sample, with nothing but activations and dropout in between.</summary>
    private static bool TakesFlattened(NetworkGraph graph, int node)
    {
        for (var i = node - 1; i >= 0 && graph.Nodes[i] is { Parameters.Count: 0 } above; i--)
        {
            if (above is { Layer: Flatten, Input.Rank: > 1 })
                return true;
        }

        return false;
    }

    /// <summary>All nodes but the one that the loss is computed together with.</summary>
    private static IEnumerable<Node> Hidden(NetworkGraph graph) =>
        graph.Nodes.Take(graph.Loss.Head is null ? graph.Nodes.Count : graph.Nodes.Count - 1);

    /// <summary>The layers that compute something when the network predicts.</summary>
    private static IEnumerable<Node> Computing(NetworkGraph graph) =>
        graph.Nodes.Where(n => !n.Layer.IsView && !n.Layer.IsTrainingOnly && n.Layer is not Elementwise { IsIdentity: true });

    /// <summary>Each of them with the next.</summary>
    private static IEnumerable<(Node Upper, Node Lower)> Neighbours(NetworkGraph graph)
    {
        var computing = Computing(graph).ToList();
        return computing.Zip(computing.Skip(1), (upper, lower) => (upper, lower));
    }

    private static Node? Last(NetworkGraph graph) => Computing(graph).LastOrDefault();

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
