using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes;

/// <summary>Reads how the user laid out a declaration: lines, indentation, and which comments belong to what.</summary>
internal static class Layout
{
    /// <summary>A line break of the document, and the indentation of the line at a position.</summary>
    public static string NewLine(SourceText text, int position)
    {
        var line = text.Lines.GetLineFromPosition(position);
        var breaks = text.Lines.Select(l => text.ToString(TextSpan.FromBounds(l.End, l.EndIncludingLineBreak))).FirstOrDefault(b => b.Length > 0) ?? "\n";
        var content = line.ToString();
        return breaks + content.Substring(0, content.Length - content.TrimStart().Length);
    }

    /// <summary>Whether nothing but space stands before a position on its line.</summary>
    public static bool StartsLine(SourceText text, int position) =>
        text.ToString(TextSpan.FromBounds(text.Lines.GetLineFromPosition(position).Start, position)).Trim().Length == 0;

    /// <summary>The comment that ends a token's line, with the space before it; empty where there is none, or where code follows.</summary>
    public static string Behind(SyntaxToken token)
    {
        var trivia = token.TrailingTrivia;
        return trivia.Any(IsComment) && (trivia.Any(SyntaxKind.EndOfLineTrivia) || token.GetNextToken().IsKind(SyntaxKind.None))
            ? trivia.ToString().TrimEnd()
            : "";
    }

    /// <summary>Where the comments before a node on its own line begin; the node's start where there are none.</summary>
    public static int StartOnLine(SyntaxNode node)
    {
        var first = node.GetFirstToken();
        if (first.LeadingTrivia.Any(SyntaxKind.EndOfLineTrivia))
            return node.SpanStart;

        var before = first.GetPreviousToken().TrailingTrivia;
        var sameLine = before.Any(SyntaxKind.EndOfLineTrivia) ? first.LeadingTrivia : before.Concat(first.LeadingTrivia);
        return sameLine.Where(IsComment).Select(t => t.SpanStart).DefaultIfEmpty(node.SpanStart).First();
    }

    /// <summary>Where the comments before a node begin, those on the lines directly above it included.</summary>
    public static int Start(SyntaxNode node)
    {
        var (start, breaks) = (StartOnLine(node), 0);
        foreach (var trivia in node.GetLeadingTrivia().Reverse())
        {
            if (IsComment(trivia))
                (start, breaks) = (trivia.SpanStart, 0);
            else if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !(trivia.IsKind(SyntaxKind.EndOfLineTrivia) && ++breaks < 2))
                break;
        }

        return start;
    }

    /// <summary>Texts that are not empty, each on a line.</summary>
    public static string Lines(string newLine, params string[] texts) => string.Join(newLine, texts.Select(t => t.Trim()).Where(t => t.Length > 0));

    private static bool IsComment(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);
}
