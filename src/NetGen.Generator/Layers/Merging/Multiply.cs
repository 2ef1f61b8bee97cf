using NetGen.Generator.Protocol;

namespace NetGen.Generator.Layers;

/// <summary>The product of several values. The gradient of each is multiplied by all the others.</summary>
internal sealed record Multiply : Merge
{
    public override string Kind => "Multiply";

    public override LayerTraits Traits => LayerTraits.Nonlinear;

    public override IEnumerable<KernelCall> Forward(ForwardContext context) => Fold(context, "Multiply");

    public override IEnumerable<KernelCall> Backward(BackwardContext context)
    {
        for (var input = 0; input < context.Inputs.Count; input++)
        {
            if (context.GradientOf(input) is not { } gradient)
                continue;

            var factor = context.OutputGradient;
            foreach (var other in context.Inputs.Where((_, i) => i != input))
            {
                yield return new("Merge", "Multiply", [factor, other, gradient]);
                factor = gradient.Operand;
                gradient = new Use(gradient.Operand, Access.Write);
            }
        }
    }
}
