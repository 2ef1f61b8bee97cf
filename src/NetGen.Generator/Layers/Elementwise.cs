using NetGen.Generator.Binding;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>An activation whose derivative follows from its output, or from the slope that training keeps beside it.</summary>
/// <param name="Name">Its attribute's name, and its struct's.</param>
/// <param name="Instance">The expression that makes one with options; null where the default is meant.</param>
/// <param name="IsIdentity">Whether its options leave of it nothing but its input.</param>
internal sealed record Elementwise(string Name, string? Instance = null, bool IsIdentity = false) : Layer
{
    public static readonly Elementwise Relu = new("Relu");

    public static readonly Elementwise Relu6 = new("Relu6");

    public static readonly Elementwise Softplus = new("Softplus");

    public static readonly Elementwise Sigmoid = new("Sigmoid");

    public static readonly Elementwise Tanh = new("Tanh");

    public override string Kind => Name;

    public override bool IsInPlace => true;

    /// <summary>Whether its output is bounded on both sides and flat at both ends.</summary>
    public bool Saturates => Name is "Sigmoid" or "Tanh";

    public override bool KeepsSlope => Name is "Elu" or "Sigmoid" or "Tanh";

    public override ActivationCall Activation => new(Name, Instance);

    public static Elementwise ReadLeakyRelu(AttributeReader reader)
    {
        var slope = reader.Real("Slope", 0.01);
        if (!(slope >= 0) || float.IsInfinity((float)slope))
            reader.Report(Descriptors.OptionOutOfRange, "Slope", "Slope", slope, "a finite number, at least 0");

        return new Elementwise("LeakyRelu", $"new {Names.Kernel("LeakyRelu")}({Operand.Number(slope).Text})", IsIdentity: (float)slope == 1);
    }

    public static Elementwise ReadElu(AttributeReader reader)
    {
        var alpha = reader.Real("Alpha", 1);
        if (!((float)alpha > 0) || float.IsInfinity((float)alpha))
            reader.Report(Descriptors.OptionOutOfRange, "Alpha", "Alpha", alpha, "a finite number above 0");

        return new Elementwise("Elu", $"new {Names.Kernel("Elu")}({Operand.Number(alpha).Text})");
    }

    public override KernelCall Forward(ForwardContext context) => context.Slope is { } slope
        ? new(Names.Kernel("Activations.ForwardWithSlope"), [Activation.QualifiedType], [context.Input, context.Output, slope, .. Operand.Option(Instance)])
        : new(Names.Kernel("Activations.Forward"), [Activation.QualifiedType], [context.Input, context.Output, .. Operand.Option(Instance)]);

    public override IEnumerable<KernelCall> Backward(BackwardContext context) => (context.InputGradient, context.Slope) switch
    {
        (null, _) => [],
        ({ } inputGradient, { } slope) => [new(Names.Kernel("Activations.Backward"), [ActivationCall.KeptSlope.QualifiedType], [slope, context.OutputGradient, inputGradient])],
        ({ } inputGradient, null) =>
            [new(Names.Kernel("Activations.Backward"), [Activation.QualifiedType], [context.Output, context.OutputGradient, inputGradient, .. Operand.Option(Instance)])],
    };
}
