using System.Reflection;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Docs;

/// <summary>Compiles the code of pages as the code of a user: with the package's usings, its generator and its analyzer.</summary>
internal static class DocumentedCode
{
    private static readonly CSharpParseOptions ParseOptions = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    private static readonly IReadOnlyList<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => IsVisible(Path.GetFileNameWithoutExtension(path)))
            .Select(path => MetadataReference.CreateFromFile(path)),
        .. WebReferences(),
    ];

    private static readonly AnalyzerFileReference Compiler = new(
        Path.Combine(Repository.Root, "src", "NetGen.Generator", "bin", Repository.Configuration, "netstandard2.0", "NetGen.Generator.dll"), new Loader());

    /// <summary>What the compiler and the analyzer say of a program: errors, and NetGen's errors and warnings. The blocks are joined as one reads them.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> DiagnosticsOfAsync(IEnumerable<CodeBlock> blocks)
    {
        var program = Join(blocks);
        var compilation = CSharpCompilation.Create(
            "Page",
            [Parse(GlobalUsings()), program.SyntaxTree],
            References,
            new CSharpCompilationOptions(
                program.Members.OfType<GlobalStatementSyntax>().Any() ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable));

        CSharpGeneratorDriver
            .Create(Compiler.GetGenerators(LanguageNames.CSharp), parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var generatorDiagnostics);
        var analyzed = await generated
            .WithAnalyzers(Compiler.GetAnalyzers(LanguageNames.CSharp))
            .GetAnalyzerDiagnosticsAsync();
        return
        [
            .. generatorDiagnostics,
            .. analyzed,
            .. generated.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error),
        ];
    }

    /// <summary>The text of a program of several blocks, as someone writes it who copies them.</summary>
    public static string Program(IEnumerable<CodeBlock> blocks) => Join(blocks).ToFullString();

    /// <summary>One program of several blocks: the statements in their order, then the types, which a page may well show first.</summary>
    private static CompilationUnitSyntax Join(IEnumerable<CodeBlock> blocks)
    {
        var units = blocks.Select(block => (CompilationUnitSyntax)Parse(block.Code).GetRoot()).ToList();
        var members = units.SelectMany(unit => unit.Members).OrderBy(member => member is GlobalStatementSyntax ? 0 : 1);
        var joined = SyntaxFactory.CompilationUnit()
            .WithUsings([.. units.SelectMany(unit => unit.Usings)])
            .WithMembers([.. members]);
        // Parsed once more, so that places in messages are places in a text.
        return (CompilationUnitSyntax)Parse(joined.ToFullString()).GetRoot();
    }

    private static SyntaxTree Parse(string code) => CSharpSyntaxTree.ParseText(code.EndsWith('\n') ? code : code + "\n", ParseOptions);

    /// <summary>What the SDK adds to a console project, and what the package does.</summary>
    private static string GlobalUsings()
    {
        string[] implicitUsings = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];
        var packageUsings = XDocument
            .Load(Path.Combine(Repository.Root, "src", "NetGen.Runtime", "build", "NetGen.props"))
            .Descendants("Using")
            .Select(item => (item.Attribute("Static") is null ? "" : "static ") + item.Attribute("Include")!.Value);
        return string.Concat(implicitUsings.Concat(packageUsings).Select(name => $"global using {name};\n"));
    }

    /// <summary>What a project for the web sees besides: the SDK has it for compiling.</summary>
    private static IEnumerable<MetadataReference> WebReferences()
    {
        var dotnet = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        var pack = Directory.EnumerateDirectories(Path.Combine(dotnet, "packs", "Microsoft.AspNetCore.App.Ref"), $"{Environment.Version.Major}.*").Order(StringComparer.Ordinal).Last();
        var known = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(Path.GetFileName).ToHashSet();
        return Directory.EnumerateFiles(pack, "*.dll", SearchOption.AllDirectories)
            .Where(path => path.Contains("ref", StringComparison.Ordinal) && !path.Contains("analyzers", StringComparison.Ordinal) && !known.Contains(Path.GetFileName(path)))
            .Select(path => MetadataReference.CreateFromFile(path));
    }

    /// <summary>What a user's project sees of what this test runs with.</summary>
    private static bool IsVisible(string assembly) =>
        assembly is "NetGen.Attributes" or "NetGen.Runtime"
        || !(assembly.StartsWith("NetGen", StringComparison.Ordinal)
            || assembly.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
            || assembly.StartsWith("xunit", StringComparison.OrdinalIgnoreCase));

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
