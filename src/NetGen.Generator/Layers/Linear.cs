using NetGen.Generator.Protocol;

namespace NetGen.Generator.Layers;

/// <summary>The identity where it takes from another layer than the one above: a place in the network, for which no code is emitted.</summary>
internal sealed record Linear : Layer
{
    public override string Kind => "Linear";

    public override LayerTraits Traits => LayerTraits.View | LayerTraits.Identity;

    public override IEnumerable<KernelCall> Forward(ForwardContext context) => [];

    public override IEnumerable<KernelCall> Backward(BackwardContext context) => [];
}
