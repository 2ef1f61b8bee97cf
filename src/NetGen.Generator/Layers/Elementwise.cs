using System.Globalization;
using NetGen.Generator.Binding;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>An activation whose derivative follows from its output, or from the slope that training keeps beside it.</summary>
/// <param name="Name">The name of the attribute and of the struct.</param>
/// <param name="Option">Its option as the attribute has it; null where it has none.</param>
/// <param name="Value">The option's value.</param>
internal sealed record Elementwise(string Name, string? Option = null, double Value = 0) : Layer
{
    public static readonly Elementwise Relu = new("Relu");

    public static readonly Elementwise Relu6 = new("Relu6");

    public static readonly Elementwise Softplus = new("Softplus");

    public static readonly Elementwise Sigmoid = new("Sigmoid");

    public static readonly Elementwise Tanh = new("Tanh");

    public override string Kind => Name;

    public override string Signature => Option is null ? Name : $"{Name}({Option} = {Shortest((float)Value)})";

    public override bool IsInPlace => true;

    /// <summary>Whether its output is bounded on both sides and flat at both ends.</summary>
    public bool Saturates => Name is "Sigmoid" or "Tanh";

    /// <summary>Whether its options leave of it nothing but its input.</summary>
    public bool IsIdentity => Name == "LeakyRelu" && (float)Value == 1;

    public override bool KeepsSlope => Name is "Elu" or "Sigmoid" or "Tanh";

    public override ActivationCall Activation => new(Name, Instance);

    private string? Instance => Option is null ? null : $"new {Names.Kernel(Name)}({Operand.Number(Value).Text})";

    public static Elementwise ReadLeakyRelu(AttributeReader reader)
    {
        var slope = reader.Real("Slope", 0.01);
        if (!(slope >= 0) || float.IsInfinity((float)slope))
            reader.Report(Descriptors.OptionOutOfRange, "Slope", "Slope", slope, "a finite number, at least 0");

        return new Elementwise("LeakyRelu", "Slope", slope);
    }

    public static Elementwise ReadElu(AttributeReader reader)
    {
        var alpha = reader.Real("Alpha", 1);
        if (!((float)alpha > 0) || float.IsInfinity((float)alpha))
            reader.Report(Descriptors.OptionOutOfRange, "Alpha", "Alpha", alpha, "a finite number above 0");

        return new Elementwise("Elu", "Alpha", alpha);
    }

    /// <summary>
    /// The fewest digits that give the value which the kernels have; the same on every runtime that a compiler runs on, because files are compared by them.
    /// </summary>
    private static string Shortest(float value) => value == 0 ? "0" : Enumerable.Range(1, 9)
        .Select(digits => value.ToString("G" + digits, CultureInfo.InvariantCulture))
        .First(text => float.Parse(text, CultureInfo.InvariantCulture) == value || text == value.ToString("G9", CultureInfo.InvariantCulture));

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
