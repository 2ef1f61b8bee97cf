using System.ComponentModel;

namespace NetGen;

/// <summary>What the generated part of a network tells the runtime about it. Written by the generator.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="InputShape">The shape of one sample.</param>
/// <param name="OutputShape">The shape of one output.</param>
/// <param name="LabelLength">How many labels one sample has.</param>
/// <param name="HasAccuracy">Whether the loss counts how many labels the outputs hit.</param>
/// <param name="PredictArena">Floats of scratch that prediction needs for each sample of a batch.</param>
/// <param name="TrainArena">Floats of scratch that training needs for each sample of a batch.</param>
/// <param name="Tensors">
/// The parameter tensors, layer by layer. In the flat parameter vector those that are trained stand first, then those that are state, then the frozen ones,
/// each in this order and without gaps.
/// </param>
/// <param name="Summary">The layer table; empty where it is to be made of <paramref name="Layers"/> and <see cref="Notes"/>.</param>
/// <param name="Layers">The layers in the order they apply; none where they are not known.</param>
/// <param name="Loss">The loss's name.</param>
/// <param name="Signature">
/// What it computes, as a saved file says it: the shape of a sample, then each layer with the options that its outputs depend on, such as
/// <c>Input(4), Dense(16), LeakyRelu(Slope = 0.01), Dense(3), Softmax</c>. Empty where that is not known.
/// </param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record NetworkDescription(
    string Name,
    int[] InputShape,
    int[] OutputShape,
    int LabelLength,
    bool HasAccuracy,
    int PredictArena,
    int TrainArena,
    ParameterTensor[] Tensors,
    string Summary,
    LayerDescription[]? Layers = null,
    string Loss = "",
    string Signature = "")
{
    /// <summary>The layer table.</summary>
    public string Summary
    {
        get => field.Length > 0 ? field : field = SummaryTable.Of(this);
        init;
    } = Summary;

    /// <summary>The lines below the layer table, where that is to be made of the layers.</summary>
    public string[] Notes { get; init; } = [];

    /// <summary>The layers in the order they apply; none where they are not known.</summary>
    public LayerDescription[] Layers { get; } = Layers ?? [];

    /// <summary>What the loss is, without its options: the attribute's name.</summary>
    internal string LossKind { get; } = Loss.Split('(')[0];

    /// <summary>How many parameters there are.</summary>
    internal int ParameterCount { get; } = Tensors.Sum(t => t.Length);

    /// <summary>The tensors that have a gradient. They are the first part of the flat vector, and the gradient has their layout.</summary>
    internal ParameterTensor[] Trained { get; } = Array.TrueForAll(Tensors, t => t.IsTrained) ? Tensors : [.. Tensors.Where(t => t.IsTrained)];

    /// <summary>How many parameters have a gradient.</summary>
    internal int TrainedCount { get; } = Tensors.Where(t => t.IsTrained).Sum(t => t.Length);

    /// <summary>
    /// How many values training observes, as moving means. They stand behind those that have a gradient, in the flat vector as where their next values are
    /// written.
    /// </summary>
    internal int StateCount { get; } = Tensors.Where(t => t.IsState).Sum(t => t.Length);

    /// <summary>Floats of scratch that training needs whatever the batch, behind <see cref="TrainArena"/>.</summary>
    public int TrainFixed { get; init; }

    /// <summary>The layers whose outputs training shows to whoever watches; none unless the class is declared with <c>[Monitor]</c>.</summary>
    public WatchedLayer[] Watched { get; init; } = [];
}

/// <summary>A layer as it was declared. Written by the generator.</summary>
/// <param name="Name">Its name, unique in the network.</param>
/// <param name="Declaration">Its attribute as the user wrote it, such as <c>Dense(128, Relu)</c>.</param>
/// <param name="OutputShape">The shape that leaves it, of one sample.</param>
/// <param name="TensorCount">How many of the parameter tensors are its own: the next ones after those of the layers before it.</param>
/// <param name="MultiplyAdds">The multiply-adds of one sample's forward pass.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record LayerDescription(string Name, string Declaration, int[] OutputShape, int TensorCount, long MultiplyAdds)
{
    /// <summary>What it is: the attribute's name, such as <c>Dense</c>.</summary>
    public string Kind => Declaration.Split('(')[0].Trim();

    /// <summary>The numbers of the layers that it takes from, where 0 is the network's input and 1 its first layer; null for the one just above.</summary>
    public int[]? Inputs { get; init; }
}

/// <summary>One tensor of a network's flat parameter vector. Written by the generator.</summary>
/// <param name="Name">The name in a saved file, such as <c>dense1.kernel</c>.</param>
/// <param name="Offset">Where it starts in the flat vector, in floats.</param>
/// <param name="Shape">Its extents, row-major.</param>
/// <param name="Initializer">How it starts.</param>
/// <param name="Value">The value it starts at where <paramref name="Initializer"/> is <see cref="Initializer.Ones"/>: ones times this.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ParameterTensor(string Name, int Offset, int[] Shape, Initializer Initializer, float Value = 1)
{
    /// <summary>How many values it has.</summary>
    public int Length { get; } = SampleShape.LengthOf(Shape);

    /// <summary>Whether products multiply by it: the last axis is the units of a layer, and the others are its inputs.</summary>
    public bool IsKernel { get; init; }

    /// <summary>Whether training leaves it as it is: it then stands behind all others, and has no gradient.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>
    /// Whether training observes it, as a moving mean: it then stands behind all that is trained, and has a next value in place of a gradient.
    /// </summary>
    public bool IsState { get; init; }

    /// <summary>Whether it has a gradient.</summary>
    internal bool IsTrained => !IsFrozen && !IsState;

    /// <summary>How many values lead to one of what it makes, which initialisers scale by; null where that is the first extent.</summary>
    public int? FanIn { get; init; }

    /// <summary>To how many one value leads; null where that is the last extent.</summary>
    public int? FanOut { get; init; }

    /// <summary>The greatest L2 norm of what leads to one position of the last axis, kept after each step; null for no limit.</summary>
    public double? MaxNorm { get; init; }
}
