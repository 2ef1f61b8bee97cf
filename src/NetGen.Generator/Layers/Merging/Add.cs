using NetGen.Generator.Protocol;

namespace NetGen.Generator.Layers;

/// <summary>The sum of several values. Its gradient is that of each of them.</summary>
internal sealed record Add : Merge
{
    public override string Kind => "Add";

    public override LayerTraits Traits => LayerTraits.PassesGradient;

    public override IEnumerable<KernelCall> Forward(ForwardContext context) => Fold(context, "Add");

    public override IEnumerable<KernelCall> Backward(BackwardContext context) => [];
}
