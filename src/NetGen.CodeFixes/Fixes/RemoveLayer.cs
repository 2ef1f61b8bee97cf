using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace NetGen.CodeFixes.Fixes;

/// <summary>Removes an attribute that should not be there: a second loss (NG0018), a second softmax (NG0025), dropout on the output (NG0027).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveLayer)), Shared]
public sealed class RemoveLayer() : NetworkFix("NG0018", "NG0025", "NG0027")
{
    private protected override Proposal? Propose(FixTarget target) =>
        target.Attribute is { } attribute && attribute.IsRemovable()
            ? new Proposal($"Remove [{attribute}]", AttributeEdit.Remove(target.Text, attribute))
            : null;
}
