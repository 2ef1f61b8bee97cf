using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Reads the members that the user gave a class, as far as the generated half could clash with them.</summary>
internal static class MemberParser
{
    private static readonly SymbolDisplayFormat ParameterFormat = SymbolDisplayFormat.FullyQualifiedFormat;

    /// <summary>The members and where they stand, in an order that does not follow from their places.</summary>
    public static IReadOnlyList<(MemberDeclaration Member, Location Place)> Parse(INamedTypeSymbol type, CancellationToken cancellation) =>
    [
        .. type.GetMembers()
            .Where(m => !m.IsImplicitlyDeclared)
            // The place comes first: an analyzer sees the generated members too, of which there are many more than of the user's.
            .Select(m => (Symbol: m, Place: PlaceOf(m)))
            .Where(m => m.Place is not null)
            .Select(m => (Member: Read(m.Symbol, cancellation), m.Place))
            .Where(m => m.Member is not null)
            .Select(m => (m.Member!, m.Place!))
            .GroupBy(m => m.Item1)
            .Select(same => same.First())
            .OrderBy(m => m.Item1.Name, StringComparer.Ordinal)
            .ThenBy(m => m.Item1.Parameters, StringComparer.Ordinal),
    ];

    /// <summary>The name in the user's half; null for a member of the generated one, which an analyzer sees too.</summary>
    private static Location? PlaceOf(ISymbol member) => member.Locations.FirstOrDefault(l => l.SourceTree is { } tree && !GeneratedFile.Is(tree));

    private static MemberDeclaration? Read(ISymbol member, CancellationToken cancellation) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => ReadConstructor(constructor, cancellation),
        // An explicit implementation is reached through its interface only, so it takes no name away.
        IMethodSymbol { MethodKind: MethodKind.Ordinary } method => new(Identifier.Compared(method.Name), MemberKind.Method, ParametersOf(method)),
        IMethodSymbol => null,
        // An indexer is a property of another name to the runtime, and C# holds that name taken.
        IPropertySymbol { ExplicitInterfaceImplementations.IsEmpty: true } property =>
            new(Identifier.Compared(property.MetadataName), MemberKind.Other, IsRequired: property.IsRequired),
        IFieldSymbol field => new(Identifier.Compared(field.Name), MemberKind.Other, IsRequired: field.IsRequired),
        IEventSymbol { ExplicitInterfaceImplementations.IsEmpty: true } or INamedTypeSymbol => new(Identifier.Compared(member.Name), MemberKind.Other),
        _ => null,
    };

    private static MemberDeclaration? ReadConstructor(IMethodSymbol constructor, CancellationToken cancellation) =>
        constructor.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).OfType<ConstructorDeclarationSyntax>().FirstOrDefault() is { } syntax
            ? new(
                Identifier.Compared(constructor.ContainingType.Name),
                syntax.Initializer is { } next && CallsAnother(next) ? MemberKind.Constructor : MemberKind.LoneConstructor,
                ParametersOf(constructor))
            : null;

    private static bool CallsAnother(ConstructorInitializerSyntax initializer) =>
        initializer.ThisOrBaseKeyword.IsKind(SyntaxKind.ThisKeyword) || initializer.ArgumentList.Arguments.Count > 0;

    /// <summary>What C# tells overloads apart by, as <c>`1(int, ref global::System.Span&lt;float&gt;)</c>.</summary>
    private static string ParametersOf(IMethodSymbol method)
    {
        var parameters = method.Parameters.Select(p => (p.RefKind == RefKind.None ? "" : "ref ") + p.Type.ToDisplayString(ParameterFormat));
        return $"{(method.Arity == 0 ? "" : "`" + method.Arity)}({string.Join(", ", parameters)})";
    }
}
