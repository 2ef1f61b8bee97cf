using NetGen.Generator.Model;

namespace NetGen.Generator.Protocol;

/// <summary>What a layer needs to say how its forward pass is called.</summary>
/// <param name="layer">The layer.</param>
/// <param name="shapes">The types of its inputs.</param>
/// <param name="parameters">Its tensors.</param>
/// <param name="inputs">What arrives.</param>
/// <param name="output">Where the result goes.</param>
internal class ForwardContext(Layer layer, ShapeContext shapes, EquatableArray<Parameter> parameters, EquatableArray<Operand> inputs, Operand output)
{
    protected Layer Layer => layer;

    protected Operand OutputOperand => output;

    /// <summary>The types of the inputs.</summary>
    public ShapeContext Shapes => shapes;

    /// <summary>The shape that arrives at the first input.</summary>
    public Shape Shape => shapes.Input;

    /// <summary>What arrives at the first input.</summary>
    public Use Input => inputs[0];

    /// <summary>What arrives, one for each input.</summary>
    public EquatableArray<Operand> Inputs => inputs;

    /// <summary>Where the result goes.</summary>
    public Use Output => new(output, Access.Write, layer.MayOverwriteInput ? inputs[0] : null);

    /// <summary>How many rows of the last axis a batch has.</summary>
    public Operand Rows => new Operand.Rows(shapes.Input.Rows);

    /// <summary>The activation fused into the store; the identity where there is none.</summary>
    public ActivationCall Activation { get; init; } = ActivationCall.None;

    /// <summary>Where training keeps the activation's slope; null where backward tells it from the output, and in prediction.</summary>
    public Operand? Slope { get; init; }

    /// <summary>Whether the layer learns, or observes what it is given: in training, unless it is frozen.</summary>
    public bool IsTraining { get; init; }

    /// <summary>Makes places for what backward needs, and finds them again by their names.</summary>
    public Func<string, Extent, Operand> Kept { get; init; } = (name, _) => throw new InvalidOperationException($"Nothing keeps {name}.");

    /// <summary>A place for what backward reads beside inputs and output.</summary>
    public Use Keep(string name, Extent extent) => new(Kept(name, extent), Access.Write);

    /// <summary>Where the next value of a statistic goes: the training takes it over once it has made its step.</summary>
    public Use NextState(string name) => new(new Operand.Gradient(Named(name)), Access.Write);

    /// <summary>Which of the network's layers that draw it is.</summary>
    public int DrawNumber { get; init; }

    /// <summary>The random numbers of this layer and step.</summary>
    public Operand Draw => new Operand.Draw(DrawNumber);

    public Operand Parameter(string name) => new Operand.Tensor(Named(name));

    /// <summary>A parameter that products multiply by, which a predictor has packed.</summary>
    public Operand Kernel(string name) => new Operand.Kernel(Named(name));

    protected Parameter Named(string name) => parameters.First(p => p.Name == name);
}
