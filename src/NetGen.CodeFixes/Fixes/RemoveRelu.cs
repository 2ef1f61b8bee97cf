using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes.Fixes;

/// <summary>Makes the last layer of a regression linear (NG0026).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveRelu)), Shared]
public sealed class RemoveRelu() : NetworkFix("NG0026")
{
    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Attribute is not { } last)
            return null;

        if (last.IsRemovable())
            return new Proposal($"Remove [{last}]", AttributeEdit.Remove(target.Text, last));

        if (last.KindName() != "Dense" || last.ActivationArgument() is not { } activation)
            return null;

        var arguments = last.ArgumentList!.Arguments;
        var index = arguments.IndexOf(activation);
        var span = index > 0
            ? TextSpan.FromBounds(arguments[index - 1].Span.End, activation.Span.End)
            : TextSpan.FromBounds(activation.SpanStart, arguments[1].SpanStart);
        return new Proposal($"Remove the activation {activation.MemberName()}", new TextChange(span, ""));
    }
}
