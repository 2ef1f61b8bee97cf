using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Reads what the generated half must know of the project that it becomes part of.</summary>
internal static class ProjectParser
{
    /// <summary>The first version with all that emitted code is written in: its arrays are collection expressions.</summary>
    private const LanguageVersion LeastVersion = LanguageVersion.CSharp12;

    /// <summary>What is known of a compilation, which all networks of a project ask for.</summary>
    private static readonly ConditionalWeakTable<Compilation, ProjectDeclaration> Known = new();

    public static ProjectDeclaration Parse(Compilation compilation) => Known.GetValue(compilation, Read);

    private static ProjectDeclaration Read(Compilation compilation)
    {
        var version = ((CSharpCompilation)compilation).LanguageVersion;
        return new ProjectDeclaration(
            OldLanguage: version < LeastVersion ? version.ToDisplayString() : null,
            NeededLanguage: LeastVersion.ToDisplayString(),
            Names.All.Select(name => Find(compilation, name)).FirstOrDefault(hidden => hidden is not null));
    }

    /// <summary>What C# would take a name for, read from <c>global::</c> down; null where it is the type that is meant.</summary>
    private static HiddenName? Find(Compilation compilation, string name)
    {
        var parts = name.Split('.');
        var place = compilation.GlobalNamespace;
        for (var i = 0; i < parts.Length - 1; i++)
        {
            if (Visible(compilation, place.GetTypeMembers(parts[i], 0)).FirstOrDefault() is { } inTheWay)
                return Hidden(name, inTheWay);

            if (place.GetMembers(parts[i]).OfType<INamespaceSymbol>().FirstOrDefault() is not { } next)
                return Missing(compilation, name);

            place = next;
        }

        var (simple, arity) = Split(parts[parts.Length - 1]);
        var types = Visible(compilation, place.GetTypeMembers(simple, arity)).ToList();
        if (types.Count == 0)
            return Missing(compilation, name);

        // A type of the project's own comes before one of a reference; between two of references C# does not choose.
        return types.FirstOrDefault(t => SymbolEqualityComparer.Default.Equals(t.ContainingAssembly, compilation.Assembly)) is { } own ? Hidden(name, own)
            : types.Count > 1 ? Hidden(name, types[1])
            : null;
    }

    private static IEnumerable<INamedTypeSymbol> Visible(Compilation compilation, IEnumerable<INamedTypeSymbol> types) =>
        types.Where(t => compilation.IsSymbolAccessibleWithin(t, compilation.Assembly));

    private static HiddenName Hidden(string name, INamedTypeSymbol type) => new(Shown(name), type.ToDisplayString(), type.ContainingAssembly.Name);

    /// <summary>A reference under an alias is not seen from <c>global::</c>. Where the type is nowhere at all, the C# compiler has enough to say.</summary>
    private static HiddenName? Missing(Compilation compilation, string name) =>
        compilation.GetTypesByMetadataName(name).FirstOrDefault(t => compilation.IsSymbolAccessibleWithin(t, compilation.Assembly)) is { } aliased
            ? new(Shown(name), null, aliased.ContainingAssembly.Name)
            : null;

    private static (string Name, int Arity) Split(string simple)
    {
        var tick = simple.IndexOf('`');
        return tick < 0 ? (simple, 0) : (simple.Substring(0, tick), simple[tick + 1] - '0');
    }

    private static string Shown(string name)
    {
        var (shown, arity) = Split(name);
        return arity == 0 ? shown : shown + "<T>";
    }
}
