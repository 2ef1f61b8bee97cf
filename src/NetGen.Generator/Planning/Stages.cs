using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Graph;
using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Planning;

/// <summary>The first pass: what of a graph runs in a method, in order. Views vanish, and who takes from them takes from what is above.</summary>
internal sealed class Stages
{
    /// <summary>The local variables and parameters of the emitted methods, which no layer's variable may be called.</summary>
    private static readonly HashSet<string> ReservedLocals = ["arena", "batch", "gradients", "input", "labels", "logits", "loss", "output", "outputs",
        "parameters", "predictions", "weights"];

    /// <summary>What the local variables of a layer's gradients, slopes and scratch have after its name.</summary>
    private static readonly Regex Suffix = new(@"(Gradient(Sum)?\d*|Slope|Rest|Discarded|Mean|Inverse)$", RegexOptions.CultureInvariant);

    private Stages(List<Stage> items, int output) => (Items, Output) = (items, output);

    public IReadOnlyList<Stage> Items { get; }

    /// <summary>What the method gives: the number of the stage, or the complement of that of an input.</summary>
    public int Output { get; }

    /// <summary>The stages of a method.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="head">The layer that the loss is computed together with, which the method leaves out.</param>
    /// <param name="isTraining">Whether it also runs what only training knows.</param>
    public static Stages Of(NetworkGraph graph, Node? head, bool isTraining)
    {
        var items = new List<Stage>();
        var sources = new int[graph.Nodes.Count];
        int SourceOf(Wire wire) => wire.IsInput ? wire.Node : sources[wire.Node];
        for (var i = 0; i < sources.Length; i++)
        {
            var node = graph.Nodes[i];
            if (node == head || node.Layer.Has(LayerTraits.View) || (node.Layer.Has(LayerTraits.TrainingOnly) && !isTraining))
            {
                sources[i] = SourceOf(node.Wires[0]);
                continue;
            }

            sources[i] = items.Count;
            items.Add(new Stage(node, null, node.Wires.Select(SourceOf).ToEquatableArray()));
        }

        return Named(Fusion.Fuse(items, SourceOf(graph.Outputs[0].Wire)));
    }

    /// <summary>How often each stage's output is taken, by other stages or as the method's own.</summary>
    public static int[] CountConsumers(IReadOnlyList<Stage> items, int output)
    {
        var consumers = new int[items.Count];
        foreach (var source in items.SelectMany(stage => stage.Sources).Append(output).Where(source => source >= 0))
            consumers[source]++;

        return consumers;
    }

    private static Stages Named((List<Stage> Items, int Output) fused)
    {
        var taken = new HashSet<string>();
        var named = fused.Items.Select(stage => stage with { LocalName = LocalName(Identifier.Compared(stage.Node.CamelName), taken) });
        return new Stages([.. named], fused.Output);
    }

    private static string LocalName(string name, HashSet<string> taken)
    {
        // A layer must not be called as what is called after another.
        var isTaken = ReservedLocals.Contains(name) || IsKeyword(name)
            || Suffix.IsMatch(name);
        while (isTaken || taken.Contains(name))
        {
            name += "Layer";
            isTaken = false;
        }

        taken.Add(name);
        return name;
    }

    private static bool IsKeyword(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None
        || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None;
}
