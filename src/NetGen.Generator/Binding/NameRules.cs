using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;

namespace NetGen.Generator.Binding;

/// <summary>The names of layers become properties, tensors and local variables; what keeps one from that is an error.</summary>
internal static class NameRules
{
    /// <summary>The members that every network has.</summary>
    private static readonly HashSet<string> NetworkMembers =
    [
        "Backpropagate", "CheckFinite", "CheckLabels", "Description", "Equals", "Evaluate", "Finalize", "Fit", "Forward", "GetHashCode",
        "GetType", "Gradient", "InputLength", "InputShape", "LabelLength", "Load", "Logits", "Loss", "Mask", "MemberwiseClone", "OutputLength",
        "OutputShape", "ParameterCount", "Parameters", "Predict", "ReferenceEquals", "Save", "Seed", "Steps", "Summary", "ToString", "TrainStep",
    ];

    public static void Check(ClassDeclaration type, IReadOnlyList<Node> nodes, DiagnosticBag diagnostics)
    {
        var names = new HashSet<string>();
        foreach (var node in nodes)
        {
            var target = new DiagnosticTarget(node.Attribute, "Name");
            if (!SyntaxFacts.IsValidIdentifier(node.Name))
                diagnostics.Add(Descriptors.InvalidName, target, node.Name, "it becomes a property of the class, so it must be an identifier");
            else if (Clash(type, node) is { } clash)
                diagnostics.Add(Descriptors.InvalidName, target, node.Name, clash);
            else if (!names.Add(node.Name))
                diagnostics.Add(Descriptors.DuplicateName, target, node.Name);
        }
    }

    private static string? Clash(ClassDeclaration type, Node node)
    {
        if (node.Parameters.Count == 0)
            return null;

        if (node.Name == type.Name)
            return "it is the name of the class";

        if (NetworkMembers.Contains(node.Name))
            return "every network has a member of that name";

        return type.Members.Contains(node.Name) ? "the class has a member of that name" : null;
    }
}
