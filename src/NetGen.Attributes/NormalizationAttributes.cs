namespace NetGen;

/// <summary>
/// Batch normalisation over the last axis: <c>y = gamma (x - mean) / sqrt(variance + epsilon) + beta</c> for each position of it. In training mean and
/// variance are those of the batch; prediction takes moving ones, which training keeps: <c>moving = momentum moving + (1 - momentum) batch</c>. Names and
/// defaults are Keras'.
/// </summary>
/// <remarks>
/// The moving statistics stand among the network's parameters, behind all that is trained, and are saved with them. A layer that is not
/// <see cref="LayerAttribute.Trainable"/> normalises by them in training too, and leaves them as they are.
/// </remarks>
public sealed class BatchNormAttribute : LayerAttribute
{
    /// <summary>The share of the moving statistics that stays at each step, at least 0 and below 1.</summary>
    public double Momentum { get; set; } = 0.99;

    /// <summary>What is added to the variance; finite and above 0.</summary>
    public double Epsilon { get; set; } = 0.001;

    /// <summary>Whether there is a beta; true unless said otherwise.</summary>
    public bool Center { get; set; } = true;

    /// <summary>Whether there is a gamma; true unless said otherwise.</summary>
    public bool Scale { get; set; } = true;
}
