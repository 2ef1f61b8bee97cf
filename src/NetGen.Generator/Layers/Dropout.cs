using NetGen.Generator.Binding;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>Drops values while training. Its mask follows from seed, layer and step, so backward draws it again and nothing is kept.</summary>
internal sealed record Dropout(double Rate) : Layer
{
    public override string Kind => "Dropout";

    public override bool IsTrainingOnly => true;

    // The layer above may keep its output for its own gradient, so forward has a place of its own; backward needs none.
    public override bool IsInPlace => true;

    public static Dropout Read(AttributeReader reader)
    {
        var rate = reader.Real("rate", 0);
        // The kernels take a float, and a rate just below 1 would be 1 there.
        if (reader.Require("rate", "Dropout(0.2)", "Dropout(OneOf = new[] { 0.1, 0.2 })") && !(rate >= 0 && (float)rate < 1))
            reader.Report(Descriptors.RateOutOfRange, "rate", rate);

        return new Dropout(rate);
    }

    public override KernelCall Forward(ForwardContext context) => new(
        Names.Kernel("Dropout.Forward"), [], [context.Input, context.Output, Operand.Number(Rate), context.Mask]);

    public override IEnumerable<KernelCall> Backward(BackwardContext context) =>
        context.InputGradient is { } inputGradient
            ? [new(Names.Kernel("Dropout.Backward"), [], [context.OutputGradient, inputGradient, Operand.Number(Rate), context.Mask])]
            : [];
}
