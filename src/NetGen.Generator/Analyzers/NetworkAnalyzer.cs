using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Generator.Binding;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Emit;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Analyzers;

/// <summary>
/// Reports what is wrong with a declared network, in the IDE as in a build. It runs the binder that the generator runs;
/// the generator itself is silent.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        Descriptors.ById.Values.Where(d => d.Id != Descriptors.GeneratedConstant.Id).OrderBy(d => d.Id, StringComparer.Ordinal).ToImmutableArray();

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // Networks may stand in files that another tool has written, and the generator does not pass these over.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Class)
            return;

        try
        {
            Report(type, context);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            var place = type.Locations.FirstOrDefault(l => l.SourceTree is { } tree && !GeneratedFile.Is(tree)) ?? type.Locations[0];
            context.ReportDiagnostic(Create(Descriptors.InternalError.Id, place, type.Name, fault.GetType().Name, fault.Message));
        }
    }

    private static void Report(INamedTypeSymbol type, SymbolAnalysisContext context)
    {
        if (NetworkParser.Parse(type, context.Compilation, context.CancellationToken) is not { } network)
            return;

        var (graph, diagnostics) = Binder.Bind(network.Declaration);
        if (diagnostics.Count > 0)
        {
            var map = new SourceMap(type, network, context.CancellationToken);
            foreach (var diagnostic in diagnostics)
                context.ReportDiagnostic(Create(diagnostic.Id, map.Locate(diagnostic), [.. diagnostic.Arguments]));
        }

        // Where the generator failed after binding, going its last steps again shows how.
        if (graph is not null && !type.DeclaringSyntaxReferences.Any(r => GeneratedFile.Is(r.SyntaxTree)))
            NetworkEmitter.Emit(Planner.Plan(graph));
    }

    private static Diagnostic Create(string id, Location place, params object[] arguments) => Diagnostic.Create(Descriptors.ById[id], place, arguments);
}
