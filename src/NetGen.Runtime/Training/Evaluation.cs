using System.Globalization;

namespace NetGen;

/// <summary>How good a network is on a data set.</summary>
/// <param name="Loss">The mean loss, penalties included.</param>
/// <param name="Accuracy">The share of labels that the outputs hit; null where the loss has no such measure.</param>
public readonly record struct Evaluation(double Loss, double? Accuracy)
{
    /// <summary>Both, as in <c>loss 0.3400, accuracy 0.8820</c>.</summary>
    public override string ToString() => Accuracy is { } accuracy
        ? string.Create(CultureInfo.InvariantCulture, $"loss {Loss:F4}, accuracy {accuracy:F4}")
        : string.Create(CultureInfo.InvariantCulture, $"loss {Loss:F4}");
}
