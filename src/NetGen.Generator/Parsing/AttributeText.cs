using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.Generator.Parsing;

/// <summary>An attribute on one line, its arguments as the user wrote them but for comments and the marks of raw strings.</summary>
internal static class AttributeText
{
    private static readonly Regex LineBreaks = new(@"\s*[\r\n\u0085\u2028\u2029]\s*");

    private static readonly Regex RawQuotes = new("\"{3,}");

    public static string Of(AttributeSyntax syntax)
    {
        var text = Plain(syntax) ?? Normalized(syntax);
        return text.EndsWith("()", StringComparison.Ordinal) ? text.Substring(0, text.Length - 2) : text;
    }

    /// <summary>
    /// The same as <see cref="Normalized"/> of the attributes that nearly all are: names, literals and what stands between them; null of another.
    /// Roslyn makes two new trees for one line of text, which was more than half of what a network costs with each key.
    /// </summary>
    internal static string? Plain(AttributeSyntax syntax)
    {
        var text = new StringBuilder();
        foreach (var token in syntax.DescendantTokens())
        {
            if (token.IsMissing || Spaced(token) is not { } written || !written.All(c => c is >= ' ' and <= '~'))
                return null;

            text.Append(written);
        }

        var plain = text.ToString();
        return plain.Contains("\"\"\"") ? null : plain;
    }

    /// <summary>A token with the spaces that C# is laid out with; null of one that takes more thought.</summary>
    private static string? Spaced(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.IdentifierToken or SyntaxKind.NumericLiteralToken or SyntaxKind.StringLiteralToken => token.Text,
        SyntaxKind.TrueKeyword or SyntaxKind.FalseKeyword or SyntaxKind.NullKeyword => token.Text,
        SyntaxKind.OpenParenToken or SyntaxKind.CloseParenToken or SyntaxKind.DotToken => token.Text,
        SyntaxKind.MinusToken when token.Parent.IsKind(SyntaxKind.UnaryMinusExpression) => "-",
        SyntaxKind.CommaToken when token.Parent.IsKind(SyntaxKind.AttributeArgumentList) => ", ",
        SyntaxKind.EqualsToken when token.Parent.IsKind(SyntaxKind.NameEquals) => " = ",
        SyntaxKind.ColonToken when token.Parent.IsKind(SyntaxKind.NameColon) => ": ",
        _ => null,
    };

    internal static string Normalized(AttributeSyntax syntax)
    {
        var code = syntax.ReplaceTrivia(syntax.DescendantTrivia(), (_, _) => default).NormalizeWhitespace().ToString();

        // A raw string may have several lines, and would end the one that the layer table is written in.
        return Printable(RawQuotes.Replace(LineBreaks.Replace(code, ""), "\""));
    }

    /// <summary>The text with escapes for what no documentation comment can hold: control characters, halves of surrogate pairs, U+FFFE and U+FFFF.</summary>
    private static string Printable(string text)
    {
        var printable = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            if (isPair)
                printable.Append(text[i++]).Append(text[i]);
            else if (char.IsControl(text[i]) || char.IsSurrogate(text[i]) || text[i] >= 0xFFFE)
                printable.Append("\\u").Append(((int)text[i]).ToString("x4", CultureInfo.InvariantCulture));
            else
                printable.Append(text[i]);
        }

        return printable.ToString();
    }
}
