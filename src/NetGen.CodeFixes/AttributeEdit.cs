using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes;

/// <summary>
/// Inserts and removes attributes in the layout that the user chose: each on a line of its own, all on one line, or several in
/// one pair of brackets.
/// </summary>
internal static class AttributeEdit
{
    /// <summary>Inserts an attribute above another.</summary>
    /// <param name="text">The document.</param>
    /// <param name="anchor">The attribute that will stand below.</param>
    /// <param name="attribute">The new one without brackets, such as <c>Flatten</c>.</param>
    public static TextChange InsertAbove(SourceText text, AttributeSyntax anchor, string attribute)
    {
        var list = ListOf(anchor);
        var shared = list.Attributes.Count > 1;
        SyntaxNode below = shared ? anchor : list;

        var inserted = shared ? attribute + "," : $"[{attribute}]";
        return new TextChange(new TextSpan(below.SpanStart, 0), inserted + GapAbove(text, below));
    }

    /// <summary>Removes an attribute, and its brackets and line where nothing else stands in them.</summary>
    public static TextChange Remove(SourceText text, AttributeSyntax attribute)
    {
        var list = ListOf(attribute);
        if (list.Attributes.Count == 1)
            return Delete(WithSpaceAround(text, list.Span));

        var index = list.Attributes.IndexOf(attribute);
        return index + 1 < list.Attributes.Count
            ? Delete(TextSpan.FromBounds(attribute.SpanStart, list.Attributes[index + 1].SpanStart))
            : Delete(TextSpan.FromBounds(list.Attributes[index - 1].Span.End, attribute.Span.End));
    }

    private static AttributeListSyntax ListOf(AttributeSyntax attribute) => (AttributeListSyntax)attribute.Parent!;

    private static TextChange Delete(TextSpan span) => new(span, "");

    /// <summary>A line break and the indentation where the one below has a line of its own; otherwise a space.</summary>
    private static string GapAbove(SourceText text, SyntaxNode below)
    {
        var line = text.Lines.GetLineFromPosition(below.SpanStart);
        var before = text.ToString(TextSpan.FromBounds(line.Start, below.SpanStart));
        if (before.Trim() is not ("" or "[") || NextAfter(below).SpanStart < line.End)
            return " ";

        var lineBreak = text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        return lineBreak + before.Replace('[', ' ');
    }

    private static SyntaxToken NextAfter(SyntaxNode node)
    {
        var next = node.GetLastToken().GetNextToken();
        return next.IsKind(SyntaxKind.CommaToken) ? next.GetNextToken() : next;
    }

    /// <summary>The span with the space that would otherwise be left over: that of the line, that before the next list or that after the one before.</summary>
    private static TextSpan WithSpaceAround(SourceText text, TextSpan span)
    {
        var first = text.Lines.GetLineFromPosition(span.Start);
        var last = text.Lines.GetLineFromPosition(span.End);
        var before = text.ToString(TextSpan.FromBounds(first.Start, span.Start));
        var after = text.ToString(TextSpan.FromBounds(span.End, last.End));

        if (before.Trim() != "")
            return TextSpan.FromBounds(span.Start - (before.Length - before.TrimEnd().Length), span.End);

        return after.Trim() == ""
            ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak)
            : TextSpan.FromBounds(span.Start, span.End + (after.Length - after.TrimStart().Length));
    }
}
