using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Parsing;

/// <summary>Whose a type is. Its assembly says so: anyone can declare types in a namespace called <c>NetGen</c>.</summary>
internal static class LibraryAssembly
{
    public const string Attributes = "NetGen.Attributes";

    /// <summary>Whether a type is one of the language's attributes and enums.</summary>
    public static bool IsAttributes(ITypeSymbol type) => type.ContainingAssembly?.Name == Attributes;

    /// <summary>Whether a type is the runtime's.</summary>
    public static bool IsRuntime(ITypeSymbol type) => type.ContainingAssembly?.Name == "NetGen.Runtime";
}
