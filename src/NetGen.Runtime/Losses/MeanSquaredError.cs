using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Kernels;

namespace NetGen.Losses;

/// <summary>The mean of (x - y)^2 over all outputs x and targets y of the batch.</summary>
public static class MeanSquaredError
{
    /// <summary>The mean loss; nothing counts as correct.</summary>
    /// <param name="logits">The network's outputs.</param>
    /// <param name="labels">The target of each.</param>
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
            var error = Lanes.LoadAt(ref x, i, length) - Lanes.LoadAt(ref y, i, length);
            sums.Add(error * error, length - i);
        }

        return sums.Mean(length);
    }

    /// <summary>The same as <see cref="Evaluate"/>, and the gradient for the outputs: 2 (x - y) / number of labels.</summary>
    /// <param name="logits">The network's outputs.</param>
    /// <param name="labels">The target of each.</param>
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
        var scale = Vector512.Create(2f / length);
        LossSums sums = default;
        for (int i = 0; i < length; i += Lanes.Count)
        {
            var error = Lanes.LoadAt(ref x, i, length) - Lanes.LoadAt(ref y, i, length);
            sums.Add(error * error, length - i);
            Lanes.StoreAt(error * scale, ref g, i, length);
        }

        return sums.Mean(length);
    }

    /// <summary>
    /// The same as <see cref="Gradient(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/> with a weight for each sample: the sum of weight times loss
    /// over the samples, divided by their number.
    /// </summary>
    /// <param name="logits">The outputs.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="weights">One weight a sample; empty where each weighs 1.</param>
    /// <param name="logitsGradient">Of the logits' length; may be <paramref name="logits"/>.</param>
    /// <exception cref="ArgumentException">The lengths do not fit one another.</exception>
    public static LossResult Gradient(ReadOnlySpan<float> logits, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights, Span<float> logitsGradient) =>
        weights.IsEmpty ? Gradient(logits, labels, logitsGradient) : Weighted.Gradient(logits, labels, weights, logitsGradient, Gradient);

    /// <summary>Any number may be a target: throws nothing. There so that every loss is called alike.</summary>
    /// <param name="labels">The labels.</param>
    public static void CheckLabels(ReadOnlySpan<float> labels)
    {
    }
}
