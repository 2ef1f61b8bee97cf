using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Layers;

/// <summary>A layer that makes one value of several of one shape, position by position.</summary>
internal abstract record Merge : Layer
{
    public override bool MayOverwriteInput => true;

    public override TensorType? Infer(ShapeContext context)
    {
        for (var i = 1; i < context.Inputs.Count; i++)
        {
            if (context.Inputs[i].Equals(context.Inputs[0]))
                continue;

            context.Report(Descriptors.UnlikeMerge, "wires", context.Text, "one shape", context.Trace(0), context.Trace(i));
            return null;
        }

        return context.Inputs[0];
    }

    /// <summary>The calls that take one input after the other into the output.</summary>
    protected static IEnumerable<KernelCall> Fold(ForwardContext context, string method)
    {
        yield return new("Merge", method, [context.Input, context.Inputs[1], context.Output]);

        foreach (var input in context.Inputs.Skip(2))
            yield return new("Merge", method, [context.Output.Operand, input, new Use(context.Output.Operand, Access.Write)]);
    }
}
