using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.Generator.Tests.Testing;

/// <summary>Asserts what the analyzer says about a declaration: ids, spans and whole messages. Whatever is not asserted fails.</summary>
internal static class Expect
{
    /// <summary>Asserts that exactly the marked diagnostics are reported, with these messages in the order of the source.</summary>
    public static Task Diagnostics(string markup, params string[] messages) => DiagnosticsIn(project => project, markup, messages);

    /// <summary>Asserts the same of a project that differs from a user's usual one.</summary>
    public static async Task DiagnosticsIn(Func<CSharpCompilation, CSharpCompilation> change, string markup, params string[] messages)
    {
        var (source, expected) = Markup.Parse(markup);
        var reported = await change(UserProject.Of(source)).AnalyzeAsync();

        var actual = reported.Select(d => new MarkedSpan(d.Id, d.Location.SourceSpan)).ToList();
        var actualMessages = reported.Select(d => d.GetMessage(CultureInfo.InvariantCulture)).ToList();
        if (!actual.SequenceEqual(expected) || !actualMessages.SequenceEqual(messages))
            Assert.Fail("This is reported, as a test would assert it:\n\n" + Paste(Markup.Write(source, actual), actualMessages));
    }

    /// <summary>Asserts that nothing is reported.</summary>
    public static Task Nothing(string source) => Diagnostics(source);

    private static string Paste(string markup, IReadOnlyList<string> messages)
    {
        var literal = string.Join('\n', $"\"\"\"\n{markup}\n\"\"\"".Split('\n').Select(l => "    " + l));
        var lines = messages.Select(m => $"    \"{m.Replace("\"", "\\\"", StringComparison.Ordinal)}\"").Prepend(literal);
        return $"await Expect.Diagnostics(\n{string.Join(",\n", lines)});";
    }
}
