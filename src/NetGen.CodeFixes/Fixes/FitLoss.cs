using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes.Fixes;

/// <summary>
/// Makes loss and last layer fit (NG0017): inserts the head that the loss needs where the last layer is linear; where it is the head of another
/// loss, writes that loss.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FitLoss)), Shared]
public sealed class FitLoss() : NetworkFix("NG0017")
{
    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Attribute is not { } loss || loss.Previous() is not { } last)
            return null;

        if (LossOf(last) is { } fitting)
            return new Proposal($"Replace the loss by [{fitting}]", new TextChange(loss.Span, fitting));

        var head = loss.KindName() == "CrossEntropy" ? "Softmax" : "Sigmoid";
        return last.IsLinearDense()
            ? new Proposal($"Insert [{head}]", AttributeEdit.InsertAbove(target.Text, loss, head))
            : null;
    }

    private static string? LossOf(AttributeSyntax last)
    {
        var activation = last.KindName() switch
        {
            "Dense" => last.ActivationArgument()?.MemberName(),
            "Activation" => last.ArgumentList?.Arguments.FirstOrDefault()?.MemberName(),
            var kind => kind,
        };
        return activation switch
        {
            "Softmax" => "CrossEntropy",
            "Sigmoid" => "BinaryCrossEntropy",
            _ => null,
        };
    }
}
