using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Analyzers;

/// <summary>
/// Reports constants in a declaration that are generated themselves. The compiler knows them, so it has nothing to say; the generator
/// did not know them, so it has generated nothing.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GeneratedConstantAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.GeneratedConstant];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var members = new ConcurrentDictionary<string, bool>();
            start.RegisterSyntaxNodeAction(node => Analyze(node, members), SyntaxKind.Attribute);
        });
    }

    /// <summary>
    /// Looks at an attribute. To bind one costs far more than to see that none of its names is that of a member of the project's: then none is a
    /// generated constant, and nearly all attributes have names of NetGen's enums alone.
    /// </summary>
    private static void Analyze(SyntaxNodeAnalysisContext context, ConcurrentDictionary<string, bool> members)
    {
        var attribute = (AttributeSyntax)context.Node;
        if (attribute.ArgumentList is null)
            return;

        var names = attribute.ArgumentList.DescendantNodes().OfType<SimpleNameSyntax>()
            .Where(name => members.GetOrAdd(
                name.Identifier.ValueText, text => context.Compilation.ContainsSymbolsWithName(text, SymbolFilter.Member, context.CancellationToken)))
            .ToList();
        if (names.Count == 0 || !IsNetworkAttribute(context, attribute))
            return;

        foreach (var name in names)
        {
            if (context.SemanticModel.GetSymbolInfo(name, context.CancellationToken).Symbol is { } constant
                && IsGenerated(constant, context.Compilation, new(SymbolEqualityComparer.Default)))
            {
                ExpressionSyntax whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.GeneratedConstant, whole.GetLocation(), whole.ToString()));
            }
        }
    }

    private static bool IsNetworkAttribute(SyntaxNodeAnalysisContext context, AttributeSyntax attribute) =>
        context.SemanticModel.GetSymbolInfo(attribute, context.CancellationToken).Symbol is { ContainingType: { } type }
            && NetworkParser.RoleOf(type) is not (null or AttributeRole.Unknown);

    /// <summary>Whether a constant is generated, or follows from one that is.</summary>
    private static bool IsGenerated(ISymbol symbol, Compilation compilation, HashSet<ISymbol> seen)
    {
        if (symbol is not IFieldSymbol { IsConst: true } || !seen.Add(symbol))
            return false;

        return symbol.DeclaringSyntaxReferences.Any(reference =>
            GeneratedFile.Is(reference.SyntaxTree)
            || (reference.GetSyntax() is VariableDeclaratorSyntax { Initializer: { } initializer }
                && Symbols(initializer, compilation).Any(s => IsGenerated(s, compilation, seen))));
    }

    private static IEnumerable<ISymbol> Symbols(EqualsValueClauseSyntax initializer, Compilation compilation)
    {
#pragma warning disable RS1030 // The constant may stand in another file; there are few of them, and their values are short.
        var model = compilation.GetSemanticModel(initializer.SyntaxTree);
#pragma warning restore RS1030
        return initializer.DescendantNodes().OfType<SimpleNameSyntax>().Select(name => model.GetSymbolInfo(name).Symbol).OfType<ISymbol>();
    }
}
