using System.Globalization;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Protocol;

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

    public override LayerTraits Traits => (Name, Value) switch
    {
        // With a slope of 1 nothing is left of it.
        ("LeakyRelu", _) when (float)Value == 1 => LayerTraits.Identity,
        ("Sigmoid" or "Tanh", _) => LayerTraits.Nonlinear | LayerTraits.Saturates,
        ("Relu" or "Relu6", _) => LayerTraits.Nonlinear | LayerTraits.Rectifies,
        _ => LayerTraits.Nonlinear,
    };

    public override bool MayOverwriteInput => true;

    public override bool KeepsSlope => Name is "Elu" or "Sigmoid" or "Tanh";

    public override ActivationCall Activation => Option is null ? new(Name) : new(Name, [Value]);

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

    public override IEnumerable<KernelCall> Forward(ForwardContext context) => context.Slope is { } slope
        ? [new("Activations", "ForwardWithSlope", [Name], [context.Input, context.Output, new Use(slope, Access.Write), .. Activation.Argument])]
        : [new("Activations", "Forward", [Name], [context.Input, context.Output, .. Activation.Argument])];

    public override IEnumerable<KernelCall> Backward(BackwardContext context) => (context.InputGradient, context.Slope) switch
    {
        (null, _) => [],
        ({ } inputGradient, { } slope) => [new("Activations", "Backward", [ActivationCall.KeptSlope.Type], [slope, context.OutputGradient, inputGradient])],
        ({ } inputGradient, null) => [new("Activations", "Backward", [Name], [context.Output, context.OutputGradient, inputGradient, .. Activation.Argument])],
    };
}
