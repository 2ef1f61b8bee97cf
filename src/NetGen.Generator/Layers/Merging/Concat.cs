using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Layers;

/// <summary>Several values side by side on the last axis.</summary>
internal sealed record Concat : Layer
{
    public override string Kind => "Concat";

    public override TensorType? Infer(ShapeContext context)
    {
        var columns = 0L;
        for (var i = 0; i < context.Inputs.Count; i++)
        {
            var shape = context.Inputs[i].Shape;
            columns += shape.Last;
            if (shape.WithLast(1).Equals(context.Input.WithLast(1)) && context.Inputs[i].Kind == context.Inputs[0].Kind)
                continue;

            context.Report(Descriptors.UnlikeMerge, "wires", context.Text, "one shape but for the last axis", context.Trace(0), context.Trace(i));
            return null;
        }

        return context.Inputs[0] with { Shape = context.Input.WithLast((int)Math.Min(columns, int.MaxValue)) };
    }

    public override IEnumerable<KernelCall> Forward(ForwardContext context)
    {
        var start = 0;
        for (var input = 0; input < context.Inputs.Count; input++)
        {
            yield return new("Merge", "PutColumns", [context.Rows, .. Columns(context, start), context.Inputs[input], context.Output]);
            start += context.Shapes.Inputs[input].Shape.Last;
        }
    }

    public override IEnumerable<KernelCall> Backward(BackwardContext context)
    {
        var start = 0;
        for (var input = 0; input < context.Inputs.Count; input++)
        {
            if (context.GradientOf(input) is { } gradient)
                yield return new("Merge", "TakeColumns", [context.Rows, .. Columns(context, start), context.OutputGradient, gradient]);

            start += context.Shapes.Inputs[input].Shape.Last;
        }
    }

    private static Use[] Columns(ForwardContext context, int start) =>
        [new Operand.Extent("columns", context.Shapes.Inputs.Sum(i => i.Shape.Last)), new Operand.Extent("start", start)];
}
