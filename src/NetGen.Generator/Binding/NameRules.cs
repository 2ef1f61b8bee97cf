using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;
using NetGen.Generator.Model;

namespace NetGen.Generator.Binding;

/// <summary>The names of layers become properties, tensors and local variables; what keeps one from that is an error.</summary>
internal static class NameRules
{
    /// <summary>The members that every network has.</summary>
    private static readonly HashSet<string> NetworkMembers =
    [
        "Backpropagate", "Categories", "CheckFinite", "CheckLabels", "ClassNames", "Classify", "Description", "Equals", "Evaluate", "Finalize", "Fit",
        "FitAsync", "Forward", "ForwardPass", "Freeze", "GetHashCode",
        "GetType", "Gradient", "InputLength", "InputShape", "LabelLength", "Load", "Logits", "Loss", "Mask", "MemberwiseClone", "OutputLength",
        "OutputShape", "ParameterCount", "Parameters", "Predict", "Preprocessor", "ReferenceEquals", "Save", "Seed", "Steps", "Summary", "ToString",
        "TrainableCount", "TrainStep", "Watch",
    ];

    /// <summary>The generated members that are no methods.</summary>
    private static readonly HashSet<string> Constants = ["Description", "ForwardPass", "InputLength", "LabelLength", "OutputLength", "ParameterCount"];

    /// <summary>The members that the generated half itself declares, as which C# lets no class be called.</summary>
    private static readonly HashSet<string> GeneratedMembers = ["Backpropagate", "CheckLabels", "Forward", "ForwardPass", "Logits", "Loss", .. Constants];

    /// <summary>The members that a network with choices has besides.</summary>
    private static readonly HashSet<string> ChoiceMembers = ["ArchitectureCount", "Architectures"];

    /// <summary>Whether the class is called as a member that is generated for every network, or for every one with choices.</summary>
    public static bool IsTaken(ClassDeclaration type, bool hasChoices) =>
        GeneratedMembers.Contains(type.Name) || (hasChoices && ChoiceMembers.Contains(type.Name));

    /// <summary>Whether a member that is no method is generated under a name for every network, or for every one with choices.</summary>
    public static bool IsConstant(string name, bool hasChoices) => Constants.Contains(name) || (hasChoices && ChoiceMembers.Contains(name));

    public static void Check(ClassDeclaration type, bool hasChoices, IReadOnlyList<Node> nodes, DiagnosticBag diagnostics)
    {
        // Not only one property each, but also one name each in a saved file: some letters differ as capitals and not as small ones.
        var properties = new HashSet<string>();
        var tensors = new HashSet<string>();
        foreach (var node in nodes)
        {
            var target = new DiagnosticTarget(node.Attribute, "Name");
            if (!SyntaxFacts.IsValidIdentifier(node.Name))
                diagnostics.Add(Descriptors.InvalidName, target, node.Name, "it becomes a property of the class, so it must be an identifier");
            else if (!Identifier.Fits(node.PropertyName))
                diagnostics.Add(Descriptors.InvalidName, target, node.Name, "it is too long to be compiled");
            else if (Clash(type, hasChoices, node) is { } clash)
                diagnostics.Add(Descriptors.InvalidName, target, node.Name, clash);
            else if (!properties.Add(node.PropertyName) | !tensors.Add(Identifier.Compared(node.CamelName)))
                diagnostics.Add(Descriptors.DuplicateName, target, node.Name);
        }
    }

    private static string? Clash(ClassDeclaration type, bool hasChoices, Node node)
    {
        if (node.Parameters.Count == 0)
            return null;

        var name = node.PropertyName;
        if (name == type.Name)
            return "it is the name of the class";

        if (NetworkMembers.Contains(name))
            return "every network has a member of that name";

        if (hasChoices && ChoiceMembers.Contains(name))
            return "every network with choices has a member of that name";

        if (type.HasMember(name))
            return "the class has a member of that name";

        return type.Members.Any(m => m is { Kind: MemberKind.Method, Parameters: "()" } && m.Name == "get_" + name)
            ? $"the class has a member 'get_{name}', as which C# compiles the property"
            : null;
    }
}
