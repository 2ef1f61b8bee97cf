using System.Globalization;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Layers;

/// <summary>Batch normalisation over the last axis: of the batch in training, by moving statistics in prediction and where the layer is frozen.</summary>
internal sealed record BatchNorm(double Momentum, double Epsilon, bool Center, bool Scale) : Layer
{
    public override string Kind => "BatchNorm";

    public override string Signature => $"BatchNorm(Epsilon = {((float)Epsilon).ToString("R", CultureInfo.InvariantCulture)})";

    public override bool MayOverwriteInput => true;

    public override EquatableArray<Parameter> Parameters(ShapeContext context)
    {
        var channels = context.Input.Last;
        Parameter Of(string name, Role role, string fill) => new(name, new([channels]), role, Fill.OfVector(fill, channels));
        var parameters = new List<Parameter>();
        if (Scale)
            parameters.Add(Of("gamma", Role.Scale, "Ones"));

        if (Center)
            parameters.Add(Of("beta", Role.Bias, "Zeros"));

        return [.. parameters, Of("movingMean", Role.Statistic, "Zeros"), Of("movingVariance", Role.Statistic, "Ones")];
    }

    public override ParameterView View(ShapeContext context) => new("BatchNormParameters", [], IsByTensor: true);

    public static BatchNorm Read(AttributeReader reader)
    {
        var momentum = reader.Real("Momentum", 0.99);
        if (!(momentum >= 0 && (float)momentum < 1))
            reader.Report(Descriptors.OptionOutOfRange, "Momentum", "Momentum", momentum, "at least 0 and below 1");

        var epsilon = reader.Real("Epsilon", 0.001);
        if (!((float)epsilon > 0) || float.IsInfinity((float)epsilon))
            reader.Report(Descriptors.OptionOutOfRange, "Epsilon", "Epsilon", epsilon, "a finite number above 0");

        return new BatchNorm(momentum, epsilon, reader.Flag("Center", true), reader.Flag("Scale", true));
    }

    public override IEnumerable<KernelCall> Forward(ForwardContext context)
    {
        Use[] learned = [context.Rows, context.Input, Gamma(context), Center ? context.Parameter("beta") : new Operand.Missing("beta")];
        Use[] moving = [context.Parameter("movingMean"), context.Parameter("movingVariance"), context.Output];
        return context.IsTraining
            ?
            [
                new(
                    "BatchNorm",
                    "ForwardInTraining",
                    [
                        .. learned, .. moving, context.Keep("Mean", Channels(context)), context.Keep("Inverse", Channels(context)),
                        context.NextState("movingMean"), context.NextState("movingVariance"), new Operand.Number(Momentum), new Operand.Number(Epsilon),
                    ]),
            ]
            : [new("BatchNorm", "Forward", [.. learned, .. moving, new Operand.Number(Epsilon)])];
    }

    public override IEnumerable<KernelCall> Backward(BackwardContext context)
    {
        if (context.IsTraining)
        {
            yield return new(
                "BatchNorm",
                "Backward",
                [
                    context.Rows, context.Input, Gamma(context), context.Kept("Mean", Channels(context)), context.Kept("Inverse", Channels(context)),
                    context.OutputGradient, context.InputGradient ?? context.Discarded,
                    Scale ? context.ParameterGradient("gamma") : new Operand.Missing("gammaGradient"),
                    Center ? context.ParameterGradient("beta") : new Operand.Missing("betaGradient"),
                ]);
        }
        else if (context.InputGradient is { } inputGradient)
        {
            yield return new(
                "BatchNorm",
                "BackwardFrozen",
                [context.Rows, Gamma(context), context.Parameter("movingVariance"), context.OutputGradient, inputGradient, new Operand.Number(Epsilon)]);
        }
    }

    private Operand Gamma(ForwardContext context) => Scale ? context.Parameter("gamma") : new Operand.Missing("gamma");

    private static Extent Channels(ForwardContext context) => new(context.Shape.Last, IsFixed: true);
}
