using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Layers;

/// <summary>A product with a kernel of inputs x units on the last axis, and a bias.</summary>
internal sealed record Dense(
    int Units, bool UseBias, string KernelInitializer, string BiasInitializer, Penalties KernelPenalties, Penalties BiasPenalties, double KernelMaxNorm) : Layer
{
    public override string Kind => "Dense";

    public override string Signature => UseBias ? $"Dense({Units})" : $"Dense({Units}, UseBias = false)";

    public override LayerTraits Traits => LayerTraits.Product;

    public override TensorType Infer(ShapeContext context) => new(context.Input.WithLast(Units));

    public override long MultiplyAdds(ShapeContext context) => (long)context.Input.Rows * context.Input.Last * Units;

    public override EquatableArray<Parameter> Parameters(ShapeContext context)
    {
        var inputs = context.Input.Last;
        var kernel = new Parameter("kernel", new([inputs, Units]), Role.Kernel, new Fill(KernelInitializer, inputs, Units), KernelPenalties, KernelMaxNorm);
        var bias = new Parameter("bias", new([Units]), Role.Bias, Fill.OfVector(BiasInitializer, Units), BiasPenalties);
        return UseBias ? [kernel, bias] : [kernel];
    }

    public override ParameterView View(ShapeContext context) => new("DenseParameters", Extents(context.Input));

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

    public override IEnumerable<KernelCall> Forward(ForwardContext context)
    {
        var bias = UseBias ? context.Parameter("bias") : new Operand.Missing("bias");
        yield return new(
            "Dense",
            "Forward",
            [context.Activation.Type],
            [context.Rows, .. Arguments(context.Shape), context.Input, context.Kernel("kernel"), bias, context.Output, .. context.Activation.Argument]);
    }

    public override IEnumerable<KernelCall> Backward(BackwardContext context)
    {
        yield return new("Dense", "KernelGradient",
            [context.Rows, .. Arguments(context.Shape), context.Input, context.OutputGradient, context.ParameterGradient("kernel")]);

        if (UseBias)
            yield return new("Dense", "BiasGradient", [context.Rows, context.OutputGradient, context.ParameterGradient("bias")]);

        if (context.InputGradient is { } inputGradient)
        {
            yield return new(
                "Dense",
                "InputGradient",
                [context.InputActivation.Type],
                [
                    context.Rows, .. Arguments(context.Shape), context.OutputGradient, context.Parameter("kernel"), context.InputKept, inputGradient,
                    .. context.InputActivation.Argument,
                ]);
        }
    }

    private EquatableArray<Operand.Extent> Extents(Shape input) => [new("inputs", input.Last), new("units", Units)];

    private IEnumerable<Use> Arguments(Shape input) => Extents(input).Select(extent => new Use(extent));
}
