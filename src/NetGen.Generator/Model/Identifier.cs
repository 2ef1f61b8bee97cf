using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.Generator.Model;

/// <summary>How C# writes names, and which it takes for one.</summary>
internal static class Identifier
{
    /// <summary>
    /// A name with an <c>@</c> where it is a keyword or may become one: C# keeps all names of lower-case ASCII letters for keywords to come, so
    /// no list of those that have a meaning somewhere is ever complete.
    /// </summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || name.All(c => c is >= 'a' and <= 'z') ? "@" + name : name;

    /// <summary>A name as C# compares it: formatting characters, such as a zero-width joiner, are no part of it.</summary>
    public static string Compared(string name) =>
        name.All(c => !IsFormatting(c)) ? name : string.Concat(name.Where(c => !IsFormatting(c)));

    /// <summary>Whether metadata can hold a name: it has 1,023 bytes for it, of which C# needs some to call the methods of a property.</summary>
    public static bool Fits(string name) => Encoding.UTF8.GetByteCount(name) <= 1000;

    private static bool IsFormatting(char c) => c > 127 && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
