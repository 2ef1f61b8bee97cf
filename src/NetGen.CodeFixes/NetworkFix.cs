using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes;

/// <summary>
/// The frame of every fix: from a diagnostic to changes of the text. Text and not syntax, because a fix inserts or removes whole
/// attributes and leaves every other character as the user wrote it.
/// </summary>
public abstract class NetworkFix : CodeFixProvider
{
    private protected NetworkFix(params string[] ids) => FixableDiagnosticIds = [.. ids];

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        var root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var text = await document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null)
            return;

        foreach (var diagnostic in context.Diagnostics)
        {
            if (Propose(new FixTarget(root.FindNode(diagnostic.Location.SourceSpan), text, diagnostic.Id)) is not { } proposal)
                continue;

            context.RegisterCodeFix(
                CodeAction.Create(
                    proposal.Title,
                    _ => Task.FromResult(document.WithText(text.WithChanges(proposal.Changes))),
                    equivalenceKey: $"{GetType().Name} {diagnostic.Id}"),
                diagnostic);
        }
    }

    /// <summary>What to change; null where this diagnostic has no obvious fix.</summary>
    private protected abstract Proposal? Propose(FixTarget target);
}

/// <summary>What a fix starts from.</summary>
/// <param name="Node">The node that the diagnostic stands on.</param>
/// <param name="Text">The document.</param>
/// <param name="Id">The diagnostic's id.</param>
internal sealed record FixTarget(SyntaxNode Node, SourceText Text, string Id)
{
    /// <summary>The attribute that the diagnostic is about; null where it is about the class.</summary>
    public AttributeSyntax? Attribute => Node.FirstAncestorOrSelf<AttributeSyntax>();

    /// <summary>The class that the diagnostic is about.</summary>
    public TypeDeclarationSyntax? Class => Node.FirstAncestorOrSelf<TypeDeclarationSyntax>();
}

/// <summary>What a fix does.</summary>
/// <param name="Title">What the IDE's menu says.</param>
/// <param name="Changes">The changes of the text.</param>
internal sealed record Proposal(string Title, IReadOnlyList<TextChange> Changes)
{
    public Proposal(string title, TextChange change)
        : this(title, [change])
    {
    }
}
