using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace NetGen;

/// <summary>Elements of pages and pictures. The XML library closes and escapes them.</summary>
internal static class Markup
{
    private static readonly XNamespace SvgNamespace = "http://www.w3.org/2000/svg";

    /// <summary>An element of a page.</summary>
    public static XElement Html(string name, params object?[] content) => new(name, content);

    /// <summary>An element of a picture.</summary>
    public static XElement Svg(string name, params object?[] content) => new(SvgNamespace + name, content);

    public static XAttribute At(string name, string value) => new(name, Clean(value));

    public static XAttribute At(string name, double value) => new(name, Number(value));

    public static XAttribute Class(string names) => new("class", names);

    /// <summary>A picture with the text that stands for it where it cannot be seen.</summary>
    public static XElement Picture(double width, double height, string description, params object?[] content) =>
        Svg("svg", At("viewBox", $"0 0 {Number(width)} {Number(height)}"), At("role", "img"), Class("figure"), Svg("title", Clean(description)), content);

    public static XElement Text(double x, double y, string classes, string text, params object?[] more) =>
        Svg("text", At("x", x), At("y", y), Class(classes), more, Clean(text));

    public static XElement Line(double x1, double y1, double x2, double y2, string classes) =>
        Svg("line", At("x1", x1), At("y1", y1), At("x2", x2), At("y2", y2), Class(classes));

    public static XElement Rectangle(double x, double y, double width, double height, string classes, params object?[] more) =>
        Svg("rect", At("x", x), At("y", y), At("width", width), At("height", height), Class(classes), more);

    /// <summary>What a pointer over an element shows.</summary>
    public static XElement Hint(string text) => Svg("title", Clean(text));

    /// <summary>A place or length, in units of the picture.</summary>
    public static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A text that is no longer than so many characters; its end is left out where it is.</summary>
    public static string Shortened(string text, int length) => text.Length <= length ? text : string.Concat(text.AsSpan(0, length - 1).TrimEnd(), "…");

    /// <summary>A text without the characters that XML cannot hold.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value) ? rune : Rune.ReplacementChar);
        return clean.ToString();
    }

    /// <summary>A picture as a file of its own, which brings its style with it.</summary>
    public static string Standalone(XElement picture)
    {
        picture.AddFirst(Svg("style", ReportStyle.Colors + ReportStyle.Figures + ReportStyle.Alone));
        return Serialize(picture) + "\n";
    }

    public static string Serialize(XElement element)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new() { OmitXmlDeclaration = true, Indent = true, IndentChars = " ", NewLineChars = "\n" }))
            element.WriteTo(writer);
        return text.ToString();
    }
}
