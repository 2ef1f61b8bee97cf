using NetGen.Generator.Protocol;

namespace NetGen.Generator.Layers;

/// <summary>Softmax over the last axis. At the head of a classifier its loss absorbs it in training.</summary>
internal sealed record Softmax : Layer
{
    public override string Kind => "Softmax";

    public override LayerTraits Traits => LayerTraits.Nonlinear | LayerTraits.Probabilities;

    public override bool MayOverwriteInput => true;

    public override IEnumerable<KernelCall> Forward(ForwardContext context) => [new("Softmax", "Forward", [context.Rows, context.Input, context.Output])];

    public override IEnumerable<KernelCall> Backward(BackwardContext context) => context.InputGradient is { } inputGradient
        ? [new("Softmax", "Backward", [context.Rows, context.Output, context.OutputGradient, inputGradient])]
        : [];
}
