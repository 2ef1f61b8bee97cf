using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Parsing;

/// <summary>
/// What the meaning of a declaration can follow from outside its own file. Two compilations of one fingerprint give every type the same meaning
/// whose own file is the same tree in both.
/// </summary>
internal sealed class Surroundings
{
    /// <summary>More look-ups than this are not made for one key; members then count as if each stood in some expression's way.</summary>
    private const int MostLookups = 200_000;

    private static readonly ConditionalWeakTable<object, Identity> Identities = new();

    private static long _identities;

    private readonly HashSet<string> _aliases;

    private Surroundings(string fingerprint, IReadOnlyList<FileFacts> files)
    {
        Fingerprint = fingerprint;
        _aliases = [.. files.SelectMany(f => f.Aliases)];
        Candidates = [.. files.SelectMany(f => f.Candidates).Where(c => c.MayBeNetwork(_aliases))];
    }

    public string Fingerprint { get; }

    /// <summary>The types that may be networks, in the order of the source.</summary>
    public IReadOnlyList<NetworkCandidate> Candidates { get; }

    public static Surroundings Of(Compilation compilation, CancellationToken cancellation)
    {
        var files = compilation.SyntaxTrees.Select(tree => FileFacts.Of(tree, cancellation)).ToList();
        var names = new HashSet<string>(files.SelectMany(f => f.NamesInConstants));
        var looksUp = (long)names.Count * files.Count <= MostLookups;

        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content, Encoding.Unicode);
        writer.Write(compilation.AssemblyName ?? "");
        writer.Write(IdentityOf(compilation.Options));
        foreach (var reference in compilation.References)
            Write(writer, reference);

        foreach (var file in files)
        {
            writer.Write(file.Shape);
            var counts = file.MemberNames.Count > 0 && (!looksUp || names.Any(file.MemberNames.Contains));
            writer.Write(counts);
            if (counts)
                writer.Write(file.MemberShape);
        }

        writer.Flush();
        using var sha = SHA256.Create();
        return new Surroundings(Convert.ToBase64String(sha.ComputeHash(content.GetBuffer(), 0, (int)content.Length)), files);
    }

    /// <summary>A reference to another project may be made anew with each key, and is still the same while that project is.</summary>
    private static void Write(BinaryWriter writer, MetadataReference reference)
    {
        writer.Write(reference is CompilationReference project ? IdentityOf(project.Compilation) : IdentityOf(reference));
        writer.Write(string.Join(",", reference.Properties.Aliases));
        writer.Write(reference.Properties.EmbedInteropTypes);
    }

    /// <summary>A number that no other object has had. Options and references do not change; an editor that reads a reference anew makes another.</summary>
    private static long IdentityOf(object item) => Identities.GetValue(item, static _ => new Identity(Interlocked.Increment(ref _identities))).Number;

    private sealed class Identity(long number)
    {
        public long Number { get; } = number;
    }
}
