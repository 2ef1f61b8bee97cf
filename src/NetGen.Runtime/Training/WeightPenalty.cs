using NetGen.Kernels;

namespace NetGen;

/// <summary>What a training adds to the loss for the size of the weights, beside what the network declares.</summary>
/// <param name="L2">Times the sum of squares, as a declared <c>KernelL2</c>.</param>
/// <param name="Alpha">Half of it times the sum of squares, divided by the samples of the batch, as scikit-learn's <c>alpha</c>.</param>
internal readonly record struct WeightPenalty(float L2, float Alpha)
{
    /// <summary>The penalty that options ask for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A factor is negative or not finite.</exception>
    public static WeightPenalty From<TLabel>(FitOptions<TLabel> options)
        => new(Hyperparameter.NotNegative((float)options.L2, nameof(options.L2)), Hyperparameter.NotNegative((float)options.Alpha, nameof(options.Alpha)));

    /// <summary>Adds the gradient for each kernel to <paramref name="gradients"/>, and returns the penalty; without one it costs nothing.</summary>
    /// <remarks>A kernel is a tensor of two or more axes: biases and slopes have one, and go free.</remarks>
    public double AddGradient(ParameterTensor[] tensors, ReadOnlySpan<float> parameters, Span<float> gradients, int samples)
    {
        var factor = (float)(L2 + Alpha / (2.0 * samples));
        if (factor == 0)
            return 0;

        var penalty = 0.0;
        foreach (var tensor in tensors)
        {
            if (tensor.Shape.Length > 1)
                penalty += Regularizer.AddGradient(parameters.Slice(tensor.Offset, tensor.Length), 0, factor, gradients.Slice(tensor.Offset, tensor.Length));
        }

        return penalty;
    }
}
