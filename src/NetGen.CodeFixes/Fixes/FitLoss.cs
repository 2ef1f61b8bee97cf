using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator.Losses;

namespace NetGen.CodeFixes.Fixes;

/// <summary>
/// Makes loss and last layer fit (NG0017): inserts the head that the loss needs where the last layer is linear; where it is the head of another
/// loss, writes that loss. So too where a squared error stands below a softmax (NG0043).
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FitLoss)), Shared]
public sealed class FitLoss() : NetworkFix("NG0017", "NG0043")
{
    private protected override Proposal? Propose(FixTarget target)
    {
        // The second is reported at the softmax.
        var loss = target.Id == "NG0017" ? target.Attribute : target.Class?.NetworkAttributes().FirstOrDefault(a => a.KindName() == "MeanSquaredError");
        if (loss?.Previous() is not { } last)
            return null;

        if (LossOf(last) is { } fitting)
            return new Proposal($"Replace the loss by [{fitting}]", new TextChange(loss.Span, fitting));

        return last.IsLinearDense() && LossTable.HeadOf(loss.KindName()) is { } head
            ? new Proposal($"Insert [{head}]", AttributeEdit.InsertAbove(target.Text, loss, head))
            : null;
    }

    private static string? LossOf(AttributeSyntax last)
    {
        var head = last.KindName() switch
        {
            "Dense" => last.ActivationArgument()?.MemberName(),
            "Activation" => last.ArgumentList?.Arguments.FirstOrDefault()?.MemberName(),
            var kind => kind,
        };
        return LossTable.KindFor(head);
    }
}
