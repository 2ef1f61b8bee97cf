namespace NetGen;

/// <summary>Applies an activation, with its defaults, to each value.</summary>
public sealed class ActivationAttribute : LayerAttribute
{
    /// <summary>A layer whose activation <see cref="OneOf"/> leaves open.</summary>
    public ActivationAttribute()
    {
    }

    /// <summary>A layer that applies an activation.</summary>
    /// <param name="function">The activation.</param>
    public ActivationAttribute(Activation function) => Function = function;

    /// <summary>The activation; the identity where <see cref="OneOf"/> leaves it open.</summary>
    public Activation Function { get; }

    /// <summary>
    /// Leaves the activation open: each value, written once, makes a network of its own. The class itself is that of the first value.
    /// It stands in place of <see cref="Function"/>: <c>[Activation(OneOf = new[] { Relu, Tanh })]</c>.
    /// </summary>
    public Activation[]? OneOf { get; set; }
}

/// <summary><c>y = max(x, 0)</c>; the derivative at 0 is 0.</summary>
public sealed class ReluAttribute : LayerAttribute;

/// <summary><c>y = x</c> for positive <c>x</c>, <c>slope x</c> otherwise.</summary>
public sealed class LeakyReluAttribute : LayerAttribute
{
    /// <summary>The slope for negative values, at least 0; 0.01 unless said otherwise.</summary>
    public double Slope { get; set; } = 0.01;
}

/// <summary>
/// <c>y = x</c> for positive <c>x</c>, <c>alpha x</c> otherwise, with one learned alpha for each position of the last axis (He et al., 2015).
/// </summary>
public sealed class PReluAttribute : LayerAttribute
{
    /// <summary>What every alpha starts at; 0.25 unless said otherwise.</summary>
    public double InitialAlpha { get; set; } = 0.25;
}

/// <summary><c>y = min(max(x, 0), 6)</c>.</summary>
public sealed class Relu6Attribute : LayerAttribute;

/// <summary><c>y = x</c> for positive <c>x</c>, <c>alpha (exp(x) - 1)</c> otherwise (Clevert et al., 2016).</summary>
public sealed class EluAttribute : LayerAttribute
{
    /// <summary>The limit for large negative values is <c>-Alpha</c>; greater than 0, 1 unless said otherwise.</summary>
    public double Alpha { get; set; } = 1;
}

/// <summary><c>y = ln(1 + exp(x))</c>, stable on both sides.</summary>
public sealed class SoftplusAttribute : LayerAttribute;

/// <summary><c>y = 1 / (1 + exp(-x))</c>.</summary>
public sealed class SigmoidAttribute : LayerAttribute;

/// <summary>The hyperbolic tangent.</summary>
public sealed class TanhAttribute : LayerAttribute;
