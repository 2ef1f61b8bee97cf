using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Generator.Binding;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Parsing;

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
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Class || NetworkParser.Parse(type, context.CancellationToken) is not { } network)
            return;

        var diagnostics = Binder.Bind(network.Declaration).Diagnostics;
        if (diagnostics.Count == 0)
            return;

        var map = new SourceMap(type, network.Sources, context.CancellationToken);
        foreach (var diagnostic in diagnostics)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.ById[diagnostic.Id],
                map.Locate(diagnostic),
                [.. diagnostic.Arguments]));
        }
    }
}
