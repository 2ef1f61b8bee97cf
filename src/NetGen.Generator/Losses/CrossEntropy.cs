using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Losses;

/// <summary>Softmax and cross-entropy in one, with class indices as labels.</summary>
internal sealed record CrossEntropy : Loss
{
    public override string Kind => "CrossEntropy";

    public override ElementKind Labels => ElementKind.Index;

    public override string Head => "Softmax";

    public override bool HasAccuracy => true;
}
