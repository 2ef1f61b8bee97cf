using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Parsing;

/// <summary>The names of the files that this generator adds.</summary>
internal static class GeneratedFile
{
    private const string Suffix = ".NetGen.g.cs";

    public static string NameFor(string className) => className + Suffix;

    public static bool Is(SyntaxTree tree) => tree.FilePath.EndsWith(Suffix, StringComparison.Ordinal);
}
