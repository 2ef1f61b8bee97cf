using Microsoft.CodeAnalysis;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>The names of the files that this generator adds.</summary>
internal static class GeneratedFile
{
    private const string Suffix = ".NetGen.g.cs";

    /// <summary>The namespace and the types around the class are part of the name, so that two networks of one name stand apart.</summary>
    public static string NameFor(ClassDeclaration type)
    {
        var containers = type.Containers.Select(header => header.Substring(header.LastIndexOf(' ') + 1));
        var parts = containers.Prepend(type.Namespace).Append(type.Name).Where(part => part.Length > 0);
        return string.Join(".", parts).Replace("@", "") + Suffix;
    }

    public static bool Is(SyntaxTree tree) => tree.FilePath.EndsWith(Suffix, StringComparison.Ordinal);
}
