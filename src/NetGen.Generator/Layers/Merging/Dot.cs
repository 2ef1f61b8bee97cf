using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Layers;

/// <summary>The dot product of two values, or the cosine of the angle between them.</summary>
internal sealed record Dot(bool Normalize) : Layer
{
    public override string Kind => "Dot";

    public override string Signature => Normalize ? "Dot(Normalize = true)" : "Dot";

    public override LayerTraits Traits => LayerTraits.Nonlinear;

    public override long MultiplyAdds(ShapeContext context) => context.Input.Length;

    public override TensorType? Infer(ShapeContext context)
    {
        if (context.Inputs.Count != 2)
        {
            context.Report(Descriptors.OptionOutOfRange, "wires", "The number of values", context.Inputs.Count, "2");
            return null;
        }

        if (context.Input.Rank == 1 && context.Inputs[0].Equals(context.Inputs[1]))
            return context.Inputs[0] with { Shape = new([1]) };

        context.Report(Descriptors.UnlikeMerge, "wires", context.Text, "one shape of one axis", context.Trace(0), context.Trace(1));
        return null;
    }

    public override IEnumerable<KernelCall> Forward(ForwardContext context) =>
        [new("Merge", Normalize ? "Cosine" : "Dot", [context.Rows, context.Input, context.Inputs[1], context.Output])];

    public override IEnumerable<KernelCall> Backward(BackwardContext context)
    {
        for (var input = 0; input < 2; input++)
        {
            if (context.GradientOf(input) is not { } gradient)
                continue;

            var (own, other) = (context.Inputs[input], context.Inputs[1 - input]);
            yield return Normalize
                ? new("Merge", "CosineGradient", [context.Rows, own, other, context.Output, context.OutputGradient, gradient])
                : new("Merge", "ScaleRows", [context.Rows, context.OutputGradient, other, gradient]);
        }
    }
}
