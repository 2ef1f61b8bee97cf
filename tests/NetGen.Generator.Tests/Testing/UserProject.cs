using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Generator.Analyzers;

namespace NetGen.Generator.Tests.Testing;

/// <summary>A project as a user of the package has it: its references, and the global usings of its build props.</summary>
internal static class UserProject
{
    private const string GlobalUsings = "global using NetGen; global using static NetGen.Activation;";

    public static readonly CSharpParseOptions ParseOptions = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    public static readonly CSharpCompilationOptions CompilationOptions = new(
        OutputKind.DynamicallyLinkedLibrary,
        nullableContextOptions: NullableContextOptions.Enable,
        generalDiagnosticOption: ReportDiagnostic.Error,
        // All waves of warnings, as a build has them.
        warningLevel: 9999,
        allowUnsafe: false);

    /// <summary>The analyzers of the package.</summary>
    public static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = [new NetworkAnalyzer(), new GeneratedConstantAnalyzer()];

    /// <summary>What the test itself runs with, less what a user's project does not see.</summary>
    public static readonly IReadOnlyList<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => IsVisible(Path.GetFileNameWithoutExtension(path)))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>A project of the given files, named <c>File0.cs</c> and so on.</summary>
    public static CSharpCompilation Of(params string[] sources) => CSharpCompilation.Create(
        "User",
        [Parse(GlobalUsings, "GlobalUsings.g.cs"), .. sources.Select((source, i) => Parse(source, $"File{i}.cs"))],
        References,
        CompilationOptions);

    /// <summary>A project without the global usings of the package, whose documentation comments the compiler checks.</summary>
    public static CSharpCompilation Plain(params string[] sources) => CSharpCompilation
        .Create("User", sources.Select((source, i) => Parse(source, $"File{i}.cs")), References, CompilationOptions.WithAllowUnsafe(true))
        .WithDocumentationChecked();

    /// <summary>The same project where the compiler reads documentation comments and checks them.</summary>
    public static CSharpCompilation WithDocumentationChecked(this CSharpCompilation project) => project
        .RemoveAllSyntaxTrees()
        .AddSyntaxTrees(project.SyntaxTrees.Select(t => t.WithRootAndOptions(t.GetRoot(), ParseOptions.WithDocumentationMode(DocumentationMode.Diagnose))));

    /// <summary>The same project compiled as another version of C#.</summary>
    public static CSharpCompilation WithLanguageVersion(this CSharpCompilation project, LanguageVersion version) => project
        .RemoveAllSyntaxTrees()
        // Parsed anew: what a version lacks, its parser reports.
        .AddSyntaxTrees(project.SyntaxTrees.Select(t => CSharpSyntaxTree.ParseText(t.GetText(), ((CSharpParseOptions)t.Options).WithLanguageVersion(version), t.FilePath)));

    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path);

    /// <summary>The project with the generated files, and those files' texts by name.</summary>
    public static (Compilation Project, IReadOnlyDictionary<string, string> Generated) Generate(this CSharpCompilation project)
    {
        var driver = CreateDriver((CSharpParseOptions)project.SyntaxTrees[0].Options).RunGeneratorsAndUpdateCompilation(project, out var output, out var diagnostics);
        var result = driver.GetRunResult().Results.Single();
        if (result.Exception is not null)
            Assert.Fail($"The generator threw: {result.Exception}");

        Assert.Empty(diagnostics);
        return (output, result.GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString()));
    }

    public static GeneratorDriver CreateDriver(CSharpParseOptions? options = null) => CSharpGeneratorDriver.Create(
        [new NetworkGenerator().AsSourceGenerator()],
        parseOptions: options ?? ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>What the analyzer reports on the project together with its generated files, in the order of the source.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(this CSharpCompilation project)
    {
        // Severities stay those of the descriptors: a user's warnings as errors would hide which is which.
        var output = project.WithOptions(project.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default)).Generate().Project;
        var diagnostics = await output.WithAnalyzers(Analyzers).GetAnalyzerDiagnosticsAsync();
        return
        [
            .. diagnostics
                .OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(d => d.Location.SourceSpan.Start)
                .ThenByDescending(d => d.Location.SourceSpan.End)
                .ThenBy(d => d.Id, StringComparer.Ordinal),
        ];
    }

    private static bool IsVisible(string assembly) =>
        assembly is "NetGen.Attributes" or "NetGen.Runtime"
        || !(assembly.StartsWith("NetGen", StringComparison.Ordinal)
            || assembly.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
            || assembly.StartsWith("xunit", StringComparison.OrdinalIgnoreCase));
}
