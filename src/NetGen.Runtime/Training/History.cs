namespace NetGen;

/// <summary>What happened in a call of <see cref="Network{TLabel}.Fit"/>.</summary>
public sealed class History
{
    internal History(IReadOnlyList<EpochResult> epochs) => Epochs = epochs;

    /// <summary>The epochs in their order.</summary>
    public IReadOnlyList<EpochResult> Epochs { get; }

    /// <summary>The last epoch.</summary>
    public EpochResult Last => Epochs[^1];
}

/// <summary>What happened in an epoch.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Loss">The mean training loss, each step's before its update.</param>
/// <param name="Accuracy">The training accuracy, likewise; null where the loss has none.</param>
/// <param name="ValidationLoss">The loss on the validation data; null where there are none.</param>
/// <param name="ValidationAccuracy">The accuracy on the validation data; null where there are none, or the loss has none.</param>
/// <param name="Duration">The time the steps took, without the validation.</param>
/// <param name="SamplesPerSecond">The samples trained on in a second of that time.</param>
public readonly record struct EpochResult(
    int Epoch, double Loss, double? Accuracy, double? ValidationLoss, double? ValidationAccuracy, TimeSpan Duration, double SamplesPerSecond);
