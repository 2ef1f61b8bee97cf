using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes;

/// <summary>An attribute without its brackets, and the comments that go where it goes.</summary>
/// <param name="Above">Those above and before it.</param>
/// <param name="Body">It, with those around it in its brackets.</param>
/// <param name="Behind">That at the end of its line, with the space before it.</param>
internal sealed record CommentedAttribute(string Above, string Body, string Behind);

/// <summary>Several attributes in one pair of brackets, to be edited and written again. Whatever is not edited is written as it was.</summary>
internal sealed class SharedBrackets
{
    private readonly List<Entry> _entries = [];
    private readonly TextSpan _span;
    private readonly string _newLine;
    private readonly bool _endsWithComma;
    private readonly string _closing;
    private string _below = "";

    public SharedBrackets(SourceText text, AttributeListSyntax list)
    {
        var attributes = list.Attributes;
        var (start, end) = (list.OpenBracketToken.Span.End, list.CloseBracketToken.SpanStart);
        _newLine = Layout.NewLine(text, list.SpanStart) + " ";
        _endsWithComma = attributes.SeparatorCount == attributes.Count;
        for (var i = 0; i < attributes.Count; i++)
        {
            var lead = text.ToString(TextSpan.FromBounds(start, attributes[i].SpanStart));
            var hasComma = i < attributes.SeparatorCount;
            var inner = text.ToString(TextSpan.FromBounds(attributes[i].Span.End, hasComma ? attributes.GetSeparator(i).SpanStart : end)).TrimEnd();
            var behind = hasComma ? Layout.Behind(attributes.GetSeparator(i)) : "";
            _entries.Add(new Entry(lead, attributes[i].ToString(), inner, behind));
            start = (hasComma ? attributes.GetSeparator(i).Span.End : attributes[i].Span.End + inner.Length) + behind.Length;
        }

        _closing = text.ToString(TextSpan.FromBounds(start, end));
        var last = _entries[_entries.Count - 1];
        // Behind brackets that hold one line, a comment is about all of it.
        var after = HasBreak(last.Lead) && !HasBreak(_closing) && last.Behind.Length == 0 ? Layout.Behind(list.CloseBracketToken) : "";
        _entries[_entries.Count - 1] = last with { Behind = last.Behind + after };
        _span = TextSpan.FromBounds(list.SpanStart, list.Span.End + after.Length);
    }

    /// <summary>Takes out an attribute with its comments.</summary>
    public CommentedAttribute Take(int index)
    {
        var entry = _entries[index];
        _entries.RemoveAt(index);
        if (index < _entries.Count && (index == 0 || (HasBreak(entry.Lead) && !HasBreak(_entries[index].Lead))))
            _entries[index] = _entries[index] with { Lead = SpaceOf(entry.Lead) + _entries[index].Lead.TrimStart() };

        return new(entry.Lead.Trim(), entry.Body + entry.Inner, entry.Behind);
    }

    /// <summary>Takes out an attribute and leaves its comments, on lines of their own.</summary>
    public void Remove(int index)
    {
        var entry = _entries[index];
        Take(index);
        var comments = Layout.Lines(BreakOf(entry.Lead), entry.Lead, entry.Inner, entry.Behind);
        if (comments.Length == 0)
            return;

        if (index < _entries.Count)
            _entries[index] = _entries[index] with { Lead = BreakOf(entry.Lead) + comments + BreakOf(entry.Lead) + _entries[index].Lead.TrimStart() };
        else
            _below = (HasBreak(_closing) ? BreakOf(entry.Lead) : _newLine.TrimEnd(' ')) + comments;
    }

    /// <summary>Puts an attribute above another.</summary>
    public void Insert(int index, CommentedAttribute attribute)
    {
        var anchor = _entries[index];
        var next = index + 1 < _entries.Count ? _entries[index + 1].Lead : null;
        var isLine = HasBreak(anchor.Lead) ? next is null || HasBreak(next) : index == 0 && next is not null && HasBreak(next);
        var gap = isLine || attribute.Behind.Length > 0 || anchor.Lead.Contains("//") ? BreakOf(anchor.Lead) : " ";
        var above = attribute.Above.Length == 0 ? "" : attribute.Above + (attribute.Above.Contains("//") || HasBreak(anchor.Lead) ? BreakOf(anchor.Lead) : " ");

        _entries[index] = anchor with { Lead = gap + anchor.Lead.TrimStart() };
        _entries.Insert(index, new Entry(SpaceOf(anchor.Lead) + above, attribute.Body, "", attribute.Behind));
    }

    /// <summary>The brackets as they are now.</summary>
    public TextChange ToChange()
    {
        var text = "[";
        for (var i = 0; i < _entries.Count; i++)
        {
            var (lead, body, inner, behind) = _entries[i];
            var isLast = i == _entries.Count - 1;
            text += lead + body + inner + (!isLast || _endsWithComma ? "," : "");
            // Brackets close on the last attribute's line before its comment, or below it.
            if (!isLast)
                text += behind;
            else if (HasBreak(_closing))
                text += behind + _below + _closing + "]";
            else
                text += _closing + "]" + behind + _below;
        }

        return new TextChange(_span, text);
    }

    private static bool HasBreak(string text) => text.Contains('\n') || text.Contains('\r');

    /// <summary>The space before the first comment.</summary>
    private static string SpaceOf(string lead) => lead.Substring(0, lead.Length - lead.TrimStart().Length);

    /// <summary>A line break with the indentation of an attribute that stands on a line of its own; of another the brackets'.</summary>
    private string BreakOf(string lead) => HasBreak(SpaceOf(lead)) ? SpaceOf(lead) : _newLine;

    private sealed record Entry(string Lead, string Body, string Inner, string Behind);
}
