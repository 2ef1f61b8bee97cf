using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>
/// Turns nodes into stages: views vanish, and an activation that follows a product runs in the product's store, whether it was written
/// as <c>[Dense(128, Relu)]</c> or as <c>[Dense(128)] [Relu]</c>.
/// </summary>
internal static class Fusion
{
    /// <summary>The local variables and parameters of the emitted methods, which no layer's variable may be called.</summary>
    private static readonly HashSet<string> ReservedLocals = ["arena", "batch", "gradients", "input", "labels", "logits", "loss", "output", "outputs", "parameters", "predictions", "weights"];

    public static List<Stage> Fuse(IEnumerable<Node> nodes)
    {
        var stages = new List<Stage>();
        foreach (var node in nodes.Where(n => !n.Layer.IsView))
        {
            var above = stages.Count > 0 ? stages[stages.Count - 1] : null;
            if (node.Layer.Activation is not null && above is { Layer: Dense, Fused: null })
                stages[stages.Count - 1] = above with { Fused = node };
            else
                stages.Add(new Stage(node, null, LocalName(Identifier.Compared(node.CamelName), stages)));
        }

        return stages;
    }

    private static string LocalName(string name, List<Stage> others)
    {
        // Gradients and slopes are called after their layers: a layer must not be called as another's.
        var isTaken = ReservedLocals.Contains(name) || IsKeyword(name)
            || name.EndsWith("Gradient", StringComparison.Ordinal) || name.EndsWith("Slope", StringComparison.Ordinal);
        while (isTaken || others.Any(s => s.LocalName == name))
        {
            name += "Layer";
            isTaken = false;
        }

        return name;
    }

    private static bool IsKeyword(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None;
}
