using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;
using NetGen.Generator.Model;

namespace NetGen.Generator.Binding;

/// <summary>What the members that the user gave a class must leave to the generated half. Names of layers are a matter of <see cref="NameRules"/>.</summary>
internal static class MemberRules
{
    private const string Constructor = "(long)";

    public static void Check(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        var methods = MethodsOf(graph);
        for (var i = 0; i < graph.Class.Members.Count; i++)
        {
            if (Clash(graph, graph.Class.Members[i], methods) is { } clash)
                diagnostics.Add(Descriptors.MemberClashes, DiagnosticTarget.OfMember(i), Shown(graph.Class.Members[i]), clash);
        }
    }

    private static string? Clash(NetworkGraph graph, MemberDeclaration member, IReadOnlyDictionary<string, string> methods)
    {
        var hasChoices = graph.Chosen.Count > 0;
        if (member.Kind is MemberKind.Constructor or MemberKind.LoneConstructor)
        {
            return member.Parameters == Constructor
                ? "is a constructor that the generated half has already; give it other parameters, or remove it"
                : member.Kind == MemberKind.LoneConstructor
                    ? "does not call the generated constructor, which makes the network; write ': this(seed: 0)' after it"
                : null;
        }

        if (methods.TryGetValue(member.Name, out var parameters))
        {
            return member.Kind != MemberKind.Method ? "has the name of a generated method; choose another"
                : member.Parameters == parameters ? "is a method that the generated half has already; choose another name"
                : null;
        }

        return NameRules.IsConstant(member.Name, hasChoices) ? "has the name of a generated member; choose another"
            : member.IsRequired && hasChoices ? "is required, and 'Architectures' makes networks without setting it; leave out 'required'"
            : null;
    }

    /// <summary>The methods of the generated half and their parameters: overloads can stand beside them.</summary>
    private static Dictionary<string, string> MethodsOf(NetworkGraph graph)
    {
        string values = Names.ReadOnlySpan("float"), labels = Names.ReadOnlySpan(Names.Element(graph.Loss.Labels)), span = Names.Span("float");
        var methods = new Dictionary<string, string>
        {
            ["Forward"] = $"(int, {values}, {span}, {span})",
            ["Loss"] = $"(int, {values}, {labels}, {span}, {span})",
            ["Backpropagate"] = $"(int, {values}, {labels}, {values}, {span}, {span}, {span})",
            ["CheckLabels"] = $"({labels})",
        };
        if (graph.Head is not null)
            methods.Add("Logits", methods["Forward"]);

        return methods;
    }

    private static string Shown(MemberDeclaration member) =>
        member.Kind == MemberKind.Other ? member.Name : member.Name + member.Parameters.Replace("global::", "");
}
