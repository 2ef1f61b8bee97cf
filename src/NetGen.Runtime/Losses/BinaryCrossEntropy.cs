using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Kernels;
using NetGen.Kernels.Vectors;

namespace NetGen.Losses;

/// <summary>Sigmoid and binary cross-entropy in one, on logits x with labels y in 0 to 1: the mean of ln(1 + e^x) - x y.</summary>
/// <remarks>
/// Computed as |x| times what the label is away from the logit's side, plus ln(1 + e^-|x|), which neither overflows nor cancels.
/// A logit of NaN has a loss and a gradient of NaN; an infinite one costs nothing on its label's side and is infinitely wrong elsewhere.
/// Labels are taken as checked by <see cref="CheckLabels"/>.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BinaryCrossEntropy
{
    /// <summary>The mean loss, and how many logits have the sign that their label asks for: above 0 where the label is above 0.5. NaN has none.</summary>
    /// <param name="logits">One logit a label.</param>
    /// <param name="labels">The labels, 0 to 1.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there are no labels.</exception>
    public static LossResult Evaluate(ReadOnlySpan<float> logits, ReadOnlySpan<float> labels)
    {
        LossLengths.Check(logits.Length, labels.Length);
        var pass = new Pass(logits, labels, default);
        Dispatch.Run(ref pass);
        return pass.Result;
    }

    /// <summary>The same as <see cref="Evaluate"/>, and the gradient for the logits: (sigmoid(x) - y) / number of labels.</summary>
    /// <param name="logits">One logit a label.</param>
    /// <param name="labels">The labels, 0 to 1.</param>
    /// <param name="logitsGradient">Of the same length; may be <paramref name="logits"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there are no labels.</exception>
    public static LossResult Gradient(ReadOnlySpan<float> logits, ReadOnlySpan<float> labels, Span<float> logitsGradient)
    {
        LossLengths.Check(logits.Length, labels.Length);
        Lanes.CheckLength(logitsGradient.Length, logits.Length, nameof(logitsGradient));
        var pass = new Pass(logits, labels, logitsGradient);
        Dispatch.Run(ref pass);
        return pass.Result;
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
    private static T Losses<T>(T logit, T label, T e)
        where T : struct, IWidth<T>
    {
        var positive = T.GreaterThan(logit, T.Zero);
        var away = T.Select(positive, T.One - label, label);
        // An infinite logit on the label's side costs nothing, though infinity times 0 is NaN.
        var linear = T.AndNot(T.Abs(logit) * away, T.Equal(away, T.Zero));
        return linear + VectorMath<T>.Log1p(e);
    }

    /// <summary>sigmoid(x) - y without cancellation: with q = sigmoid(-|x|), it is 1 - y - q above 0 and q - y elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Slopes<T>(T logit, T label, T e)
        where T : struct, IWidth<T>
    {
        var positive = T.GreaterThan(logit, T.Zero);
        var q = e / (T.One + e);
        return T.Select(positive, T.One - label - q, q - label);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Agrees<T>(T logit, T label)
        where T : struct, IWidth<T>
    {
        var above = T.GreaterThan(logit, T.Zero);
        var wanted = T.GreaterThan(label, T.Of(0.5f));
        return T.AndNot(T.Equal(logit, logit), above ^ wanted);
    }

    // The gradient is empty where none is wanted.
    private ref struct Pass(ReadOnlySpan<float> logits, ReadOnlySpan<float> labels, Span<float> gradient) : IPass
    {
        private readonly ReadOnlySpan<float> _logits = logits;
        private readonly ReadOnlySpan<float> _labels = labels;
        private readonly Span<float> _gradient = gradient;

        public LossResult Result { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            int length = _labels.Length;
            ref float x = ref Lanes.Start(_logits);
            ref float y = ref Lanes.Start(_labels);
            ref float g = ref Lanes.Start(_gradient);
            bool wantsGradient = !_gradient.IsEmpty;
            T scale = T.Of(1f / length), threshold = T.Of(2 * Lanes.MinNormal * length);
            LossSums<T> sums = default;
            for (int i = 0; i < length; i += Lanes.Count)
            {
                T logit = Lanes.LoadAt<T>(ref x, i, length), label = Lanes.LoadAt<T>(ref y, i, length);
                T e = VectorMath<T>.Exp(-T.Abs(logit));
                sums.Add(Losses(logit, label, e), length - i);
                sums.CountCorrect(Agrees(logit, label), length - i);
                if (wantsGradient)
                    Lanes.StoreAt(Lanes.CutBelow(Slopes(logit, label, e), threshold) * scale, ref g, i, length);
            }

            Result = sums.Mean(length);
        }
    }
}
