using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Losses;

/// <summary>The mean of the squared differences, with a label for each output.</summary>
internal sealed record MeanSquaredError : Loss
{
    public override string Kind => "MeanSquaredError";

    public override ElementKind Labels => ElementKind.Float;

    public override bool IsRegression => true;
}
