using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace NetGen.CodeFixes.Fixes;

/// <summary>Moves <c>[Input]</c> above the layers (NG0009).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveInput)), Shared]
public sealed class MoveInput() : NetworkFix("NG0009")
{
    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Attribute is not { } input || target.Class?.NetworkAttributes().FirstOrDefault() is not { } first || first == input)
            return null;

        return new Proposal("Move [Input] above the layers", AttributeEdit.MoveAbove(target.Text, input, first));
    }
}
