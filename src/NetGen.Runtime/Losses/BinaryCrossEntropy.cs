using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Kernels;

namespace NetGen.Losses;

/// <summary>Sigmoid and binary cross-entropy in one, on logits x with labels y in 0 to 1: the mean of ln(1 + e^x) - x y.</summary>
/// <remarks>
/// Computed as |x| times what the label is away from the logit's side, plus ln(1 + e^-|x|), which neither overflows nor cancels.
/// A logit of NaN has a loss and a gradient of NaN; an infinite one costs nothing on its label's side and is infinitely wrong elsewhere.
/// Labels are taken as checked by <see cref="CheckLabels"/>.
/// </remarks>
public static class BinaryCrossEntropy
{
    /// <summary>The mean loss, and how many logits have the sign that their label asks for: above 0 where the label is above 0.5. NaN has none.</summary>
    /// <param name="logits">One logit a label.</param>
    /// <param name="labels">The labels, 0 to 1.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there are no labels.</exception>
    [MethodImpl(Hot.Pass)]
    public static LossResult Evaluate(ReadOnlySpan<float> logits, ReadOnlySpan<float> labels)
    {
        LossSums.CheckLengths(logits.Length, labels.Length);
        ref float x = ref Lanes.Start(logits);
        ref float y = ref Lanes.Start(labels);
        int length = labels.Length;
        LossSums sums = default;
        for (int i = 0; i < length; i += Lanes.Count)
        {
            var logit = Lanes.LoadAt(ref x, i, length);
            var label = Lanes.LoadAt(ref y, i, length);
            sums.Add(Losses(logit, label, VectorMath.Exp(-Vector512.Abs(logit))), length - i);
            sums.CountCorrect(Agrees(logit, label), length - i);
        }

        return sums.Mean(length);
    }

    /// <summary>The same as <see cref="Evaluate"/>, and the gradient for the logits: (sigmoid(x) - y) / number of labels.</summary>
    /// <param name="logits">One logit a label.</param>
    /// <param name="labels">The labels, 0 to 1.</param>
    /// <param name="logitsGradient">Of the same length; may be <paramref name="logits"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there are no labels.</exception>
    [MethodImpl(Hot.Pass)]
    public static LossResult Gradient(ReadOnlySpan<float> logits, ReadOnlySpan<float> labels, Span<float> logitsGradient)
    {
        LossSums.CheckLengths(logits.Length, labels.Length);
        Lanes.CheckLength(logitsGradient.Length, logits.Length, nameof(logitsGradient));
        ref float x = ref Lanes.Start(logits);
        ref float y = ref Lanes.Start(labels);
        ref float g = ref Lanes.Start(logitsGradient);
        int length = labels.Length;
        var scale = Vector512.Create(1f / length);
        var threshold = Vector512.Create(2 * Lanes.MinNormal * length);
        LossSums sums = default;
        for (int i = 0; i < length; i += Lanes.Count)
        {
            var logit = Lanes.LoadAt(ref x, i, length);
            var label = Lanes.LoadAt(ref y, i, length);
            var e = VectorMath.Exp(-Vector512.Abs(logit));
            sums.Add(Losses(logit, label, e), length - i);
            sums.CountCorrect(Agrees(logit, label), length - i);
            Lanes.StoreAt(Lanes.CutBelow(Slopes(logit, label, e), threshold) * scale, ref g, i, length);
        }

        return sums.Mean(length);
    }

    /// <summary>
    /// The same as <see cref="Gradient(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/> with a weight for each sample: the sum of weight times loss
    /// over the samples, divided by their number.
    /// </summary>
    /// <param name="logits">The logits.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="weights">One weight a sample; empty where each weighs 1.</param>
    /// <param name="logitsGradient">Of the logits' length; may be <paramref name="logits"/>.</param>
    /// <exception cref="ArgumentException">The lengths do not fit one another.</exception>
    public static LossResult Gradient(ReadOnlySpan<float> logits, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights, Span<float> logitsGradient) =>
        weights.IsEmpty ? Gradient(logits, labels, logitsGradient) : Weighted.Gradient(logits, labels, weights, logitsGradient, Gradient);

    /// <summary>Throws unless each label is in 0 to 1.</summary>
    /// <param name="labels">The labels.</param>
    /// <exception cref="ArgumentOutOfRangeException">A label is below 0, above 1 or NaN.</exception>
    public static void CheckLabels(ReadOnlySpan<float> labels)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] is not (>= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(labels), FormattableString.Invariant($"Label {i} is {labels[i]}; expected a value from 0 to 1."));
        }
    }

    /// <summary>The loss of each lane; <paramref name="e"/> is e^-|x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Losses(Vector512<float> logit, Vector512<float> label, Vector512<float> e)
    {
        var positive = Vector512.GreaterThan(logit, Vector512<float>.Zero);
        var away = Vector512.ConditionalSelect(positive, Vector512<float>.One - label, label);
        // An infinite logit on the label's side costs nothing, though infinity times 0 is NaN.
        var linear = Vector512.AndNot(Vector512.Abs(logit) * away, Vector512.Equals(away, Vector512<float>.Zero));
        return linear + VectorMath.Log1p(e);
    }

    /// <summary>sigmoid(x) - y without cancellation: with q = sigmoid(-|x|), it is 1 - y - q above 0 and q - y elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Slopes(Vector512<float> logit, Vector512<float> label, Vector512<float> e)
    {
        var positive = Vector512.GreaterThan(logit, Vector512<float>.Zero);
        var q = e / (Vector512<float>.One + e);
        return Vector512.ConditionalSelect(positive, Vector512<float>.One - label - q, q - label);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Agrees(Vector512<float> logit, Vector512<float> label)
    {
        var above = Vector512.GreaterThan(logit, Vector512<float>.Zero);
        var wanted = Vector512.GreaterThan(label, Vector512.Create(0.5f));
        return Vector512.AndNot(Vector512.Equals(logit, logit), above ^ wanted);
    }
}
