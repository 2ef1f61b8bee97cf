using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Generator.Diagnostics;
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
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.Attribute);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var attribute = (AttributeSyntax)context.Node;
        if (attribute.ArgumentList is null || !IsNetworkAttribute(context, attribute))
            return;

        foreach (var name in attribute.ArgumentList.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (context.SemanticModel.GetSymbolInfo(name, context.CancellationToken).Symbol is IFieldSymbol constant && IsGenerated(constant))
            {
                ExpressionSyntax whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.GeneratedConstant, whole.GetLocation(), whole.ToString()));
            }
        }
    }

    private static bool IsNetworkAttribute(SyntaxNodeAnalysisContext context, AttributeSyntax attribute) =>
        context.SemanticModel.GetSymbolInfo(attribute, context.CancellationToken).Symbol is { ContainingType: { } type } && NetworkParser.RoleOf(type) is not null;

    private static bool IsGenerated(IFieldSymbol constant) => constant.DeclaringSyntaxReferences.Any(r => GeneratedFile.Is(r.SyntaxTree));
}
