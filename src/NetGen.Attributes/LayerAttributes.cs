namespace NetGen;

/// <summary>Makes one axis of all axes of a sample: <c>(28, 28)</c> becomes <c>(784)</c>. It costs nothing at run time.</summary>
public sealed class FlattenAttribute : LayerAttribute;

/// <summary>
/// A fully connected layer on the last axis: <c>y = activation(x W + b)</c> with a kernel <c>W</c> of inputs x units and a bias <c>b</c> of units.
/// <c>(..., inputs)</c> becomes <c>(..., units)</c>.
/// </summary>
public sealed class DenseAttribute : LayerAttribute
{
    /// <summary>A layer whose units <see cref="OneOf"/>, or a range, leaves open, without an activation of its own.</summary>
    public DenseAttribute()
    {
    }

    /// <summary>A layer whose units <see cref="OneOf"/>, or a range, leaves open.</summary>
    /// <param name="activation">What is applied to the output.</param>
    public DenseAttribute(Activation activation) => Activation = activation;

    /// <summary>A layer without an activation of its own.</summary>
    /// <param name="units">The extent of the output's last axis, at least 1.</param>
    public DenseAttribute(int units) => Units = units;

    /// <summary>A layer and its activation.</summary>
    /// <param name="units">The extent of the output's last axis, at least 1.</param>
    /// <param name="activation">What is applied to the output.</param>
    public DenseAttribute(int units, Activation activation)
    {
        Units = units;
        Activation = activation;
    }

    /// <summary>The extent of the output's last axis; 0 where <see cref="OneOf"/>, or a range, leaves it open.</summary>
    public int Units { get; }

    /// <summary>What is applied to the output.</summary>
    public Activation Activation { get; }

    /// <summary>
    /// Leaves the units open: each value, at least 1 and written once, makes a network of its own. The class itself is that of the first value.
    /// It stands in place of <see cref="Units"/>: <c>[Dense(OneOf = new[] { 32, 64 })]</c>, and with an activation <c>[Dense(Relu, OneOf = new[] { 32, 64
    /// })]</c>.
    /// </summary>
    public int[]? OneOf { get; set; }

    /// <summary>
    /// A number leaves the units open as a range, in place of <see cref="OneOf"/>: its first value, at least 1. <c>[Dense(From = 32, To = 128, Step =
    /// 32)]</c> is <c>[Dense(OneOf = new[] { 32, 64, 96, 128 })]</c>. A string is <see cref="LayerAttribute.From">the layer</see> that this one takes from.
    /// </summary>
    public new object? From { get; set; }

    /// <summary>The end of the range, at least <see cref="From"/>. It is a value itself where a whole number of steps leads to it.</summary>
    public int To { get; set; }

    /// <summary>What lies between two values of the range, at least 1; 1 unless said otherwise.</summary>
    public int Step { get; set; } = 1;

    /// <summary>
    /// Leaves the activation open in the same way, in place of <see cref="Activation"/>: <c>[Dense(64, ActivationOneOf = new[] { Relu, Tanh })]</c>.
    /// </summary>
    public Activation[]? ActivationOneOf { get; set; }

    /// <summary>Whether a bias is added; true unless said otherwise.</summary>
    public bool UseBias { get; set; } = true;

    /// <summary>How the kernel starts.</summary>
    public Initializer KernelInitializer { get; set; } = Initializer.GlorotUniform;

    /// <summary>How the bias starts.</summary>
    public Initializer BiasInitializer { get; set; } = Initializer.Zeros;

    /// <summary>Adds <c>KernelL1 * sum |w|</c> over the kernel to the loss, once a batch.</summary>
    public double KernelL1 { get; set; }

    /// <summary>Adds <c>KernelL2 * sum w^2</c> over the kernel to the loss, once a batch.</summary>
    public double KernelL2 { get; set; }

    /// <summary>Adds <c>BiasL1 * sum |b|</c> over the bias to the loss, once a batch.</summary>
    public double BiasL1 { get; set; }

    /// <summary>Adds <c>BiasL2 * sum b^2</c> over the bias to the loss, once a batch.</summary>
    public double BiasL2 { get; set; }

    /// <summary>
    /// The greatest L2 norm of the weights that lead to one unit: after each training step, longer ones are scaled down to it (max-norm). Finite and
    /// above 0; no limit unless set.
    /// </summary>
    public double KernelMaxNorm { get; set; }
}

/// <summary>
/// Sets each value to zero with probability <c>rate</c> while training and multiplies the others by <c>1 / (1 - rate)</c>; does nothing in prediction.
/// </summary>
public sealed class DropoutAttribute : LayerAttribute
{
    /// <summary>A layer whose rate <see cref="OneOf"/>, or a range, leaves open.</summary>
    public DropoutAttribute()
    {
    }

    /// <summary>A layer with a rate.</summary>
    /// <param name="rate">The share of values dropped, at least 0 and below 1.</param>
    public DropoutAttribute(double rate) => Rate = rate;

    /// <summary>The share of values dropped; 0 where <see cref="OneOf"/>, or a range, leaves it open.</summary>
    public double Rate { get; }

    /// <summary>
    /// Leaves the rate open: each value, at least 0 and below 1 and written once, makes a network of its own. The class itself is that of the first value.
    /// It stands in place of <see cref="Rate"/>: <c>[Dropout(OneOf = new[] { 0.1, 0.2 })]</c>.
    /// </summary>
    public double[]? OneOf { get; set; }

    /// <summary>
    /// A number leaves the rate open as a range, in place of <see cref="OneOf"/>: its first value. <c>[Dropout(From = 0.1, To = 0.3, Step = 0.1)]</c> is
    /// <c>[Dropout(OneOf = new[] { 0.1, 0.2, 0.3 })]</c>: the values are those of decimal fractions. A string is <see cref="LayerAttribute.From">the
    /// layer</see> that this one takes from.
    /// </summary>
    public new object? From { get; set; }

    /// <summary>The end of the range, at least <see cref="From"/> and below 1. It is a value itself where a whole number of steps leads to it.</summary>
    public double To { get; set; }

    /// <summary>What lies between two values of the range, above 0. A range of rates needs it.</summary>
    public double Step { get; set; }
}

/// <summary>Softmax over the last axis: <c>y_i = exp(x_i) / sum_j exp(x_j)</c>.</summary>
public sealed class SoftmaxAttribute : LayerAttribute;
