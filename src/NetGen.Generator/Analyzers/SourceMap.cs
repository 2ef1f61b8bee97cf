using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Analyzers;

/// <summary>Finds the source that a diagnostic's target stands for.</summary>
internal sealed class SourceMap(INamedTypeSymbol type, ParsedNetwork network, CancellationToken cancellation)
{
    /// <summary>The place of a diagnostic: the class's name, a member's, an attribute, an argument of one, or an element of an argument.</summary>
    public Location Locate(NetworkDiagnostic diagnostic)
    {
        var target = diagnostic.Target;
        if (target.Member >= 0)
            return network.Members[target.Member];

        if (target.Attribute < 0)
            return ClassName(diagnostic.Id);

        var attribute = network.Sources[target.Attribute];
        var syntax = SyntaxOf(attribute);
        return target.Argument is null || ArgumentSpan(attribute, syntax, target) is not { } span
            ? syntax.GetLocation()
            : Location.Create(syntax.SyntaxTree, span);
    }

    /// <summary>The name on the declaration that holds the layers; that a half is not partial is said at that half.</summary>
    private Location ClassName(string id)
    {
        if (id == Descriptors.NotPartial.Id && type.DeclaringSyntaxReferences.Select(DeclarationOf)
            .FirstOrDefault(d => d is not null && !IsPartial(d)) is { } whole)
            return whole.Identifier.GetLocation();

        return SyntaxOf(network.Sources[0]).FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration
            ? declaration.Identifier.GetLocation()
            : type.Locations[0];
    }

    private TypeDeclarationSyntax? DeclarationOf(SyntaxReference reference) => reference.GetSyntax(cancellation) as TypeDeclarationSyntax;

    private static bool IsPartial(TypeDeclarationSyntax declaration) => declaration.Modifiers.Any(SyntaxKind.PartialKeyword);

    private AttributeSyntax SyntaxOf(AttributeData attribute) => (AttributeSyntax)attribute.ApplicationSyntaxReference!.GetSyntax(cancellation);

    /// <summary>From the first to the last argument that goes to a parameter or property, or an element of it; null where none was written.</summary>
    private static TextSpan? ArgumentSpan(AttributeData attribute, AttributeSyntax syntax, DiagnosticTarget target)
    {
        if (syntax.ArgumentList is null)
            return null;

        var arguments = syntax.ArgumentList.Arguments.Where((argument, position) => NameOf(attribute, argument, position) == target.Argument).ToList();
        if (arguments.Count == 0)
            return null;

        if (target.Element >= 0 && arguments.Count > 1)
            return arguments[Math.Min(target.Element, arguments.Count - 1)].Span;

        return target.Element >= 0 && ElementsOf(arguments[0].Expression) is { } elements && target.Element < elements.Count
            ? elements[target.Element].Span
            : TextSpan.FromBounds(arguments[0].SpanStart, arguments[arguments.Count - 1].Span.End);
    }

    /// <summary>The elements of an array as it is written in an attribute; null where it is written otherwise.</summary>
    private static IReadOnlyList<SyntaxNode>? ElementsOf(ExpressionSyntax array) => array switch
    {
        ImplicitArrayCreationExpressionSyntax { Initializer: var initializer } => initializer.Expressions,
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        CollectionExpressionSyntax collection => collection.Elements,
        _ => null,
    };

    private static string? NameOf(AttributeData attribute, AttributeArgumentSyntax argument, int position)
    {
        if ((argument.NameEquals?.Name ?? argument.NameColon?.Name) is { } name)
            return name.Identifier.ValueText;

        // All arguments beyond the last parameter belong to it: the shape of an input takes any number.
        var parameters = attribute.AttributeConstructor!.Parameters;
        return parameters.IsEmpty ? null : parameters[Math.Min(position, parameters.Length - 1)].Name;
    }
}
