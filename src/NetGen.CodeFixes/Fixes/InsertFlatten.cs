using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace NetGen.CodeFixes.Fixes;

/// <summary>Inserts <c>[Flatten]</c> above a dense head that acts on the last axis only (NG0021).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InsertFlatten)), Shared]
public sealed class InsertFlatten() : NetworkFix("NG0021")
{
    private protected override Proposal? Propose(FixTarget target) =>
        target.Attribute is { } head
            ? new Proposal("Insert [Flatten]", AttributeEdit.InsertAbove(target.Text, head, "Flatten"))
            : null;
}
