using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Losses;

/// <summary>Half the square of small differences and the size of large ones, with a label for each output.</summary>
internal sealed record Huber(double Delta) : Loss
{
    public override string Kind => "Huber";

    public override ElementKind Labels => ElementKind.Float;

    public override bool IsRegression => true;

    public override EquatableArray<LossOption> Options => [new("delta", Delta)];

    public static Huber Read(AttributeReader reader)
    {
        var delta = reader.Real("Delta", 1);
        // The kernel takes a float.
        if (!((float)delta > 0) || float.IsInfinity((float)delta))
            reader.Report(Descriptors.OptionOutOfRange, "Delta", "Delta", delta, "a finite number above 0");

        return new Huber(delta);
    }
}
