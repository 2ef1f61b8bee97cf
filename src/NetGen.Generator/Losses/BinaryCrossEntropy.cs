using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Losses;

/// <summary>Sigmoid and binary cross-entropy in one, with a label for each output.</summary>
internal sealed record BinaryCrossEntropy : Loss
{
    public override string Kind => "BinaryCrossEntropy";

    public override ElementKind Labels => ElementKind.Float;

    public override string Head => "Sigmoid";

    public override bool HasAccuracy => true;
}
