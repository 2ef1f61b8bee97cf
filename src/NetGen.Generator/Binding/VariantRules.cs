using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;
using NetGen.Generator.Model;

namespace NetGen.Generator.Binding;

/// <summary>What the variants of a network must have in common, and what their classes can be called.</summary>
internal static class VariantRules
{
    /// <summary>Checks variants of which each by itself is right.</summary>
    public static void Check(IReadOnlyList<Choice> choices, IReadOnlyList<NetworkGraph> graphs, DiagnosticBag diagnostics)
    {
        CheckTask(choices, graphs, diagnostics);
        CheckNames(choices, graphs, diagnostics);
    }

    private static void CheckTask(IReadOnlyList<Choice> choices, IReadOnlyList<NetworkGraph> graphs, DiagnosticBag diagnostics)
    {
        var main = graphs[0];
        if (graphs.FirstOrDefault(g => !g.Output.Equals(main.Output) || g.Loss != main.Loss) is not { } other)
            return;

        // The last choice varies fastest: what comes before the first that varied is as in the main network.
        var choice = Enumerable.Range(0, choices.Count).First(i => main.Chosen[i] != other.Chosen[i]);
        diagnostics.Add(
            Descriptors.VariantsDiffer,
            new(choices[choice].Attribute, choices[choice].Property),
            main.Output,
            main.Loss.Kind,
            main.Chosen[choice],
            other.Output,
            other.Loss.Kind,
            other.Chosen[choice],
            main.Output.Equals(other.Output) ? "write the loss below the layers" : "leave the shape of the output fixed");
    }

    private static void CheckNames(IReadOnlyList<Choice> choices, IReadOnlyList<NetworkGraph> graphs, DiagnosticBag diagnostics)
    {
        var main = graphs[0];
        var taken = new HashSet<string>(main.Class.Members.Select(m => m.Name)) { main.Class.Name };
        taken.UnionWith(main.Nodes.Where(n => n.Parameters.Count > 0).Select(n => n.PropertyName));

        if (graphs.Skip(1).FirstOrDefault(g => !Identifier.Fits(g.Class.Name)) is not null)
        {
            diagnostics.Add(
                Descriptors.InvalidName, new(choices[0].Attribute, "Name"), choices[0].Layer,
                    "the classes of the variants, which are called after the layers, would have names too long to be compiled");
        }
        else if (graphs.Skip(1).FirstOrDefault(g => !taken.Add(g.Class.Name)) is { } clash)
        {
            diagnostics.Add(
                Descriptors.InvalidName,
                new(choices[0].Attribute, "Name"),
                choices[0].Layer,
                $"the class of the variant '{clash.Class.Name}' would clash with "
                    + $"{(clash.Class.Name == main.Class.Name ? "the network's own" : "a member of the network")}");
        }
    }
}
