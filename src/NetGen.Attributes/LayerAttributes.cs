namespace NetGen;

/// <summary>Makes one axis of all axes of a sample: <c>(28, 28)</c> becomes <c>(784)</c>. It costs nothing at run time.</summary>
public sealed class FlattenAttribute : LayerAttribute;

/// <summary>
/// A fully connected layer on the last axis: <c>y = activation(x W + b)</c> with a kernel <c>W</c> of inputs x units and a bias <c>b</c> of units.
/// <c>(..., inputs)</c> becomes <c>(..., units)</c>.
/// </summary>
/// <param name="units">The extent of the output's last axis, at least 1.</param>
/// <param name="activation">What is applied to the output.</param>
public sealed class DenseAttribute(int units, Activation activation = Activation.Linear) : LayerAttribute
{
    /// <summary>The extent of the output's last axis.</summary>
    public int Units { get; } = units;

    /// <summary>What is applied to the output.</summary>
    public Activation Activation { get; } = activation;

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
}

/// <summary>
/// Sets each value to zero with probability <c>rate</c> while training and multiplies the others by <c>1 / (1 - rate)</c>; does nothing in prediction.
/// </summary>
/// <param name="rate">The share of values dropped, at least 0 and below 1.</param>
public sealed class DropoutAttribute(double rate) : LayerAttribute
{
    /// <summary>The share of values dropped.</summary>
    public double Rate { get; } = rate;
}

/// <summary>Softmax over the last axis: <c>y_i = exp(x_i) / sum_j exp(x_j)</c>.</summary>
public sealed class SoftmaxAttribute : LayerAttribute;
