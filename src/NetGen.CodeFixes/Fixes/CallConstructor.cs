using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes.Fixes;

/// <summary>Has a constructor of the user's call the generated one (NG0038).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CallConstructor)), Shared]
public sealed class CallConstructor() : NetworkFix("NG0038")
{
    private protected override Proposal? Propose(FixTarget target)
    {
        // One that has the generated constructor's parameters is wrong whatever it calls.
        if (target.Node is not ConstructorDeclarationSyntax constructor
            || constructor.Initializer is { ArgumentList.Arguments.Count: > 0 }
            || IsGenerated(constructor.ParameterList.Parameters))
        {
            return null;
        }

        var call = constructor.ParameterList.Parameters.Any(IsSeed) ? "this(seed)" : "this(seed: 0)";
        return new Proposal(
            $"Call '{call}'",
            constructor.Initializer is { } initializer
                ? new TextChange(TextSpan.FromBounds(initializer.ThisOrBaseKeyword.SpanStart, initializer.Span.End), call)
                : new TextChange(new TextSpan(constructor.ParameterList.Span.End, 0), $" : {call}"));
    }

    private static bool IsGenerated(SeparatedSyntaxList<ParameterSyntax> parameters) =>
        parameters.Count == 1 && parameters[0].Type?.ToString() is "long" or "Int64" or "System.Int64";

    private static bool IsSeed(ParameterSyntax parameter) => parameter.Identifier.ValueText == "seed" && parameter.Type?.ToString() is "int" or "long";
}
