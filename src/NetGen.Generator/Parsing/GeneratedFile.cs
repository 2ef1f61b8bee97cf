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

    /// <summary>
    /// Those of some names that differ from another in the case of letters only, in an order of their own: Roslyn and many disks take them for one.
    /// </summary>
    public static EquatableArray<string> Clashes(IEnumerable<string> names) => names
        .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Count() > 1)
        .SelectMany(group => group)
        .OrderBy(name => name, StringComparer.Ordinal)
        .ToEquatableArray();

    /// <summary>The name, and its number among <paramref name="clashes"/> where it is one of them.</summary>
    public static string Distinct(string name, EquatableArray<string> clashes)
    {
        for (var i = 0; i < clashes.Count; i++)
        {
            if (clashes[i] == name)
                return FormattableString.Invariant($"{name.Substring(0, name.Length - Suffix.Length)}-{i + 1}{Suffix}");
        }

        return name;
    }

    public static bool Is(SyntaxTree tree) => tree.FilePath.EndsWith(Suffix, StringComparison.Ordinal);
}
