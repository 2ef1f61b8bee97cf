using System.Text.RegularExpressions;

namespace NetGen.Generator.Tests.House;

/// <summary>The folders of the compiler know each other in one direction only, and the passes and rules know no layer by its kind.</summary>
public partial class ArrowTests
{
    /// <summary>The folders, each below those that it may know.</summary>
    private static readonly string[] Order =
        ["Model", "Diagnostics", "Protocol", "Layers", "Losses", "Parsing", "Graph", "Binding", "Planning", "Emit", "Analyzers", ""];

    /// <summary>What a network may consist of is for the tables to say, and for those who read declarations.</summary>
    private static readonly string[] KnowNoLayer = ["Model", "Diagnostics", "Protocol", "Graph", "Planning", "Emit", "Binding/Advice"];

    public static TheoryData<string> Files => [.. Sources().Select(source => source.Path)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_knows_only_what_stands_above_its_folder(string path)
    {
        var folder = path.Contains('/', StringComparison.Ordinal) ? path.Split('/')[0] : "";
        var place = Array.IndexOf(Order, folder);

        Assert.All(Known(Text(path)).Where(name => name != folder), name => Assert.True(
            Array.IndexOf(Order, name) < place, $"{path} knows {name}, which stands below it or beside it."));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Passes_and_rules_ask_for_traits_and_not_for_kinds(string path)
    {
        if (!KnowNoLayer.Any(folder => path.StartsWith(folder + "/", StringComparison.Ordinal)))
            return;

        Assert.DoesNotContain(Known(Text(path)), name => name is "Layers" or "Losses");
        Assert.DoesNotMatch(KindTests(), Text(path));
    }

    [Fact]
    public void The_test_sees_an_arrow_that_runs_the_wrong_way()
    {
        Assert.Equal(["Planning", "Layers"], Known("using NetGen.Generator.Planning;\nclass A { object B => Layers.Dense.Read; }"));
        Assert.Matches(KindTests(), "if (stage.Layer is Dense)");
        Assert.Matches(KindTests(), "node.Layer is not Elementwise { Name: \"Relu\" }");
    }

    private static IEnumerable<string> Known(string text) => Names().Matches(text).Select(match => match.Groups["name"].Value);

    private static IEnumerable<(string Path, string Text)> Sources()
    {
        var root = Root();
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(path => !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("bin/", StringComparison.Ordinal))
            .Select(path => (path, Text(path)));
    }

    private static string Text(string path) => File.ReadAllText(Path.Combine(Root(), path));

    private static string Root([System.Runtime.CompilerServices.CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../../src/NetGen.Generator"));

    /// <summary>A folder of the compiler in a using, or before the name of a type.</summary>
    [GeneratedRegex(@"(?:using NetGen\.Generator\.|(?<![\w.""/])(?:NetGen\.Generator\.)?)(?<name>Model|Diagnostics|Protocol|Layers|Losses|Parsing|Graph|Binding|Planning|Emit|Analyzers)(?:;|\.(?=[A-Z]))")]
    private static partial Regex Names();

    /// <summary>A pattern that asks a layer or a loss for its type.</summary>
    [GeneratedRegex(@"Layer(?:: | is (?:not )?)(?:Dense|Dropout|Flatten|Softmax|PRelu|Elementwise)\b|Loss(?:: | is (?:not )?)(?:CrossEntropy|BinaryCrossEntropy|MeanSquaredError)\b")]
    private static partial Regex KindTests();
}
