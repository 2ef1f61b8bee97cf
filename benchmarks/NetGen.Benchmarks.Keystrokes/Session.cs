using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator;
using NetGen.Generator.Analyzers;

namespace NetGen.Benchmarks.Keystrokes;

/// <summary>
/// Someone types in a project, as an editor drives the compiler: each key changes the text of one file, which is parsed incrementally; the generators run
/// on the new compilation, then the analyzers on the edited file with what was generated.
/// </summary>
internal sealed class Session(Typing row, bool countsProcessorTime)
{
    private const int RoundsToWarmUp = 20;

    private static readonly CSharpParseOptions ParseOptions = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = [new NetworkAnalyzer(), new GeneratedConstantAnalyzer()];

    private static readonly ImmutableArray<DiagnosticAnalyzer> EmptyAnalyzers = [new EmptySymbolAnalyzer(), new EmptyNodeAnalyzer()];

    public Times Measure(int rounds)
    {
        var times = new Times([], [], [], [], []);
        var project = Project();
        var (ours, empty, search) = (Driver(new NetworkGenerator()), Driver(new EmptyGenerator()), Driver(new SearchingGenerator()));
        for (var key = -RoundsToWarmUp; key < rounds; key++)
        {
            project = Declared(Press(project, key + RoundsToWarmUp + 1));
            Take(key, times.Generator, project.Clone(), p => ours = ours.RunGenerators(p));
            Take(key, times.EmptyGenerator, project.Clone(), p => empty = empty.RunGenerators(p));
            Take(key, times.Search, project.Clone(), p => search = search.RunGenerators(p));

            var whole = Declared(project.AddSyntaxTrees(ours.GetRunResult().GeneratedTrees));
            Take(key, times.Analyzers, whole.Clone(), p => Analyze(p, Analyzers));
            Take(key, times.EmptyAnalyzers, whole.Clone(), p => Analyze(p, EmptyAnalyzers));
        }

        return times;
    }

    /// <summary>The project once it knows its declarations: all that run on a clone of it share these, and the first would pay for all.</summary>
    private static CSharpCompilation Declared(CSharpCompilation project)
    {
        _ = project.GlobalNamespace.GetMembers();
        return project;
    }

    private void Take(int key, List<double> times, CSharpCompilation project, Action<CSharpCompilation> action)
    {
        var start = Now();
        action(project);
        if (key >= 0)
            times.Add((Now() - start).TotalMilliseconds);
    }

    /// <summary>The clock, or what the process has used of all processors, which others on the machine disturb less.</summary>
    private TimeSpan Now() => countsProcessorTime ? Environment.CpuUsage.TotalTime : Stopwatch.GetElapsedTime(0);

    private CSharpCompilation Project()
    {
        // What a test host or a program is given to run with is what a user's project refers to.
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .Where(path => Path.GetFileName(path) is not ("NetGen.Generator.dll" or "NetGen.Benchmarks.Keystrokes.dll"))
            .Select(path => MetadataReference.CreateFromFile(path));
        var files = row.Files
            .Prepend("global using System; global using NetGen; global using static NetGen.Activation;")
            .Select((text, i) => CSharpSyntaxTree.ParseText(SourceText.From(text), ParseOptions, PathOf(i - 1)));
        return CSharpCompilation.Create(
            "Someones.Project", files, references, new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static string PathOf(int file) => FormattableString.Invariant($"File{file}.cs");

    /// <summary>The project with other digits behind the marker, which differ with each key.</summary>
    private CSharpCompilation Press(CSharpCompilation project, int key)
    {
        var tree = project.SyntaxTrees.Single(t => t.FilePath == PathOf(row.File));
        var text = tree.GetText();
        var content = text.ToString();
        var start = content.IndexOf(row.Marker, StringComparison.Ordinal) + row.Marker.Length;
        var end = start;
        while (char.IsAsciiDigit(content[end]))
            end++;

        var edited = text.WithChanges(new TextChange(TextSpan.FromBounds(start, end), (key % 90).ToString(CultureInfo.InvariantCulture)));
        return project.ReplaceSyntaxTree(tree, tree.WithChangedText(edited));
    }

    private static GeneratorDriver Driver(IIncrementalGenerator generator) => CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: ParseOptions);

    private void Analyze(CSharpCompilation project, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var options = new CompilationWithAnalyzersOptions(new([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var tree = project.SyntaxTrees.Single(t => t.FilePath == PathOf(row.File));
        var found = project.WithAnalyzers(analyzers, options).GetAnalyzerSemanticDiagnosticsAsync(project.GetSemanticModel(tree), null, default).GetAwaiter().GetResult();
        if (!found.IsEmpty)
            throw new InvalidOperationException(found[0].ToString());
    }
}
