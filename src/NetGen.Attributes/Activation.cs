namespace NetGen;

/// <summary>
/// The activation functions that a layer can apply to its output. The package imports the members,
/// so that a declaration reads <c>[Dense(128, Relu)]</c>.
/// </summary>
/// <remarks>
/// Each member means the same as the attribute of its name written on the next line with that attribute's defaults:
/// <c>[Dense(128, Relu)]</c> is <c>[Dense(128)] [Relu]</c>.
/// </remarks>
public enum Activation
{
    /// <summary>The identity, <c>y = x</c>.</summary>
    Linear,

    /// <summary><c>y = max(x, 0)</c>; the derivative at 0 is 0.</summary>
    Relu,

    /// <summary><c>y = x</c> for positive <c>x</c>, <c>0.01 x</c> otherwise. For another slope write <see cref="LeakyReluAttribute"/>.</summary>
    LeakyRelu,

    /// <summary><c>y = x</c> for positive <c>x</c>, <c>alpha x</c> otherwise, with one learned alpha a channel. See <see cref="PReluAttribute"/>.</summary>
    PRelu,

    /// <summary><c>y = min(max(x, 0), 6)</c>.</summary>
    Relu6,

    /// <summary><c>y = x</c> for positive <c>x</c>, <c>exp(x) - 1</c> otherwise. For another alpha write <see cref="EluAttribute"/>.</summary>
    Elu,

    /// <summary><c>y = ln(1 + exp(x))</c>, stable on both sides.</summary>
    Softplus,

    /// <summary><c>y = 1 / (1 + exp(-x))</c>.</summary>
    Sigmoid,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary><c>y_i = exp(x_i) / sum_j exp(x_j)</c> over the last axis. See <see cref="SoftmaxAttribute"/>.</summary>
    Softmax,
}
