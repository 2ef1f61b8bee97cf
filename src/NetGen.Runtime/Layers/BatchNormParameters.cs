namespace NetGen;

/// <summary>The parameters and statistics of a batch normalisation, as views into the network's flat parameter vector.</summary>
public readonly ref struct BatchNormParameters
{
    /// <summary>Lays the views over the layer's parts of the flat vector.</summary>
    /// <param name="movingMean">The moving means.</param>
    /// <param name="movingVariance">The moving variances.</param>
    /// <param name="gamma">The factors; empty where the layer has none.</param>
    /// <param name="beta">What is added; empty where the layer has none.</param>
    public BatchNormParameters(Span<float> movingMean, Span<float> movingVariance, Span<float> gamma = default, Span<float> beta = default)
    {
        MovingMean = movingMean;
        MovingVariance = movingVariance;
        Gamma = gamma;
        Beta = beta;
    }

    /// <summary>The factor of each channel; empty where the layer has none.</summary>
    public Span<float> Gamma { get; }

    /// <summary>What is added to each channel; empty where the layer has none.</summary>
    public Span<float> Beta { get; }

    /// <summary>The moving mean of each channel.</summary>
    public Span<float> MovingMean { get; }

    /// <summary>The moving variance of each channel.</summary>
    public Span<float> MovingVariance { get; }
}
