using NetGen.Kernels;

namespace NetGen;

/// <summary>What a training does to a gradient before a step, and to the kernels after it.</summary>
/// <param name="Clipping">How the gradient is clipped, where the optimizer has no clipping of its own.</param>
/// <param name="MaxNorm">The greatest norm of the weights of an output unit, in kernels that declare none; null for no limit.</param>
internal readonly record struct StepLimits(GradientClipping Clipping, double? MaxNorm)
{
    /// <summary>The limits that options ask for, the optimizer's own clipping included.</summary>
    /// <exception cref="ArgumentException">An option is out of range, or does not go with another.</exception>
    public static StepLimits From<TLabel>(FitOptions<TLabel> options, Optimizer optimizer)
    {
        var asked = new GradientClipping(options.ClipValue, options.ClipNorm, options.GlobalClipNorm).Checked();
        if (!asked.IsNone && optimizer.NeedsFullBatch)
            throw new ArgumentException(GradientClipping.NotFor(optimizer), nameof(options.Optimizer));
        if (!asked.IsNone && !optimizer.Clipping.IsNone)
            throw new ArgumentException(
                $"The options clip gradients ({asked}), and so does their {optimizer.GetType().Name} ({optimizer.Clipping}); set one of them.",
                nameof(options.Optimizer));
        if (options.MaxNorm is { } norm)
            Hyperparameter.PositiveFloat(norm, nameof(options.MaxNorm));

        return new(asked.IsNone ? optimizer.Clipping : asked, options.MaxNorm);
    }

    /// <summary>Throws where an optimizer cannot do with a constraint on the kernels.</summary>
    /// <exception cref="ArgumentException">It cannot.</exception>
    public void Check(Optimizer optimizer, ParameterTensor[] tensors)
    {
        if (!optimizer.NeedsFullBatch)
            return;

        foreach (var tensor in tensors)
        {
            if (LimitOf(tensor) is not null)
                throw new ArgumentException($"{optimizer.GetType().Name} looks for a minimum along its direction, off which the max-norm of "
                    + $"'{tensor.Name}' would pull it; use it without 'MaxNorm' and 'KernelMaxNorm'.", nameof(optimizer));
        }
    }

    /// <summary>Clips the gradient, penalties included, in place.</summary>
    public void Clip(Optimizer optimizer, ParameterTensor[] tensors, Span<float> gradients) =>
        (Clipping.IsNone ? optimizer.Clipping : Clipping).Apply(tensors, gradients);

    /// <summary>Brings the kernels back to their limits.</summary>
    public void Constrain(ParameterTensor[] tensors, Span<float> parameters)
    {
        foreach (var tensor in tensors)
        {
            if (LimitOf(tensor) is { } limit)
                KernelConstraint.MaxNorm(parameters.Slice(tensor.Offset, tensor.Length), tensor.Shape[^1], limit);
        }
    }

    // A kernel is a tensor of two or more axes: biases and slopes have one, and go free.
    private double? LimitOf(ParameterTensor tensor) => tensor.MaxNorm ?? (tensor.Shape.Length > 1 ? MaxNorm : null);
}
