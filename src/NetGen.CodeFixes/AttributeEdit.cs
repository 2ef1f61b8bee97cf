using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes;

/// <summary>
/// Inserts, removes and moves attributes in the layout that the user chose: each on a line of its own, all on one line, or several in
/// one pair of brackets. Comments go where their attribute goes; those of one that is removed stay, on lines of their own.
/// </summary>
internal static class AttributeEdit
{
    /// <summary>Inserts an attribute above another, and above the comments of that one.</summary>
    /// <param name="text">The document.</param>
    /// <param name="anchor">The attribute that will stand below.</param>
    /// <param name="attribute">The new one without brackets, such as <c>Flatten</c>.</param>
    public static TextChange InsertAbove(SourceText text, AttributeSyntax anchor, string attribute) =>
        Insert(text, anchor, new CommentedAttribute("", attribute, ""));

    /// <summary>Removes an attribute, and its brackets and line where nothing else stands in them.</summary>
    public static TextChange Remove(SourceText text, AttributeSyntax attribute)
    {
        var list = ListOf(attribute);
        if (list.Attributes.Count > 1)
        {
            var brackets = new SharedBrackets(text, list);
            brackets.Remove(list.Attributes.IndexOf(attribute));
            return brackets.ToChange();
        }

        var (start, behind) = (Layout.StartOnLine(list), Layout.Behind(list.CloseBracketToken));
        string Between(int from, int to) => text.ToString(TextSpan.FromBounds(from, to));
        var comments = Layout.Lines(
            Layout.NewLine(text, start),
            Between(start, list.SpanStart),
            Between(list.OpenBracketToken.Span.End, attribute.SpanStart),
            Between(attribute.Span.End, list.CloseBracketToken.SpanStart),
            behind);
        return Cut(text, TextSpan.FromBounds(start, list.Span.End + behind.Length), comments);
    }

    /// <summary>Moves an attribute above another that stands before it.</summary>
    /// <param name="text">The document.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="anchor">The attribute that will stand below.</param>
    public static IReadOnlyList<TextChange> MoveAbove(SourceText text, AttributeSyntax attribute, AttributeSyntax anchor)
    {
        var (list, above) = (ListOf(attribute), ListOf(anchor));
        if (list.Attributes.Count == 1)
        {
            var taken = Take(text, list, out var removal);
            return [Insert(text, anchor, taken), removal];
        }

        var brackets = new SharedBrackets(text, list);
        var moved = brackets.Take(list.Attributes.IndexOf(attribute));
        if (list != above)
            return [Insert(text, anchor, moved), brackets.ToChange()];

        brackets.Insert(list.Attributes.IndexOf(anchor), moved);
        return [brackets.ToChange()];
    }

    private static AttributeListSyntax ListOf(AttributeSyntax attribute) => (AttributeListSyntax)attribute.Parent!;

    private static TextChange Insert(SourceText text, AttributeSyntax anchor, CommentedAttribute attribute)
    {
        var list = ListOf(anchor);
        if (list.Attributes.Count > 1)
        {
            var brackets = new SharedBrackets(text, list);
            brackets.Insert(list.Attributes.IndexOf(anchor), attribute);
            return brackets.ToChange();
        }

        // Above the first attribute stand the comments of the class.
        var isFirst = list.GetFirstToken() == list.Parent!.GetFirstToken();
        var newLine = Layout.NewLine(text, list.SpanStart);
        var gap = IsAloneOnLine(text, list) || attribute.Behind.Length > 0 || attribute.Above.Length > 0 ? newLine : " ";
        var above = attribute.Above.Length == 0 ? "" : attribute.Above + newLine;
        return new TextChange(new TextSpan(isFirst ? list.SpanStart : Layout.Start(list), 0), $"{above}[{attribute.Body}]{attribute.Behind}{gap}");
    }

    /// <summary>An attribute that has its brackets for itself, and the change that takes it out with its comments.</summary>
    private static CommentedAttribute Take(SourceText text, AttributeListSyntax list, out TextChange removal)
    {
        var start = Layout.Start(list);
        // Behind several attributes a comment is about all of them.
        var behind = Layout.StartsLine(text, Layout.StartOnLine(list)) ? Layout.Behind(list.CloseBracketToken) : "";
        removal = Cut(text, TextSpan.FromBounds(start, list.Span.End + behind.Length), comments: "");
        var body = text.ToString(TextSpan.FromBounds(list.OpenBracketToken.Span.End, list.CloseBracketToken.SpanStart)).Trim();
        return new(text.ToString(TextSpan.FromBounds(start, list.SpanStart)).Trim(), body, behind);
    }

    /// <summary>Whether the one below an attribute that is inserted above has a line of its own, and so will that one.</summary>
    private static bool IsAloneOnLine(SourceText text, AttributeListSyntax list) =>
        Layout.StartsLine(text, Layout.StartOnLine(list))
            && text.Lines.GetLineFromPosition(list.Span.End).End <= list.CloseBracketToken.GetNextToken().SpanStart;

    /// <summary>
    /// Puts comments, on lines of their own, in the place of a span; where there are none, also takes the line or the space that would be left over.
    /// </summary>
    private static TextChange Cut(SourceText text, TextSpan span, string comments)
    {
        var (first, last) = (text.Lines.GetLineFromPosition(span.Start), text.Lines.GetLineFromPosition(span.End));
        var before = text.ToString(TextSpan.FromBounds(first.Start, span.Start));
        var after = text.ToString(TextSpan.FromBounds(span.End, last.End));
        var (startsLine, endsLine) = (before.Trim().Length == 0, after.Trim().Length == 0);
        var start = startsLine ? span.Start : first.Start + before.TrimEnd().Length;
        var end = endsLine ? last.End : last.End - after.TrimStart().Length;
        var newLine = Layout.NewLine(text, span.Start);

        if (comments.Length > 0)
            return new TextChange(TextSpan.FromBounds(start, end), (startsLine ? "" : newLine) + comments + (endsLine ? "" : newLine));

        return (startsLine, endsLine) switch
        {
            (true, true) => new TextChange(TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak), ""),
            (true, false) => new TextChange(TextSpan.FromBounds(start, end), ""),
            _ => new TextChange(TextSpan.FromBounds(start, span.End), ""),
        };
    }
}
