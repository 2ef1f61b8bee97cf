using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace NetGen.CodeFixes.Fixes;

/// <summary>
/// Adds an input above the first layer (NG0002). The fix cannot know the shape, so it writes a common one for the user to change: an image
/// where the first layer is <c>[Flatten]</c>, which makes no sense on anything of one axis, and the same number of features otherwise.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddInput)), Shared]
public sealed class AddInput() : NetworkFix("NG0002")
{
    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Class?.NetworkAttributes().FirstOrDefault() is not { } first)
            return null;

        var input = first.KindName() == "Flatten" ? "Input(28, 28)" : "Input(784)";
        return new Proposal($"Add [{input}], the shape to be adapted", AttributeEdit.InsertAbove(target.Text, first, input));
    }
}
