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
        inputGradients[input] is { } place ? new Use(place, Access.Write, Layer.MayOverwriteInput ? outputGradient : null) : (Use?)null;

    /// <summary>Whether the gradient that arrives is also that of another layer, which still reads it.</summary>
    public bool IsGradientShared { get; init; }

    /// <summary>Makes places of the output's length.</summary>
    public Func<string, Operand> Places { get; init; } = name => throw new InvalidOperationException($"There is no place for {name}.");

    /// <summary>Where a gradient goes that comes with others and that nobody wants: over the one that arrives, unless that is another's as well.</summary>
    public Use Discarded => IsGradientShared ? Scratch("Discarded") : new(outputGradient, Access.Update);

    /// <summary>A place for what is needed between two calls, over the gradient that arrives where nothing reads that later.</summary>
    public Use Scratch(string name) => new(Places(name), Access.Write, Over: outputGradient);

    /// <summary>Where the gradient for a parameter goes; of a frozen one, nowhere: a call that writes nothing else is left out.</summary>
    public Use ParameterGradient(string name) => Named(name) is { Section: Section.Trained } parameter
        ? new Use(new Operand.Gradient(parameter), Access.Write)
        : new Operand.Missing(name + "Gradient");
}
