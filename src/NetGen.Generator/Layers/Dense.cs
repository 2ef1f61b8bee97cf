using NetGen.Generator.Binding;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>A product with a kernel of inputs x units on the last axis, and a bias.</summary>
internal sealed record Dense(int Units, bool UseBias, string KernelInitializer, string BiasInitializer, Penalties KernelPenalties, Penalties BiasPenalties, double KernelMaxNorm) : Layer
{
    public override string Kind => "Dense";

    public override string Signature => UseBias ? $"Dense({Units})" : $"Dense({Units}, UseBias = false)";

    public override Shape OutputShape(Shape input) => input.WithLast(Units);

    public override long MultiplyAdds(Shape input) => (long)input.Rows * input.Last * Units;

    public override EquatableArray<Parameter> Parameters(Shape input)
    {
        var kernel = new Parameter(
            "kernel", new([input.Last, Units]), KernelInitializer, L1: KernelPenalties.L1, L2: KernelPenalties.L2, MaxNorm: KernelMaxNorm, IsKernel: true);
        var bias = new Parameter("bias", new([Units]), BiasInitializer, L1: BiasPenalties.L1, L2: BiasPenalties.L2);
        return UseBias ? [kernel, bias] : [kernel];
    }

    public override ParameterView View(Shape input) => new("DenseParameters", [$"inputs: {input.Last}", $"units: {Units}"]);

    /// <summary>Reads <c>[Dense(units, activation, ...)]</c>: the product, then the layer that the activation stands for.</summary>
    public static IEnumerable<Layer> Read(AttributeReader reader)
    {
        var units = reader.Integer("units");
        if (reader.Require("units", "Dense(64)", "Dense(OneOf = new[] { 32, 64 })") && units < 1)
            reader.Report(Descriptors.UnitsOutOfRange, "units", units);

        var activation = reader.Member("activation", "Linear");
        return
        [
            new Dense(
                units,
                reader.Flag("UseBias", true),
                reader.Member("KernelInitializer", "GlorotUniform"),
                reader.Member("BiasInitializer", "Zeros"),
                new(reader.Penalty("KernelL1"), reader.Penalty("KernelL2")),
                new(reader.Penalty("BiasL1"), reader.Penalty("BiasL2")),
                reader.Limit("KernelMaxNorm")),
            .. LayerTable.OfActivation(activation),
        ];
    }

    public override KernelCall Forward(ForwardContext context) => new(
        Names.Kernel("Dense.Forward"),
        [context.Activation.QualifiedType],
        [
            context.Rows, .. Extents(context), context.Input, context.Kernel("kernel"), UseBias ? context.Parameter("bias") : Operand.NoBias, context.Output,
            .. Operand.Option(context.Activation.Instance),
        ]);

    public override IEnumerable<KernelCall> Backward(BackwardContext context)
    {
        yield return new(
            Names.Kernel("Dense.KernelGradient"), [], [context.Rows, .. Extents(context), context.Input, context.OutputGradient, context.ParameterGradient("kernel")]);

        if (UseBias)
            yield return new(Names.Kernel("Dense.BiasGradient"), [], [context.Rows, context.OutputGradient, context.ParameterGradient("bias")]);

        if (context.InputGradient is { } inputGradient)
        {
            yield return new(
                Names.Kernel("Dense.InputGradient"),
                [context.InputActivation.QualifiedType],
                [
                    context.Rows, .. Extents(context), context.OutputGradient, context.Parameter("kernel"), context.InputKept, inputGradient,
                    .. Operand.Option(context.InputActivation.Instance),
                ]);
        }
    }

    private Operand[] Extents(ForwardContext context) => [Operand.Extent("inputs", context.Stage.Input.Last), Operand.Extent("units", Units)];
}

/// <summary>The weights of a tensor's penalties.</summary>
internal readonly record struct Penalties(double L1, double L2);
