using System.Globalization;

namespace NetGen;

/// <summary>Stops a training whose loss has become NaN or infinite, after the step in which it did.</summary>
/// <remarks>Fit stops there by itself, with <see cref="StopReason.NonFinite"/>; with this callback the reason is <see cref="StopReason.Callback"/>.</remarks>
public sealed class TerminateOnNaN : Callback
{
    /// <inheritdoc/>
    public override void OnStepEnd(TrainingContext training)
    {
        if (!double.IsFinite(training.BatchLoss))
            training.Stop(string.Create(
                CultureInfo.InvariantCulture, $"the loss became {training.BatchLoss} in step {training.Step} of epoch {training.Epoch}"));
    }
}
