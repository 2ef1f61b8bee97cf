using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Kernels;

namespace NetGen.Losses;

/// <summary>Softmax and cross-entropy in one, on logits, with one class index a label: the mean of ln(sum of e^x_j) - x_label.</summary>
/// <remarks>
/// Each row is shifted by its maximum, so that huge logits do not overflow and nothing takes the logarithm of 0. A row that holds NaN or plus infinity,
/// or minus infinity alone, has a loss and gradients of NaN; a label whose logit is minus infinity beside others has an infinite loss.
/// </remarks>
public static class CrossEntropy
{
    /// <summary>
    /// The mean loss, and how many rows have their greatest logit, the first of several equal ones, at the label. A row whose softmax is NaN hits nothing.
    /// </summary>
    /// <param name="logits">As many rows of class logits as there are labels.</param>
    /// <param name="labels">The class index of each row.</param>
    /// <exception cref="ArgumentException">The logits do not divide into rows, one a label.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no class index.</exception>
    [MethodImpl(Hot.Pass)]
    public static LossResult Evaluate(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels)
    {
        int classes = Classes(logits.Length, labels.Length);
        CheckLabels(labels, classes);
        double loss = 0;
        int correct = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            var values = logits.Slice(row * classes, classes);
            float max = RowExponentials.Max(ref Lanes.Start(values), classes);
            float sum = RowExponentials.Sum(ref Lanes.Start(values), classes, max);
            loss += RowLoss(values[labels[row]], max, sum);
            correct += IsGreatest(values, labels[row], max) && !float.IsNaN(sum) ? 1 : 0;
        }

        return new LossResult(loss / labels.Length, correct, labels.Length);
    }

    /// <summary>The same as <see cref="Evaluate"/>, and the gradient for the logits: (softmax - one-hot) / number of labels.</summary>
    /// <param name="logits">As many rows of class logits as there are labels.</param>
    /// <param name="labels">The class index of each row.</param>
    /// <param name="logitsGradient">Of the logits' length; may be <paramref name="logits"/>.</param>
    /// <exception cref="ArgumentException">The logits do not divide into rows, one a label, or the lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no class index; nothing was written.</exception>
    [MethodImpl(Hot.Pass)]
    public static LossResult Gradient(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> logitsGradient)
    {
        int classes = Classes(logits.Length, labels.Length);
        Lanes.CheckLength(logitsGradient.Length, logits.Length, nameof(logitsGradient));
        CheckLabels(labels, classes);
        return classes <= Lanes.Count ? GradientOfNarrow(logits, labels, logitsGradient, classes) : GradientOfWide(logits, labels, logitsGradient, classes);
    }

    /// <summary>
    /// The same as <see cref="Gradient(ReadOnlySpan{float}, ReadOnlySpan{int}, Span{float})"/> with a weight for each sample: the sum of weight times loss over
    /// the samples, divided by their number.
    /// </summary>
    /// <param name="logits">The logits.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="weights">One weight a sample; empty where each weighs 1.</param>
    /// <param name="logitsGradient">Of the logits' length; may be <paramref name="logits"/>.</param>
    /// <exception cref="ArgumentException">The lengths do not fit one another.</exception>
    public static LossResult Gradient(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights, Span<float> logitsGradient) =>
        weights.IsEmpty ? Gradient(logits, labels, logitsGradient) : Weighted.Gradient(logits, labels, weights, logitsGradient, Gradient);

    /// <summary>Throws unless each label is a class index.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="classes">The number of classes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A label is below 0 or not below <paramref name="classes"/>.</exception>
    public static void CheckLabels(ReadOnlySpan<int> labels, int classes)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
                throw new ArgumentOutOfRangeException(nameof(labels), $"Label {i} is {labels[i]}; expected a class index from 0 to {classes - 1}.");
        }
    }

    [MethodImpl(Hot.Pass)]
    private static LossResult GradientOfWide(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> logitsGradient, int classes)
    {
        double loss = 0;
        int correct = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            var values = logits.Slice(row * classes, classes);
            var gradient = logitsGradient.Slice(row * classes, classes);
            int label = labels[row];
            float labelLogit = values[label];
            float max = RowExponentials.Max(ref Lanes.Start(values), classes);
            // Before the exponentials are written, perhaps in the place of the logits.
            bool isGreatest = IsGreatest(values, label, max);
            float sum = RowExponentials.Write(ref Lanes.Start(values), ref Lanes.Start(gradient), classes, max);
            correct += isGreatest && !float.IsNaN(sum) ? 1 : 0;
            loss += RowLoss(labelLogit, max, sum);
            float labelGradient = (gradient[label] / sum - 1) / labels.Length;
            RowExponentials.Divide(ref Lanes.Start(gradient), classes, sum * labels.Length);
            gradient[label] = labelGradient;
        }

        return new LossResult(loss / labels.Length, correct, labels.Length);
    }

    /// <summary>The same bits as <see cref="GradientOfWide"/>, each row in one vector from its load to its store.</summary>
    [MethodImpl(Hot.Pass)]
    private static LossResult GradientOfNarrow(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> logitsGradient, int classes)
    {
        double loss = 0;
        int correct = 0;
        var lowest = Vector512.Create(float.NegativeInfinity);
        var count = Vector512.Create((float)labels.Length);
        for (int row = 0; row < labels.Length; row++)
        {
            int label = labels[row];
            var values = Lanes.LoadAt(ref Unsafe.Add(ref Lanes.Start(logits), row * classes), 0, classes, lowest);
            float labelLogit = logits[(row * classes) + label];
            float max = Lanes.Max(values);
            var greatest = Vector512.Equals(values, Vector512.Create(max)).ExtractMostSignificantBits();
            var e = VectorMath.Exp(values - Vector512.Create(max));
            float sum = Lanes.Sum(e);
            correct += BitOperations.TrailingZeroCount(greatest) == label && !float.IsNaN(sum) ? 1 : 0;
            loss += RowLoss(labelLogit, max, sum);
            float divisor = sum * labels.Length;
            var others = Lanes.CutBelow(e, Vector512.Create(divisor * (2 * Lanes.MinNormal))) * Vector512.Create(1 / divisor);
            var own = ((e / Vector512.Create(sum)) - Vector512<float>.One) / count;
            var isOwn = Vector512.Equals(Vector512<int>.Indices, Vector512.Create(label)).AsSingle();
            Lanes.StoreAt(Vector512.ConditionalSelect(isOwn, own, others), ref Unsafe.Add(ref Lanes.Start(logitsGradient), row * classes), 0, classes);
        }

        return new LossResult(loss / labels.Length, correct, labels.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double RowLoss(float labelLogit, float max, float sum) => PortableMath.Log(sum) + ((double)max - labelLogit);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsGreatest(ReadOnlySpan<float> values, int label, float max)
        => values[label] == max && values[..label].IndexOf(max) < 0;

    private static int Classes(int logits, int labels)
    {
        if (labels == 0)
            throw new ArgumentException("There are no labels to take the mean over.", nameof(labels));
        if (logits == 0)
            throw new ArgumentException($"'logits' is empty; expected a row of class logits for each of {labels} labels.", nameof(logits));
        return Lanes.Width(logits, labels, nameof(logits));
    }
}
