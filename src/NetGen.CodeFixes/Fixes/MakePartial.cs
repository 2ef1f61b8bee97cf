using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes.Fixes;

/// <summary>Makes a network partial (NG0001), or the types that it is nested in (NG0003).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartial)), Shared]
public sealed class MakePartial() : NetworkFix("NG0001", "NG0003")
{
    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Class is not { } network)
            return null;

        IEnumerable<TypeDeclarationSyntax> declarations = target.Id == "NG0001" ? [network] : network.Ancestors().OfType<TypeDeclarationSyntax>();
        var whole = declarations.Where(d => !d.Modifiers.Any(SyntaxKind.PartialKeyword)).ToList();
        if (whole.Count == 0)
            return null;

        var names = string.Join(" and ", whole.Select(d => $"'{d.Identifier.ValueText}'"));
        return new Proposal($"Make {names} partial", [.. whole.Select(d => new TextChange(new TextSpan(d.Keyword.SpanStart, 0), "partial "))]);
    }
}
