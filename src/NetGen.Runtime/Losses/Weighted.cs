using System.Numerics.Tensors;

namespace NetGen.Losses;

/// <summary>Any loss with a weight for each sample: the sum of weight times loss over the samples, divided by their number.</summary>
/// <remarks>Computed sample by sample with the loss itself, so that no loss has to know of weights.</remarks>
internal static class Weighted
{
    /// <summary>A loss of some logits and its gradient for them.</summary>
    public delegate LossResult GradientOf<TLabel>(ReadOnlySpan<float> logits, ReadOnlySpan<TLabel> labels, Span<float> logitsGradient);

    /// <summary>A loss with options.</summary>
    public interface ILoss<TLabel>
    {
        /// <summary>The loss of some logits and its gradient for them.</summary>
        LossResult Gradient(ReadOnlySpan<float> logits, ReadOnlySpan<TLabel> labels, Span<float> logitsGradient);
    }

    /// <inheritdoc cref="Gradient{TLabel, TLoss}"/>
    public static LossResult Gradient<TLabel>(
        ReadOnlySpan<float> logits, ReadOnlySpan<TLabel> labels, ReadOnlySpan<float> weights, Span<float> logitsGradient, GradientOf<TLabel> loss) =>
        Gradient(logits, labels, weights, logitsGradient, new Plain<TLabel>(loss));

    /// <summary>The weighted loss and its gradient.</summary>
    /// <param name="logits">The logits of all samples.</param>
    /// <param name="labels">The labels of all samples.</param>
    /// <param name="weights">One weight a sample.</param>
    /// <param name="logitsGradient">Of the logits' length; may be <paramref name="logits"/>.</param>
    /// <param name="loss">The loss without weights.</param>
    /// <exception cref="ArgumentException">The logits or labels do not divide into a row for each weight.</exception>
    public static LossResult Gradient<TLabel, TLoss>(
        ReadOnlySpan<float> logits, ReadOnlySpan<TLabel> labels, ReadOnlySpan<float> weights, Span<float> logitsGradient, TLoss loss)
        where TLoss : struct, ILoss<TLabel>
    {
        int width = Kernels.Vectors.Lanes.Width(logits.Length, weights.Length, nameof(logits));
        int labelWidth = Kernels.Vectors.Lanes.Width(labels.Length, weights.Length, nameof(labels));
        double sum = 0;
        int correct = 0;
        for (int sample = 0; sample < weights.Length; sample++)
        {
            var gradient = logitsGradient.Slice(sample * width, width);
            var result = loss.Gradient(logits.Slice(sample * width, width), labels.Slice(sample * labelWidth, labelWidth), gradient);
            TensorPrimitives.Multiply(gradient, weights[sample] / weights.Length, gradient);
            sum += weights[sample] * result.Loss;
            correct += result.Correct;
        }

        return new LossResult(sum / weights.Length, correct, labels.Length);
    }

    private readonly struct Plain<TLabel>(GradientOf<TLabel> loss) : ILoss<TLabel>
    {
        public LossResult Gradient(ReadOnlySpan<float> logits, ReadOnlySpan<TLabel> labels, Span<float> logitsGradient) =>
            loss(logits, labels, logitsGradient);
    }
}
