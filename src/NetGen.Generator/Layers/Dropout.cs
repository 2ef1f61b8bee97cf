using NetGen.Generator.Diagnostics;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Layers;

/// <summary>Drops values while training. Its mask follows from seed, layer and step, so backward draws it again and nothing is kept.</summary>
internal sealed record Dropout(double Rate) : Layer
{
    public override string Kind => "Dropout";

    // A rate of 0 drops nothing.
    public override LayerTraits Traits => LayerTraits.TrainingOnly | LayerTraits.Draws | (Rate > 0 ? LayerTraits.Drops : LayerTraits.None);

    public override bool MayOverwriteInput => true;

    public static Dropout Read(AttributeReader reader)
    {
        var rate = reader.Real("rate", 0);
        // The kernels take a float, and a rate just below 1 would be 1 there.
        if (reader.Require("rate", "Dropout(0.2)", "Dropout(OneOf = new[] { 0.1, 0.2 })") && !(rate >= 0 && (float)rate < 1))
            reader.Report(Descriptors.RateOutOfRange, "rate", rate);

        return new Dropout(rate);
    }

    public override IEnumerable<KernelCall> Forward(ForwardContext context) =>
        [new("Dropout", "Forward", [context.Input, context.Output, new Operand.Number(Rate), context.Draw])];

    public override IEnumerable<KernelCall> Backward(BackwardContext context) => context.InputGradient is { } inputGradient
        ? [new("Dropout", "Backward", [context.OutputGradient, inputGradient, new Operand.Number(Rate), context.Draw])]
        : [];
}
