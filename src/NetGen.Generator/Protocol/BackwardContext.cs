using NetGen.Generator.Model;

namespace NetGen.Generator.Protocol;

/// <summary>What a layer needs to say how its backward pass is called.</summary>
/// <param name="layer">The layer.</param>
/// <param name="shapes">The types of its inputs.</param>
/// <param name="parameters">Its tensors.</param>
/// <param name="inputs">What arrived in the forward pass.</param>
/// <param name="output">What left in the forward pass.</param>
/// <param name="outputGradient">The gradient that arrives.</param>
/// <param name="inputGradients">Where the gradient of each input goes; null where nothing above learns.</param>
internal sealed class BackwardContext(
    Layer layer,
    ShapeContext shapes,
    EquatableArray<Parameter> parameters,
    EquatableArray<Operand> inputs,
    Operand output,
    Operand outputGradient,
    IReadOnlyList<Operand?> inputGradients)
    : ForwardContext(layer, shapes, parameters, inputs, output)
{
    /// <summary>What left in the forward pass.</summary>
    public new Use Output => OutputOperand;

    /// <summary>The gradient that arrives.</summary>
    public Use OutputGradient => outputGradient;

    /// <summary>Where the gradient of the first input goes; null where nothing above learns.</summary>
    public Use? InputGradient => GradientOf(0);

    /// <summary>The activation above, whose derivative a product multiplies into the gradient that it passes on.</summary>
    public ActivationCall InputActivation { get; init; } = ActivationCall.None;

    /// <summary>What that derivative is told from where its slope was kept; null where the input tells it.</summary>
    public Operand? InputSlope { get; init; }

    /// <summary>What that derivative is told from.</summary>
    public Use InputKept => InputSlope ?? Inputs[0];

    /// <summary>Where the gradient of an input goes; null where nothing above learns.</summary>
    public Use? GradientOf(int input) =>
        inputGradients[input] is { } place ? new Use(place, Access.Write, Layer.MayOverwriteInput && input == 0 ? outputGradient : null) : (Use?)null;

    /// <summary>The gradient that arrives, as a place to write to once it was read.</summary>
    public Use SpentGradient => new(outputGradient, Access.Update);

    /// <summary>Where the gradient for a parameter goes.</summary>
    public Use ParameterGradient(string name) => new(new Operand.Gradient(Named(name)), Access.Write);
}
