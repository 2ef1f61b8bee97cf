using NetGen.Generator.Protocol;

namespace NetGen.Generator.Layers;

/// <summary>The mean of several values.</summary>
internal sealed record Average : Merge
{
    public override string Kind => "Average";

    public override IEnumerable<KernelCall> Forward(ForwardContext context) =>
    [
        .. Fold(context, "Add"),
        new("Merge", "Divide", [context.Output.Operand, new Operand.Number(context.Inputs.Count), new Use(context.Output.Operand, Access.Write)]),
    ];

    public override IEnumerable<KernelCall> Backward(BackwardContext context)
    {
        for (var input = 0; input < context.Inputs.Count; input++)
        {
            if (context.GradientOf(input) is { } gradient)
                yield return new("Merge", "Divide", [context.OutputGradient, new Operand.Number(context.Inputs.Count), gradient]);
        }
    }
}
