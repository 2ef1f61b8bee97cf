using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>Softmax over the last axis. At the head of a classifier its loss absorbs it in training.</summary>
internal sealed record Softmax : Layer
{
    public override string Kind => "Softmax";

    public override bool IsInPlace => true;

    public override bool KeepsOutput => true;

    public override KernelCall Forward(ForwardContext context) => new(Names.Kernel("Softmax.Forward"), [], [context.Rows, context.Input, context.Output]);

    public override IEnumerable<KernelCall> Backward(BackwardContext context) =>
        context.InputGradient is { } inputGradient
            ? [new(Names.Kernel("Softmax.Backward"), [], [context.Rows, context.Output, context.OutputGradient, inputGradient])]
            : [];
}
