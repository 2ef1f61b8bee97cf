namespace NetGen;

/// <summary>The parameters of a PReLU layer, as a view into the network's flat parameter vector.</summary>
public readonly ref struct PReluParameters
{
    /// <summary>Lays the view over <paramref name="parameters"/>.</summary>
    /// <param name="parameters">The layer's part of the flat vector.</param>
    public PReluParameters(Span<float> parameters) => Alpha = parameters;

    /// <summary>The slope below zero, one a channel.</summary>
    public Span<float> Alpha { get; }
}
