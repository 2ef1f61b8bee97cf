using NetGen.Generator.Binding;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>ReLU with a learned slope for each position of the last axis.</summary>
internal sealed record PRelu(double InitialAlpha) : Layer
{
    public override string Kind => "PRelu";

    public override bool IsInPlace => true;

    public override EquatableArray<Parameter> Parameters(Shape input) => [new Parameter("alpha", new([input.Last]), "Ones", Scale: InitialAlpha)];

    public override ParameterView View(Shape input) => new("PReluParameters", []);

    public static PRelu Read(AttributeReader reader)
    {
        var alpha = reader.Real("InitialAlpha", 0.25);
        if (double.IsNaN(alpha) || float.IsInfinity((float)alpha))
            reader.Report(Descriptors.OptionOutOfRange, "InitialAlpha", "InitialAlpha", alpha, "a finite number");

        return new PRelu(alpha);
    }

    public override KernelCall Forward(ForwardContext context) => new(
        Names.Kernel("PRelu.Forward"), [], [context.Rows, context.Input, context.Parameter("alpha"), context.Output]);

    // The input's gradient comes with the parameters'; without a layer above that learns it is written over the output's.
    public override IEnumerable<KernelCall> Backward(BackwardContext context) =>
    [
        new(
            Names.Kernel("PRelu.Backward"),
            [],
            [context.Rows, context.Input, context.Parameter("alpha"), context.OutputGradient, context.InputGradient ?? context.OutputGradient, context.ParameterGradient("alpha")]),
    ];
}
