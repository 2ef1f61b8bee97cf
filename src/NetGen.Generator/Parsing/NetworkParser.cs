using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Layers;
using NetGen.Generator.Losses;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>A declaration together with the attributes it was read from, and the places of its members; the generator keeps the first only.</summary>
internal readonly record struct ParsedNetwork(NetworkDeclaration Declaration, IReadOnlyList<AttributeData> Sources, IReadOnlyList<Location> Members);

/// <summary>Turns a class with network attributes into plain records.</summary>
internal static class NetworkParser
{
    public const string InputAttribute = "NetGen.InputAttribute";

    /// <summary>The declaration that stands on a class; null where it has no network attribute, or one that the C# compiler rejects.</summary>
    public static ParsedNetwork? Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var sources = new List<(AttributeData Data, AttributeSyntax Syntax, AttributeRole Role)>();
        foreach (var data in type.GetAttributes())
        {
            if (RoleOf(data.AttributeClass) is not { } role)
                continue;

            if (data.AttributeConstructor is null || data.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax)
                return null;

            sources.Add((data, syntax, role));
        }

        // A class that is being typed has no name yet. What only looks like NetGen's makes no network.
        if (sources.All(s => s.Role == AttributeRole.Unknown) || type.Name.Length == 0)
            return null;

        // The generator sees the user's halves of the class alone; an analyzer sees the generated one too.
        var declarations = type.DeclaringSyntaxReferences
            .Select(r => r.GetSyntax(cancellation))
            .OfType<TypeDeclarationSyntax>()
            .Where(d => !GeneratedFile.Is(d.SyntaxTree))
            .ToList();
        int DeclarationOf(AttributeSyntax syntax) => declarations.FindIndex(d => d.SyntaxTree == syntax.SyntaxTree && d.Span.Contains(syntax.Span));
        var ordered = sources.OrderBy(s => DeclarationOf(s.Syntax)).ThenBy(s => s.Syntax.SpanStart).ToList();

        var attributes = new List<AttributeDeclaration>();
        foreach (var (data, syntax, role) in ordered)
        {
            if (role == AttributeRole.Unknown)
                attributes.Add(new(role, data.AttributeClass!.ContainingAssembly.Name, DeclarationOf(syntax), AttributeText.Of(syntax), []));
            else if (ArgumentParser.Parse(data) is { } arguments)
                attributes.Add(new(role, KindOf(data.AttributeClass!), DeclarationOf(syntax), AttributeText.Of(syntax), arguments));
            else
                return null;
        }

        var members = MemberParser.Parse(type, cancellation);
        return new ParsedNetwork(
            new NetworkDeclaration(
                ClassParser.Parse(type, declarations, members.Select(m => m.Member)), attributes.ToEquatableArray(), ProjectParser.Parse(compilation)),
            [.. ordered.Select(s => s.Data)],
            [.. members.Select(m => m.Place)]);
    }

    /// <summary>What an attribute is to a network; null where it is no network attribute, and does not look like one.</summary>
    public static AttributeRole? RoleOf(INamedTypeSymbol? attribute)
    {
        if (attribute?.ContainingNamespace is not { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true })
            return null;

        if (!LibraryAssembly.IsAttributes(attribute))
            return LooksLikeOurs(attribute) ? AttributeRole.Unknown : null;

        return attribute.Name switch
        {
            "InputAttribute" => AttributeRole.Input,
            "MonitorAttribute" => AttributeRole.Monitor,
            _ when Derives(attribute, "LayerAttribute") => LayerTable.Knows(KindOf(attribute)) ? AttributeRole.Layer : AttributeRole.Unknown,
            _ when Derives(attribute, "LossAttribute") => LossTable.Knows(KindOf(attribute)) ? AttributeRole.Loss : AttributeRole.Unknown,
            _ => null,
        };
    }

    private static bool Derives(INamedTypeSymbol attribute, string name)
    {
        for (var type = attribute.BaseType; type is not null; type = type.BaseType)
        {
            if (type.Name == name)
                return true;
        }

        return false;
    }

    /// <summary>Whether an attribute of someone else's, in our namespace, is called or derived as a part of a network is.</summary>
    private static bool LooksLikeOurs(INamedTypeSymbol attribute)
    {
        if (Derives(attribute, "LayerAttribute") || Derives(attribute, "LossAttribute"))
            return true;

        return KindOf(attribute) is var kind && (kind is "Input" or "Monitor" || LayerTable.Knows(kind) || LossTable.Knows(kind));
    }

    private static string KindOf(INamedTypeSymbol attribute) =>
        attribute.Name.EndsWith("Attribute", StringComparison.Ordinal)
            ? attribute.Name.Substring(0, attribute.Name.Length - "Attribute".Length)
            : attribute.Name;
}
