using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>Plans the L1 and L2 penalties, which are added to the loss once a batch.</summary>
internal static class PenaltyPlan
{
    /// <summary>The expression of the penalties alone; null where there are none.</summary>
    public static string? Evaluate(NetworkGraph graph) => Sum(
        graph, p => $"{Names.Kernel("Regularizer.Penalty")}({Slice("parameters", p)}, {Weights(p)})");

    /// <summary>The expression of the penalties that adds their gradient as well; null where there are none.</summary>
    public static string? AddGradient(NetworkGraph graph) => Sum(
        graph, p => $"{Names.Kernel("Regularizer.AddGradient")}({Slice("parameters", p)}, {Weights(p)}, {Slice("gradients", p)})");

    /// <summary>What a method returns that has its loss in <c>loss</c>, a term a line.</summary>
    public static string Return(string? penalties) => penalties is null ? "loss" : $"loss.WithPenalty(\n    {penalties})";

    private static string? Sum(NetworkGraph graph, Func<Parameter, string> term)
    {
        var terms = graph.Nodes.SelectMany(n => n.Parameters).Where(p => p.HasPenalty).Select(term).ToList();
        return terms.Count == 0 ? null : string.Join("\n    + ", terms);
    }

    private static string Slice(string vector, Parameter parameter) => Operand.Slice(vector, parameter.Offset, parameter.Length).Text;

    private static string Weights(Parameter parameter) => $"{Operand.Number(parameter.L1).Text}, {Operand.Number(parameter.L2).Text}";
}
