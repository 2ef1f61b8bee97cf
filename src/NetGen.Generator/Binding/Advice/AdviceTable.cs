using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Binding.Advice;

/// <summary>The warnings: networks that run and disappoint. Each rule is a file, and a line here.</summary>
internal static class AdviceTable
{
    /// <summary>What follows from the layers alone.</summary>
    private static readonly Action<NetworkGraph, DiagnosticBag>[] LayerRules =
    [
        LinearStack.Check, VanishingGradients.Check, SoftmaxOverOne.Check, SoftmaxTwice.Check, DropoutOnOutput.Check, HugeDense.Check, SoftmaxInside.Check,
    ];

    /// <summary>What also follows from the loss: of no use where that is not the one that was meant.</summary>
    private static readonly Action<NetworkGraph, DiagnosticBag>[] TaskRules =
    [
        DenseHeadOnRows.Check, ReluOnRegression.Check, Bottleneck.Check, SoftmaxWithSquaredError.Check,
    ];

    /// <summary>Gives the advice that there is on a network whose layers fit each other.</summary>
    public static void Give(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        foreach (var rule in graph.Loss.Fits(graph.Last.Layer) ? [.. LayerRules, .. TaskRules] : LayerRules)
            rule(graph, diagnostics);
    }
}
