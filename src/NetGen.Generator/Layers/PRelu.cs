using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Layers;

/// <summary>ReLU with a learned slope for each position of the last axis.</summary>
internal sealed record PRelu(double InitialAlpha) : Layer
{
    public override string Kind => "PRelu";

    public override LayerTraits Traits => LayerTraits.Nonlinear;

    public override bool MayOverwriteInput => true;

    public override EquatableArray<Parameter> Parameters(ShapeContext context) =>
        [new Parameter("alpha", new([context.Input.Last]), Role.Scale, Fill.OfVector("Ones", context.Input.Last, InitialAlpha))];

    public override ParameterView View(ShapeContext context) => new("PReluParameters", []);

    public static PRelu Read(AttributeReader reader)
    {
        var alpha = reader.Real("InitialAlpha", 0.25);
        if (double.IsNaN(alpha) || float.IsInfinity((float)alpha))
            reader.Report(Descriptors.OptionOutOfRange, "InitialAlpha", "InitialAlpha", alpha, "a finite number");

        return new PRelu(alpha);
    }

    public override IEnumerable<KernelCall> Forward(ForwardContext context) =>
        [new("PRelu", "Forward", [context.Rows, context.Input, context.Parameter("alpha"), context.Output])];

    // The input's gradient comes with the parameters'; without a layer above that learns it is written over the output's.
    public override IEnumerable<KernelCall> Backward(BackwardContext context) =>
    [
        new(
            "PRelu",
            "Backward",
            [
                context.Rows, context.Input, context.Parameter("alpha"), context.OutputGradient,
                context.InputGradient ?? context.Discarded, context.ParameterGradient("alpha"),
            ]),
    ];
}
