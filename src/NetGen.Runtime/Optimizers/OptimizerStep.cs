using NetGen.Losses;

namespace NetGen;

/// <summary>What an optimizer is given to make one step with, beside the loss itself.</summary>
internal readonly ref struct OptimizerStep
{
    /// <summary>The network; the first one stays the only one.</summary>
    public required object Owner { get; init; }

    /// <summary>The parameters, updated in place.</summary>
    public required Span<float> Parameters { get; init; }

    /// <summary>Takes the gradient at the parameters before the step, as it was clipped.</summary>
    public required Span<float> Gradients { get; init; }

    /// <summary>Takes the outputs that <see cref="StepResult.Shown"/> goes with; empty where nobody asks for them.</summary>
    public Span<float> Outputs { get; init; }

    /// <summary>Which parameters belong together.</summary>
    public ParameterTensor[] Tensors { get; init; }

    /// <summary>What is done to the gradient before the update and to the kernels after it.</summary>
    public StepLimits Limits { get; init; }

    /// <summary>Whether the loss is the function of the last step, so that what was found at its end still holds.</summary>
    public bool IsSameLoss { get; init; }

    /// <summary>Whether to leave the parameters as they are where the loss is not finite: an update from there would lose them.</summary>
    public bool IsInFit { get; init; }
}

/// <summary>What came of a step.</summary>
/// <param name="Before">The loss at the parameters before it.</param>
/// <param name="Shown">The loss that a training reports of it: after it where the optimizer has evaluated it there, before it elsewhere.</param>
/// <param name="IsMade">Whether it was made; else the parameters are as they were.</param>
internal readonly record struct StepResult(LossResult Before, LossResult Shown, bool IsMade);
