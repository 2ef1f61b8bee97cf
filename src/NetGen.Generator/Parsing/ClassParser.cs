using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Reads what the generated half of a class must know of the user's half.</summary>
internal static class ClassParser
{
    public static ClassDeclaration Parse(INamedTypeSymbol type, IReadOnlyList<TypeDeclarationSyntax> declarations, IEnumerable<MemberDeclaration> members)
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
            NetworkBase: type.BaseType is { } n && IsNetwork(n) ? n.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) : null,
            HasDocumentation: declarations.Any(IsDocumented),
            HasGeneratedCode: type.GetAttributes().Any(a => IsUsers(a, "System.CodeDom.Compiler", "GeneratedCodeAttribute")),
            IsClsCompliant: IsClsCompliant(type),
            members.ToEquatableArray());
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
    private static bool IsNetwork(INamedTypeSymbol type) => type.Name == "Network" && LibraryAssembly.IsRuntime(type);

    /// <summary>Whether the user wrote an attribute; those of the generated half are seen by an analyzer only.</summary>
    private static bool IsUsers(AttributeData attribute, string space, string name) =>
        attribute.AttributeClass is { } type && type.Name == name && type.ToDisplayString() == space + "." + name
        && attribute.ApplicationSyntaxReference is { } reference && !GeneratedFile.Is(reference.SyntaxTree);

    /// <summary>
    /// Whether the class is visible outside its assembly, and the assembly or a type around it says that it is compliant. What the user says of the class
    /// itself stays.
    /// </summary>
    private static bool IsClsCompliant(INamedTypeSymbol type)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
                return false;
        }

        var claim = ContainersOf(type).Append(type).Reverse<ISymbol>().Append(type.ContainingAssembly)
            .Select(s => (Symbol: s, Claim: s.GetAttributes().FirstOrDefault(a => IsUsers(a, "System", "CLSCompliantAttribute"))))
            .FirstOrDefault(c => c.Claim is not null);
        return claim.Claim?.ConstructorArguments.FirstOrDefault().Value is true && !SymbolEqualityComparer.Default.Equals(claim.Symbol, type);
    }

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
        declaration.GetLeadingTrivia().Any(
            t => t.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) || t.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia));
}
