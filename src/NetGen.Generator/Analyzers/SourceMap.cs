using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analyzers;

/// <summary>Finds the source that a diagnostic's target stands for.</summary>
internal sealed class SourceMap(INamedTypeSymbol type, IReadOnlyList<AttributeData> attributes, CancellationToken cancellation)
{
    /// <summary>The place of a diagnostic: the class's name, an attribute, or an argument of one.</summary>
    public Location Locate(NetworkDiagnostic diagnostic)
    {
        var target = diagnostic.Target;
        if (target.Attribute < 0)
            return ClassName(diagnostic.Id);

        var attribute = attributes[target.Attribute];
        var syntax = SyntaxOf(attribute);
        return target.Argument is null || ArgumentSpan(attribute, syntax, target.Argument) is not { } span
            ? syntax.GetLocation()
            : Location.Create(syntax.SyntaxTree, span);
    }

    /// <summary>The name on the declaration that holds the layers; that a half is not partial is said at that half.</summary>
    private Location ClassName(string id)
    {
        if (id == Descriptors.NotPartial.Id && type.DeclaringSyntaxReferences.Select(DeclarationOf).FirstOrDefault(d => d is not null && !IsPartial(d)) is { } whole)
            return whole.Identifier.GetLocation();

        return SyntaxOf(attributes[0]).FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration
            ? declaration.Identifier.GetLocation()
            : type.Locations[0];
    }

    private TypeDeclarationSyntax? DeclarationOf(SyntaxReference reference) => reference.GetSyntax(cancellation) as TypeDeclarationSyntax;

    private static bool IsPartial(TypeDeclarationSyntax declaration) => declaration.Modifiers.Any(SyntaxKind.PartialKeyword);

    private AttributeSyntax SyntaxOf(AttributeData attribute) => (AttributeSyntax)attribute.ApplicationSyntaxReference!.GetSyntax(cancellation);

    /// <summary>From the first to the last argument that goes to a parameter or property; null where none was written.</summary>
    private static TextSpan? ArgumentSpan(AttributeData attribute, AttributeSyntax syntax, string name)
    {
        if (syntax.ArgumentList is null)
            return null;

        var spans = syntax.ArgumentList.Arguments
            .Where((argument, position) => NameOf(attribute, argument, position) == name)
            .Select(a => a.Span)
            .ToList();
        return spans.Count == 0 ? null : TextSpan.FromBounds(spans[0].Start, spans[spans.Count - 1].End);
    }

    private static string? NameOf(AttributeData attribute, AttributeArgumentSyntax argument, int position)
    {
        if ((argument.NameEquals?.Name ?? argument.NameColon?.Name) is { } name)
            return name.Identifier.ValueText;

        // All arguments beyond the last parameter belong to it: the shape of an input takes any number.
        var parameters = attribute.AttributeConstructor!.Parameters;
        return parameters.IsEmpty ? null : parameters[Math.Min(position, parameters.Length - 1)].Name;
    }
}
