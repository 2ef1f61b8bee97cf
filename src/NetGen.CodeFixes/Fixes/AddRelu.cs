using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes.Fixes;

/// <summary>Gives the upper of two dense layers the activation <c>Relu</c> (NG0022).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddRelu)), Shared]
public sealed class AddRelu() : NetworkFix("NG0022")
{
    private protected override Proposal? Propose(FixTarget target)
    {
        // Flatten and Dropout may stand between the two.
        var upper = target.Attribute?.Previous();
        while (upper is not null && upper.KindName() != "Dense")
            upper = upper.Previous();

        return upper?.ArgumentList is { Arguments.Count: > 0 } list && upper.IsLinearDense()
            ? new Proposal($"Give [{upper}] the activation Relu", Change(upper, list))
            : null;
    }

    private static TextChange Change(AttributeSyntax upper, AttributeArgumentListSyntax list)
    {
        if (upper.ActivationArgument() is { Expression: var linear })
            return new TextChange(linear is MemberAccessExpressionSyntax access ? access.Name.Span : linear.Span, "Relu");

        // Arguments of the constructor stand before properties, and a named one may not be followed by one without a name.
        var units = list.Arguments.LastOrDefault(a => a.NameEquals is null);
        if (units is null)
            return new TextChange(new TextSpan(list.Arguments[0].SpanStart, 0), "Relu, ");

        var relu = units.NameColon is null ? ", Relu" : ", activation: Relu";
        return new TextChange(new TextSpan(units.Span.End, 0), relu);
    }
}
