using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>What a layer needs to say how its forward pass is called.</summary>
/// <param name="Stage">The layer in its place.</param>
/// <param name="Input">What arrives.</param>
/// <param name="Output">Where the result goes.</param>
/// <param name="MaskNumber">Which of the network's dropout layers it is.</param>
internal record ForwardContext(Stage Stage, Operand Input, Operand Output, int MaskNumber)
{
    /// <summary>How many rows of the last axis a batch has.</summary>
    public Operand Rows => new(Stage.Input.Rows == 1 ? "batch" : $"batch * {Stage.Input.Rows}");

    /// <summary>The activation fused into the store; the identity where there is none.</summary>
    public ActivationCall Activation => Stage.Activation ?? ActivationCall.None;

    /// <summary>Where training keeps the activation's slope; null where backward tells it from the output, and in prediction.</summary>
    public Operand? Slope { get; init; }

    /// <summary>The dropout mask of this layer and step.</summary>
    public Operand Mask => new($"base.Mask({MaskNumber})");

    public Operand Parameter(string name) => Slice("parameters", name);

    /// <summary>A parameter that products multiply by, which a predictor has packed.</summary>
    public Operand Kernel(string name)
    {
        var parameter = Named(name);
        return new(FormattableString.Invariant($"parameters.Kernel({parameter.Offset}, {parameter.Length})"));
    }

    protected Operand Slice(string vector, string name)
    {
        var parameter = Named(name);
        return Operand.Slice(vector, parameter.Offset, parameter.Length);
    }

    private Parameter Named(string name) => Stage.Node.Parameters.First(p => p.Name == name);
}

/// <summary>What a layer needs to say how its backward pass is called.</summary>
/// <param name="Stage">The layer in its place.</param>
/// <param name="Input">What arrived in the forward pass.</param>
/// <param name="Output">What left in the forward pass.</param>
/// <param name="MaskNumber">Which of the network's dropout layers it is.</param>
/// <param name="OutputGradient">The gradient that arrives.</param>
/// <param name="InputGradient">Where the input's gradient goes; null where nothing above learns.</param>
/// <param name="InputActivation">The activation above, whose gradient a product fuses into its store.</param>
/// <param name="InputKept">What that gradient is told from: the input, or the slope of the activation above.</param>
internal sealed record BackwardContext(
    Stage Stage, Operand Input, Operand Output, int MaskNumber, Operand OutputGradient, Operand? InputGradient, ActivationCall InputActivation, Operand InputKept)
    : ForwardContext(Stage, Input, Output, MaskNumber)
{
    public Operand ParameterGradient(string name) => Slice("gradients", name);
}
