namespace NetGen;

/// <summary>The parameters of a PReLU layer: a view of the network's, so that to write it is to change the network.</summary>
/// <param name="parameters">The slopes.</param>
public readonly ref struct PReluParameters(Span<float> parameters)
{
    /// <summary>The slopes below zero, one for each channel.</summary>
    public Span<float> Alpha { get; } = parameters;
}
