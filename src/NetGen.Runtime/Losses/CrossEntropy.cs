using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Kernels;
using NetGen.Kernels.Vectors;

namespace NetGen.Losses;

/// <summary>Softmax and cross-entropy in one, on logits, with one class index a label: the mean of ln(sum of e^x_j) - x_label.</summary>
/// <remarks>
/// Each row is shifted by its maximum, so that huge logits do not overflow and nothing takes the logarithm of 0. A row that holds NaN or plus infinity,
/// or minus infinity alone, has a loss and gradients of NaN; a label whose logit is minus infinity beside others has an infinite loss.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CrossEntropy
{
    /// <summary>
    /// The mean loss, and how many rows have their greatest logit, the first of several equal ones, at the label. A row whose softmax is NaN hits nothing.
    /// </summary>
    /// <param name="logits">As many rows of class logits as there are labels.</param>
    /// <param name="labels">The class index of each row.</param>
    /// <exception cref="ArgumentException">The logits do not divide into rows, one a label.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no class index.</exception>
    public static LossResult Evaluate(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels)
    {
        int classes = Classes(logits.Length, labels.Length);
        CheckLabels(labels, classes);
        var pass = new EvaluatePass(logits, labels, classes);
        Dispatch.Run(ref pass);
        return pass.Result;
    }

    /// <summary>The same as <see cref="Evaluate"/>, and the gradient for the logits: (softmax - one-hot) / number of labels.</summary>
    /// <param name="logits">As many rows of class logits as there are labels.</param>
    /// <param name="labels">The class index of each row.</param>
    /// <param name="logitsGradient">Of the logits' length; may be <paramref name="logits"/>.</param>
    /// <exception cref="ArgumentException">The logits do not divide into rows, one a label, or the lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no class index; nothing was written.</exception>
    public static LossResult Gradient(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> logitsGradient)
    {
        int classes = Classes(logits.Length, labels.Length);
        Lanes.CheckLength(logitsGradient.Length, logits.Length, nameof(logitsGradient));
        CheckLabels(labels, classes);
        if (classes <= Lanes.Count)
        {
            var narrow = new NarrowPass(logits, labels, logitsGradient, classes);
            Dispatch.Run(ref narrow);
            return narrow.Result;
        }

        var wide = new WidePass(logits, labels, logitsGradient, classes);
        Dispatch.Run(ref wide);
        return wide.Result;
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

    private ref struct EvaluatePass(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, int classes) : IPass
    {
        private readonly ReadOnlySpan<float> _logits = logits;
        private readonly ReadOnlySpan<int> _labels = labels;

        public LossResult Result { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            double loss = 0;
            int correct = 0;
            for (int row = 0; row < _labels.Length; row++)
            {
                var values = _logits.Slice(row * classes, classes);
                float max = RowExponentials<T>.Max(ref Lanes.Start(values), classes);
                float sum = RowExponentials<T>.Sum(ref Lanes.Start(values), classes, max);
                loss += RowLoss(values[_labels[row]], max, sum);
                correct += IsGreatest(values, _labels[row], max) && !float.IsNaN(sum) ? 1 : 0;
            }

            Result = new LossResult(loss / _labels.Length, correct, _labels.Length);
        }
    }

    private ref struct WidePass(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> logitsGradient, int classes) : IPass
    {
        private readonly ReadOnlySpan<float> _logits = logits;
        private readonly ReadOnlySpan<int> _labels = labels;
        private readonly Span<float> _gradient = logitsGradient;

        public LossResult Result { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            double loss = 0;
            int correct = 0, count = _labels.Length;
            for (int row = 0; row < count; row++)
            {
                var values = _logits.Slice(row * classes, classes);
                var gradient = _gradient.Slice(row * classes, classes);
                int label = _labels[row];
                float labelLogit = values[label];
                float max = RowExponentials<T>.Max(ref Lanes.Start(values), classes);
                // Before the exponentials are written, perhaps in the place of the logits.
                bool isGreatest = IsGreatest(values, label, max);
                float sum = RowExponentials<T>.Write(ref Lanes.Start(values), ref Lanes.Start(gradient), classes, max);
                correct += isGreatest && !float.IsNaN(sum) ? 1 : 0;
                loss += RowLoss(labelLogit, max, sum);
                float labelGradient = (gradient[label] / sum - 1) / count;
                RowExponentials<T>.Divide(ref Lanes.Start(gradient), classes, sum * count);
                gradient[label] = labelGradient;
            }

            Result = new LossResult(loss / count, correct, count);
        }
    }

    /// <summary>The same bits as <see cref="WidePass"/>, each row in one vector from its load to its store.</summary>
    private ref struct NarrowPass(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<float> logitsGradient, int classes) : IPass
    {
        private readonly ReadOnlySpan<float> _logits = logits;
        private readonly ReadOnlySpan<int> _labels = labels;
        private readonly Span<float> _gradient = logitsGradient;

        public LossResult Result { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            double loss = 0;
            int correct = 0;
            T lowest = T.Of(float.NegativeInfinity), count = T.Of((float)_labels.Length);
            for (int row = 0; row < _labels.Length; row++)
            {
                int label = _labels[row];
                T values = Lanes.LoadAt(ref Unsafe.Add(ref Lanes.Start(_logits), row * classes), 0, classes, lowest);
                float labelLogit = _logits[(row * classes) + label];
                float max = T.Max(values);
                uint greatest = T.Signs(T.Equal(values, T.Of(max)));
                T e = VectorMath<T>.Exp(values - T.Of(max));
                float sum = T.Sum(e);
                correct += BitOperations.TrailingZeroCount(greatest) == label && !float.IsNaN(sum) ? 1 : 0;
                loss += RowLoss(labelLogit, max, sum);
                float divisor = sum * _labels.Length;
                T others = Lanes.CutBelow(e, T.Of(divisor * (2 * Lanes.MinNormal))) * T.Of(1 / divisor);
                T own = ((e / T.Of(sum)) - T.One) / count;
                T isOwn = T.EqualBits(T.Indices, T.OfBits((uint)label));
                Lanes.StoreAt(T.Select(isOwn, own, others), ref Unsafe.Add(ref Lanes.Start(_gradient), row * classes), 0, classes);
            }

            Result = new LossResult(loss / _labels.Length, correct, _labels.Length);
        }
    }
}
