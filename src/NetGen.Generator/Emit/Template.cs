using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.Generator.Emit;

/// <summary>
/// Code with its numbers and strings taken out: what variants that do the same with other values have in common. Of several such pieces of code, those
/// values that differ become parameters, and the others stay where they are.
/// </summary>
internal sealed class Template
{
    private readonly IReadOnlyList<string> _parts;

    private Template(IReadOnlyList<string> parts, IReadOnlyList<Literal> values)
    {
        _parts = parts;
        Values = values;
        Skeleton = string.Join("\0", parts.Select((part, i) => i < values.Count ? part + values[i].Kind : part));
    }

    /// <summary>What is left of the code; equal where it is the same but for the values.</summary>
    public string Skeleton { get; }

    /// <summary>The values, in the order of the code.</summary>
    public IReadOnlyList<Literal> Values { get; }

    /// <summary>Takes the values out of code that has neither verbatim nor raw strings.</summary>
    public static Template Of(string code)
    {
        var parts = new List<string>();
        var values = new List<Literal>();
        var start = 0;
        for (var i = 0; i < code.Length;)
        {
            var end = EndOfToken(code, i);
            if (code[i] == '"' || IsDigit(code[i]))
            {
                parts.Add(code.Substring(start, i - start));
                values.Add(Literal.Of(code.Substring(i, end - i)));
                start = end;
            }

            i = end;
        }

        parts.Add(code.Substring(start));
        return new Template(parts, values);
    }

    /// <summary>The code with other expressions in the places of its values.</summary>
    public string With(Func<int, string> value)
    {
        var code = new StringBuilder(_parts[0]);
        for (var i = 0; i < Values.Count; i++)
            code.Append(value(i)).Append(_parts[i + 1]);

        return code.ToString();
    }

    /// <summary>Where a string, a number, an identifier or a single other character ends.</summary>
    private static int EndOfToken(string code, int start)
    {
        var i = start + 1;
        if (code[start] == '"')
        {
            while (code[i] != '"')
                i += code[i] == '\\' ? 2 : 1;

            return i + 1;
        }

        if (IsDigit(code[start]))
        {
            while (i < code.Length && (IsDigit(code[i]) || code[i] is '.' or 'E' or 'f' || (code[i] is '+' or '-' && code[i - 1] == 'E')))
                i++;
        }
        else if (SyntaxFacts.IsIdentifierStartCharacter(code[start]))
        {
            while (i < code.Length && SyntaxFacts.IsIdentifierPartCharacter(code[i]))
                i++;
        }

        return i;
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}

/// <summary>A value as it stands in code.</summary>
/// <param name="Kind">The C# type that a parameter has which takes it.</param>
/// <param name="Text">Itself.</param>
internal readonly record struct Literal(string Kind, string Text)
{
    public static Literal Of(string text)
    {
        var kind = text[0] == '"' ? "string"
            : text[text.Length - 1] == 'f' ? "float"
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (number > int.MaxValue ? "long" : "int")
            : "double";
        return new(kind, text);
    }
}
