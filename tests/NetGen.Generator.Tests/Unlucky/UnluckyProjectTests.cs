using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Unlucky;

/// <summary>
/// Hundreds of projects that hold what could clash with emitted code. In each of them the generated files compile without a warning, or a
/// diagnostic of NetGen's stands in the user's code and nothing is generated.
/// </summary>
public class UnluckyProjectTests
{
    private const int Projects = 320;

    /// <summary>Every name comes as that of a class several times, with another container, neighbour, layer, header and member each time.</summary>
    public static TheoryData<int> Parts => [.. Enumerable.Range(0, 8)];

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Generated_code_compiles_or_a_diagnostic_says_why_not(int part)
    {
        var faults = new List<string>();
        for (var number = part; number < Projects; number += Parts.Count)
        {
            if (await Judge(Project(number)) is { } fault)
                faults.Add($"{number}: {fault}\n{string.Join('\n', Sources(number))}");
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults\n{string.Join("\n\n", faults)}");
    }

    /// <summary>Clashes that were found one by one: in each of them there is nothing to say, and code.</summary>
    [Theory]
    [InlineData("[Input(4)] [Dense(2)] public partial class @file;")]
    [InlineData("[Input(4)] [Dense(2)] public partial class @required;")]
    [InlineData("[Input(4)] [Dense(2)] public partial class @scoped;")]
    [InlineData("[Input(4)] [Dense(8, Relu, Name = \"var\")] [Dense(2)] public partial class @var;")]
    [InlineData("[Input(4)] [Dense(2)] public partial class @partial { public partial class @record { [Input(4)] [Dense(2)] public partial class @field; } }")]
    [InlineData("namespace @file.@record { public partial struct @required { public partial interface @scoped { [Input(4)] [Dense(2)] public partial class @extension; } } }")]
    [InlineData("[Input(4)] [Dense(2, Name = \"__arglist\")] public partial class lowercase;")]
    [InlineData("namespace A { public ref struct Span<T>; public ref struct ReadOnlySpan<T>; [Input(4)] [Dense(2)] public partial class Net; }")]
    [InlineData("[Input(4)] [Dense(2)] public partial class Net { private struct Span<T>; private struct ReadOnlySpan<T>; private class Network<T>; }")]
    [InlineData("[Input(4)] [Dense(2)] public partial class Net;", "global using Runtime = System.Text; global using Kernels = System.Text; global using Losses = System.Text;")]
    [InlineData("[Input(4)] [Dense(2)] public partial class Net;", "global using @var = System.String; global using Span = System.String;")]
    [InlineData("[Input(4)] [Dense(2)] [System.CodeDom.Compiler.GeneratedCode(\"a\", \"b\")] public partial class Net;")]
    [InlineData("[Input(4)] [Dense(8, PRelu)] [Dense(2)] public partial class Net;", "[assembly: System.CLSCompliant(true)]")]
    [InlineData("[Input(4)] [Dense(2)] public partial class Net { [Input(4)] [Dense(2)] protected internal partial class Inner; [Input(4)] [Dense(2)] private partial class Own; }", "[assembly: System.CLSCompliant(true)]")]
    [InlineData("[Input(4)] [Dense(2)] [System.CLSCompliant(false)] public partial class Net;", "[assembly: System.CLSCompliant(true)]")]
    [InlineData("[System.CLSCompliant(false)] public partial class Outer { [Input(4)] [Dense(2)] public partial class Net; }", "[assembly: System.CLSCompliant(true)]")]
    [InlineData("namespace A { public class System; public class NetGen; [Input(4)] [Dense(2)] public partial class Net; }")]
    [InlineData("[Input(4)] [Dense(8, Tanh, Name = \"a\u200Db\")] [Dense(2, Name = \"a\u200Dc\")] public partial class Net;")]
    public async Task What_was_found_compiles(params string[] sources)
    {
        var project = UserProject.Of(sources).WithDocumentationChecked();

        Assert.Null(await Judge(project));
        Assert.Empty(await project.AnalyzeAsync());
        Assert.NotEmpty(project.Generate().Generated);
    }

    private static CSharpCompilation Project(int number)
    {
        var project = UserProject.Plain(Sources(number));
        return number % 5 != 0
            ? project
            : project
                .WithOptions(project.Options.WithNullableContextOptions(NullableContextOptions.Disable).WithOverflowChecks(true))
                .WithLanguageVersion(LanguageVersion.CSharp12);
    }

    private static string[] Sources(int number)
    {
        var draw = new Random(number);
        var name = Trouble.Names[number % Trouble.Names.Count];
        string Of(IReadOnlyList<string> list) => list[draw.Next(list.Count)];

        var plain = name.TrimStart('@');
        var layers = string.Format(CultureInfo.InvariantCulture, Of(Trouble.Layers), Of(Trouble.Names).TrimStart('@'));
        var header = string.Format(CultureInfo.InvariantCulture, Of(Trouble.Headers), name);
        var members = string.Format(CultureInfo.InvariantCulture, Of(Trouble.Members), Of(Trouble.Names));
        var network = $"{layers} {header} {{ {members} }}";
        return [string.Format(CultureInfo.InvariantCulture, Of(Trouble.Containers), network), number % 3 == 0 ? "" : Of(Trouble.Neighbours)];
    }

    /// <summary>What is wrong with a project; null for nothing.</summary>
    private static async Task<string?> Judge(CSharpCompilation project)
    {
        var (output, generated) = project.Generate();
        var own = (await project.AnalyzeAsync()).ToList();
        if (own.FirstOrDefault(d => !d.Id.StartsWith("NG", StringComparison.Ordinal) || d.Id == "NG0040") is { } crash)
            return $"crash: {crash}";

        if (own.FirstOrDefault(d => d.Location.SourceTree is not { } tree || tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)) is { } astray)
            return $"astray: {astray}";

        if (own.Any(d => d.Severity == DiagnosticSeverity.Error))
            return generated.Count > 0 ? "generated beside an error" : null;

        var before = project.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning).ToDictionary(Key, d => d.DefaultSeverity == DiagnosticSeverity.Error);
        if (generated.Count == 0)
            return before.ContainsValue(true) ? null : "nothing is generated, and nothing said";

        // That a member of the user's hides an inherited one is between the user and C#.
        var added = output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "CS0108" && !before.ContainsKey(Key(d))).ToList();
        return added.Count == 0 ? null : string.Join('\n', added);
    }

    private static (string Id, string Path, int Start, string Message) Key(Diagnostic diagnostic) =>
        (diagnostic.Id, diagnostic.Location.SourceTree?.FilePath ?? "", diagnostic.Location.SourceSpan.Start, diagnostic.GetMessage(CultureInfo.InvariantCulture));
}
