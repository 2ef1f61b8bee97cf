using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Parsing;

/// <summary>What a file means to the networks of its project. A file that nobody edits keeps its tree, and with it these facts.</summary>
/// <param name="Shape">
/// A hash of all that the meaning of a name or constant in another file can follow from: usings, types, constants, attributes of the assembly.
/// </param>
/// <param name="MemberShape">
/// A hash of the heads of other members. No type and no constant follows from them, but one could stand in the way of a name that an
/// expression takes for something else.
/// </param>
/// <param name="MemberNames">The names of these members.</param>
/// <param name="NamesInConstants">All names in the expressions that constants and the arguments of attributes on types are made of.</param>
/// <param name="Aliases">The names that the file's usings give to others.</param>
/// <param name="Candidates">The types that have attributes.</param>
internal sealed record FileFacts(
    byte[] Shape,
    byte[] MemberShape,
    HashSet<string> MemberNames,
    HashSet<string> NamesInConstants,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<NetworkCandidate> Candidates)
{
    private static readonly ConditionalWeakTable<SyntaxTree, FileFacts> Known = new();

    public static FileFacts Of(SyntaxTree tree, CancellationToken cancellation)
    {
        if (Known.TryGetValue(tree, out var known))
            return known;

        var facts = FileReader.Read(tree, cancellation);
        return Known.GetValue(tree, _ => facts);
    }
}
