using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>One axis of all axes: a view, for which no code is emitted.</summary>
internal sealed record Flatten : Layer
{
    public override string Kind => "Flatten";

    public override bool IsView => true;

    public override Shape OutputShape(Shape input) => new([input.Length]);

    public override KernelCall Forward(ForwardContext context) => throw new InvalidOperationException("A view has no code.");

    public override IEnumerable<KernelCall> Backward(BackwardContext context) => throw new InvalidOperationException("A view has no code.");
}
