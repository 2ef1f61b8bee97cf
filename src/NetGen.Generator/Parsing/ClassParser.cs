using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Reads what the generated half of a class must know of the user's half.</summary>
internal static class ClassParser
{
    public static ClassDeclaration Parse(INamedTypeSymbol type, IReadOnlyList<TypeDeclarationSyntax> declarations)
    {
        var containers = ContainersOf(type);
        return new ClassDeclaration(
            NamespaceOf(type),
            type.Name,
            Identifier.Escape(type.Name),
            containers.Select(Header).ToEquatableArray(),
            IsPartial: declarations.All(IsPartial),
            NonPartialContainer: containers.FirstOrDefault(c => !IsPartial(c))?.Name,
            IsGeneric: type.IsGenericType,
            Unfit: UnfitReason(type, declarations),
            BaseClass: type.BaseType is { SpecialType: not SpecialType.System_Object } b && !IsNetwork(b) ? b.Name : null,
            HasDocumentation: declarations.Any(IsDocumented),
            WrittenMembers(declarations).ToEquatableArray());
    }

    /// <summary>The types that a type is nested in, outermost first.</summary>
    private static List<INamedTypeSymbol> ContainersOf(INamedTypeSymbol type)
    {
        var containers = new List<INamedTypeSymbol>();
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            containers.Insert(0, outer);

        return containers;
    }

    private static bool IsPartial(TypeDeclarationSyntax declaration) => declaration.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static bool IsPartial(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.All(r => r.GetSyntax() is TypeDeclarationSyntax declaration && IsPartial(declaration));

    private static string? UnfitReason(INamedTypeSymbol type, IEnumerable<TypeDeclarationSyntax> declarations) => type switch
    {
        { IsStatic: true } => "static",
        { IsAbstract: true } => "abstract",
        { IsRecord: true } => "a record",
        { IsFileLocal: true } => "file-local",
        _ when ContainersOf(type).Any(c => c.IsFileLocal) => "nested in a file-local type",
        // The generated constructor would have to call it, and does not know with what.
        _ when declarations.Any(d => d.ParameterList is not null) => "declared with a primary constructor",
        _ => null,
    };

    /// <summary>The base that the generated half itself gives the class is no base of the user's: an analyzer sees both halves.</summary>
    private static bool IsNetwork(INamedTypeSymbol type) =>
        type is { Name: "Network", ContainingNamespace: { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true } };

    private static string NamespaceOf(INamedTypeSymbol type)
    {
        var names = new List<string>();
        for (var outer = type.ContainingNamespace; !outer.IsGlobalNamespace; outer = outer.ContainingNamespace)
            names.Insert(0, Identifier.Escape(outer.Name));

        return string.Join(".", names);
    }

    private static string Header(INamedTypeSymbol container)
    {
        var keyword = (container.IsRecord, container.TypeKind) switch
        {
            (true, TypeKind.Struct) => "record struct",
            (true, _) => "record",
            (_, TypeKind.Struct) => "struct",
            (_, TypeKind.Interface) => "interface",
            _ => "class",
        };
        return $"partial {keyword} {Identifier.Escape(container.Name)}";
    }

    private static bool IsDocumented(TypeDeclarationSyntax declaration) =>
        declaration.GetLeadingTrivia().Any(t => t.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) || t.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia));

    /// <summary>Names from syntax, not from the symbol: an analyzer's symbol has the generated members too.</summary>
    private static IEnumerable<string> WrittenMembers(IEnumerable<TypeDeclarationSyntax> declarations) =>
        declarations
            .SelectMany(d => d.Members)
            .SelectMany(NamesOf)
            .Distinct()
            .OrderBy(n => n, StringComparer.Ordinal);

    private static IEnumerable<string> NamesOf(MemberDeclarationSyntax member) => member switch
    {
        // An explicit implementation is reached through its interface only, so it takes no name away.
        BasePropertyDeclarationSyntax { ExplicitInterfaceSpecifier: not null } or MethodDeclarationSyntax { ExplicitInterfaceSpecifier: not null } => [],
        BaseFieldDeclarationSyntax field => field.Declaration.Variables.Select(v => v.Identifier.ValueText),
        PropertyDeclarationSyntax property => [property.Identifier.ValueText],
        MethodDeclarationSyntax method => [method.Identifier.ValueText],
        EventDeclarationSyntax @event => [@event.Identifier.ValueText],
        BaseTypeDeclarationSyntax nested => [nested.Identifier.ValueText],
        DelegateDeclarationSyntax nested => [nested.Identifier.ValueText],
        _ => [],
    };
}
