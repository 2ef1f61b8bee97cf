using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>
/// A type with attributes, and the network that it was when it was last looked at. To bind the attributes of a network again with each key costs
/// more than all else together, so that is done again only once something it could follow from has changed.
/// </summary>
internal sealed class NetworkCandidate(TypeDeclarationSyntax syntax)
{
    private readonly IReadOnlyList<string> _attributes =
        [.. syntax.AttributeLists.SelectMany(list => list.Attributes).Select(attribute => SimpleName(attribute.Name)).Distinct()];

    private Reading? _last;

    /// <summary>Whether one of the attributes is called as the input is, or as an alias.</summary>
    public bool MayBeNetwork(HashSet<string> aliases) =>
        _attributes.Any(name => name is "Input" or "InputAttribute" || aliases.Contains(name) || aliases.Contains(name + "Attribute"));

    /// <summary>The declaration; null where the type is no network.</summary>
    public NetworkDeclaration? Parse(Compilation compilation, Surroundings surroundings, CancellationToken cancellation)
    {
        if (_last is { } last && last.Fingerprint == surroundings.Fingerprint)
            return WithProject(last.Declaration, ProjectParser.Parse(compilation));

        cancellation.ThrowIfCancellationRequested();
        _last = null;
        if (compilation.GetSemanticModel(syntax.SyntaxTree).GetDeclaredSymbol(syntax, cancellation) is not { } type || !type.GetAttributes().Any(IsInput))
            return null;

        var declaration = NetworkParser.Parse(type, compilation, cancellation)?.Declaration;
        if (declaration is not null && IsWhole(type) && declaration.Attributes.All(a => a.Role != AttributeRole.Unknown))
            _last = new Reading(surroundings.Fingerprint, declaration);

        return declaration;
    }

    /// <summary>Whether no other file has a part of the type or of one around it: what is in that part is not in the fingerprint.</summary>
    private static bool IsWhole(INamedTypeSymbol type)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.DeclaringSyntaxReferences.Length != 1)
                return false;
        }

        return true;
    }

    private static NetworkDeclaration WithProject(NetworkDeclaration declaration, ProjectDeclaration project) =>
        declaration.Project == project ? declaration : declaration with { Project = project };

    /// <summary>Whether this part of the type has the input: another part, in the same file too, may have an alias or something called like it.</summary>
    private bool IsInput(AttributeData attribute) =>
        attribute.AttributeClass is { Name: "InputAttribute" } type && type.ToDisplayString() == NetworkParser.InputAttribute
        && attribute.ApplicationSyntaxReference is { } place && place.SyntaxTree == syntax.SyntaxTree && syntax.Span.Contains(place.Span);

    private static string SimpleName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private sealed record Reading(string Fingerprint, NetworkDeclaration Declaration);
}
