using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Layers;
using NetGen.Generator.Losses;

namespace NetGen.CodeFixes;

/// <summary>Reads declarations as far as fixes need it: by the names of attributes, since the diagnostic has already bound them.</summary>
internal static class Declarations
{
    private static readonly HashSet<string> Kinds = ["Input", .. LayerTable.Kinds, .. LossTable.Kinds];

    /// <summary>The network attributes of a declaration in source order.</summary>
    public static IReadOnlyList<AttributeSyntax> NetworkAttributes(this TypeDeclarationSyntax declaration) =>
        [.. declaration.AttributeLists.SelectMany(l => l.Attributes).Where(a => Kinds.Contains(a.KindName()))];

    /// <summary>The network attribute above one; null where it is the first.</summary>
    public static AttributeSyntax? Previous(this AttributeSyntax attribute) =>
        attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.NetworkAttributes().LastOrDefault(a => a.SpanStart < attribute.SpanStart);

    /// <summary>An attribute's name without namespace and suffix, such as <c>Dense</c>; of an alias of the file, what it stands for.</summary>
    public static string KindName(this AttributeSyntax attribute)
    {
        const string suffix = "Attribute";
        var name = LastName((attribute.Name is IdentifierNameSyntax alias ? TargetOf(alias) : null) ?? attribute.Name);
        return name.EndsWith(suffix, StringComparison.Ordinal) && name.Length > suffix.Length ? name.Substring(0, name.Length - suffix.Length) : name;
    }

    /// <summary>Whether an attribute does one thing that can be taken away. Of a name that only another file explains that is not known.</summary>
    public static bool IsRemovable(this AttributeSyntax attribute) =>
        attribute.KindName() is var kind && Kinds.Contains(kind) && kind is not ("Input" or "Flatten" or "Dense") && !attribute.OffersActivations();

    private static string LastName(SyntaxNode name) => name.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Last().Identifier.ValueText;

    private static NameSyntax? TargetOf(IdentifierNameSyntax alias) => alias.SyntaxTree.GetRoot()
        .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
        .OfType<UsingDirectiveSyntax>()
        .FirstOrDefault(directive => directive.Alias?.Name.Identifier.ValueText == alias.Identifier.ValueText)?.Name;

    /// <summary>
    /// The activation argument of <c>[Dense(units, activation)]</c>; null where none was written. Where a choice has the units, it stands first.
    /// </summary>
    public static AttributeArgumentSyntax? ActivationArgument(this AttributeSyntax dense)
    {
        if (dense.ArgumentList is null)
            return null;

        var arguments = dense.ArgumentList.Arguments;
        return arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == "activation")
            ?? arguments.Skip(dense.HasProperty("OneOf") || dense.HasProperty("From") ? 0 : 1).Take(1)
                .FirstOrDefault(a => a.NameEquals is null && a.NameColon is null);
    }

    /// <summary>The member that an argument such as <c>Relu</c> or <c>Activation.Relu</c> names.</summary>
    public static string? MemberName(this AttributeArgumentSyntax argument) => argument.Expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>Whether an attribute sets a property, such as <c>OneOf</c>.</summary>
    public static bool HasProperty(this AttributeSyntax attribute, string name) =>
        attribute.ArgumentList is { } list && list.Arguments.Any(a => a.NameEquals?.Name.Identifier.ValueText == name);

    /// <summary>Whether an activation layer leaves its function open: what is wrong with one of the values need not be with the others.</summary>
    public static bool OffersActivations(this AttributeSyntax attribute) => attribute.KindName() == "Activation" && attribute.HasProperty("OneOf");

    /// <summary>Whether the diagnostic's attribute is a dense layer that applies no activation.</summary>
    public static bool IsLinearDense(this AttributeSyntax attribute) =>
        attribute.KindName() == "Dense" && !attribute.HasProperty("ActivationOneOf") && attribute.ActivationArgument() is var argument
            && (argument is null || argument.MemberName() == "Linear");
}
