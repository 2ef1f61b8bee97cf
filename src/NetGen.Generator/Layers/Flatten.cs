using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Layers;

/// <summary>One axis of all axes: a view, for which no code is emitted.</summary>
internal sealed record Flatten : Layer
{
    public override string Kind => "Flatten";

    public override LayerTraits Traits => LayerTraits.View | LayerTraits.Flattens;

    public override TensorType Infer(ShapeContext context) => context.Inputs[0] with { Shape = new([context.Input.Length]) };

    public override IEnumerable<KernelCall> Forward(ForwardContext context) => [];

    public override IEnumerable<KernelCall> Backward(BackwardContext context) => [];
}
