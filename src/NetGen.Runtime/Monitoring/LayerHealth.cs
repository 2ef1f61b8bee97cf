namespace NetGen;

/// <summary>What a layer was like in a step.</summary>
/// <param name="Name">The layer's name, as its tensors have it, such as <c>dense1</c>.</param>
public sealed record LayerHealth(string Name)
{
    /// <summary>What was last done to its outputs, such as <c>Relu</c>; null where the network is not declared with <c>[Monitor]</c>.</summary>
    public string? Activation { get; init; }

    /// <summary>The share of outputs that are 0; null unless the activation is ReLU or ReLU6 and the step was watched.</summary>
    public double? ZeroFraction { get; init; }

    /// <summary>The share of units that are 0 for every sample of the batch; null likewise.</summary>
    public double? DeadFraction { get; init; }

    /// <summary>
    /// The share of outputs beyond 0.99 of the range of tanh or sigmoid, from its middle; null for other activations and where the step was not watched.
    /// </summary>
    public double? Saturation { get; init; }

    /// <summary>Whether the outputs were free of NaN and infinity; null where the step was not watched.</summary>
    public bool? HasFiniteOutputs { get; init; }

    /// <summary>The L2 norm of its parameters' gradient; null where it has no parameters.</summary>
    public double? GradientNorm { get; init; }

    /// <summary>The L2 norm of its parameters after the step; null where it has none.</summary>
    public double? ParameterNorm { get; init; }

    /// <summary>How many parameters it has.</summary>
    public int ParameterCount { get; init; }

    /// <summary>Whether it has a kernel, whose gradient can be compared with those of other kernels.</summary>
    internal bool HasKernel { get; init; }

    /// <summary>
    /// What is known of it as named values: <c>zero_fraction</c>, <c>dead_fraction</c>, <c>saturation</c>, <c>gradient_norm</c>, <c>parameter_norm</c>.
    /// </summary>
    public IEnumerable<MetricValue> Values()
    {
        if (ZeroFraction is { } zero)
            yield return new("zero_fraction", zero);
        if (DeadFraction is { } dead)
            yield return new("dead_fraction", dead);
        if (Saturation is { } saturation)
            yield return new("saturation", saturation);
        if (GradientNorm is { } gradient)
            yield return new("gradient_norm", gradient);
        if (ParameterNorm is { } parameters)
            yield return new("parameter_norm", parameters);
    }
}
