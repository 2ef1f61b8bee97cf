using NetGen.Generator.Model;

namespace NetGen.Generator.Protocol;

/// <summary>
/// What the compiler must know of a kind of layer. A layer's options are the record's own properties; everything else follows
/// from these members. <c>LayerTable</c> says how each kind is read from its attribute.
/// </summary>
internal abstract record Layer
{
    /// <summary>The attribute's name, and with a number the layer's own where the user gave none.</summary>
    public abstract string Kind { get; }

    /// <summary>
    /// What it computes, as a saved file says it: the kind and every option that outputs depend on beside the parameters. Not what only training knows, as
    /// initialisers, penalties and rates of dropout: a file is loaded to train on in another way.
    /// </summary>
    public virtual string Signature => Kind;

    /// <summary>What rules and passes ask of it.</summary>
    public virtual LayerTraits Traits => LayerTraits.None;

    /// <summary>What leaves where the context's inputs arrive; null where it cannot take them, and has reported why.</summary>
    public virtual TensorType? Infer(ShapeContext context) => context.Inputs[0];

    /// <summary>The tensors in the order they stand in the flat vector; the graph's builder gives them their offsets.</summary>
    public virtual EquatableArray<Parameter> Parameters(ShapeContext context) => [];

    /// <summary>The typed view of the parameters that becomes a property of the network; null where there are none.</summary>
    public virtual ParameterView? View(ShapeContext context) => null;

    /// <summary>The multiply-adds of one sample's forward pass; elementwise work does not count.</summary>
    public virtual long MultiplyAdds(ShapeContext context) => 0;

    /// <summary>
    /// Whether its kernels can write the output over the first input, and backward any input's gradient over the output's. Leave, not licence: the planner
    /// does so only where nothing reads later what would be lost.
    /// </summary>
    public virtual bool MayOverwriteInput => false;

    /// <summary>Whether training keeps the activation's slope beside its output, because the output, once it is rounded, no longer tells it.</summary>
    public virtual bool KeepsSlope => false;

    /// <summary>
    /// The activation that the layer is, where its derivative follows from its output or slope: such layers fuse with the products around them.
    /// </summary>
    public virtual ActivationCall? Activation => null;

    /// <summary>The calls that compute the output, in order; none of a view.</summary>
    public abstract IEnumerable<KernelCall> Forward(ForwardContext context);

    /// <summary>The calls that turn the output's gradient into the inputs' and the parameters', in order; none of a view.</summary>
    public abstract IEnumerable<KernelCall> Backward(BackwardContext context);

    public bool Has(LayerTraits trait) => (Traits & trait) != 0;
}
