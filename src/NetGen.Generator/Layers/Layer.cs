using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

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

    /// <summary>The shape that leaves where <paramref name="input"/> arrives.</summary>
    public virtual Shape OutputShape(Shape input) => input;

    /// <summary>The tensors in the order they stand in the flat vector; the binder gives them their offsets.</summary>
    public virtual EquatableArray<Parameter> Parameters(Shape input) => [];

    /// <summary>The typed view of the parameters that becomes a property of the network; null where there are none.</summary>
    public virtual ParameterView? View(Shape input) => null;

    /// <summary>The multiply-adds of one sample's forward pass; elementwise work does not count.</summary>
    public virtual long MultiplyAdds(Shape input) => 0;

    /// <summary>Whether only the shape changes: the output is the input's memory.</summary>
    public virtual bool IsView => false;

    /// <summary>Whether it does nothing outside training.</summary>
    public virtual bool IsTrainingOnly => false;

    /// <summary>Whether forward can write its output over its input, and backward the input's gradient over the output's.</summary>
    public virtual bool IsInPlace => false;

    /// <summary>Whether backward reads the output.</summary>
    public virtual bool KeepsOutput => Activation is not null && !KeepsSlope;

    /// <summary>Whether training keeps the activation's slope beside its output, because the output, once it is rounded, no longer tells it.</summary>
    public virtual bool KeepsSlope => false;

    /// <summary>The activation that the layer is, where its derivative follows from its output: such layers fuse with the products around them.</summary>
    public virtual ActivationCall? Activation => null;

    /// <summary>The call that computes the output.</summary>
    public abstract KernelCall Forward(ForwardContext context);

    /// <summary>The calls that turn the output's gradient into the input's and the parameters', in order.</summary>
    public abstract IEnumerable<KernelCall> Backward(BackwardContext context);
}

/// <summary>An activation as the kernels take it.</summary>
/// <param name="Type">The struct in <c>NetGen.Kernels</c>.</param>
/// <param name="Instance">The expression that makes one with options; null where the default is meant.</param>
internal sealed record ActivationCall(string Type, string? Instance)
{
    public static ActivationCall None { get; } = new("Linear", null);

    /// <summary>What stands for any activation in a backward pass, where its slope was kept.</summary>
    public static ActivationCall KeptSlope { get; } = new("KeptSlope", null);

    public string QualifiedType => Names.Kernel(Type);
}

/// <summary>A typed view of a layer's parameters.</summary>
/// <param name="Type">The struct in <c>NetGen</c>.</param>
/// <param name="Arguments">What its constructor takes after the span of the parameters.</param>
internal sealed record ParameterView(string Type, EquatableArray<string> Arguments);
