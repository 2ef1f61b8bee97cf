using NetGen.Generator.Protocol;

namespace NetGen.Generator.Layers;

/// <summary>The greatest of several values. Of equal ones the first has the gradient.</summary>
internal sealed record Maximum : Merge
{
    public override string Kind => "Maximum";

    public override LayerTraits Traits => LayerTraits.Nonlinear;

    public override IEnumerable<KernelCall> Forward(ForwardContext context) => Fold(context, "Maximum");

    /// <summary>Each input takes from what those before it have left.</summary>
    public override IEnumerable<KernelCall> Backward(BackwardContext context)
    {
        var rest = context.OutputGradient;
        Use? left = null;
        for (var input = 0; input < context.Inputs.Count; input++)
        {
            var gradient = context.GradientOf(input) is { } place ? new Use(place.Operand, Access.Write) : new Operand.Missing("gradient");
            var isLast = input == context.Inputs.Count - 1;
            left = isLast ? new Operand.Missing("restAfter") : left is { } known ? new Use(known.Operand, Access.Write) : context.Scratch("Rest");
            yield return new("Merge", "MaximumGradient", [context.Inputs[input], context.Output, rest, gradient, left.Value]);
            rest = left.Value.Operand;
        }
    }
}
