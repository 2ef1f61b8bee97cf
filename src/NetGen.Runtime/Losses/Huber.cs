using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen.Losses;

/// <summary>
/// The Huber loss (Huber, "Robust Estimation of a Location Parameter", 1964) of outputs x and targets y, the mean over all of the batch: with the error
/// e = x - y, e^2 / 2 up to delta, and delta (|e| - delta / 2) beyond, where its slope stays at delta.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Huber
{
    /// <summary>The mean loss; nothing counts as correct.</summary>
    /// <param name="logits">The network's outputs.</param>
    /// <param name="labels">The target of each.</param>
    /// <param name="delta">The error from which on the loss grows by its size and no longer by its square; finite and above 0.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there are no labels.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is not above 0, or not finite.</exception>
    public static LossResult Evaluate(ReadOnlySpan<float> logits, ReadOnlySpan<float> labels, float delta)
    {
        LossLengths.Check(logits.Length, labels.Length);
        CheckDelta(delta);
        var pass = new Pass(logits, labels, default, delta);
        Dispatch.Run(ref pass);
        return pass.Result;
    }

    /// <summary>The same as <see cref="Evaluate"/>, and the gradient for the outputs: x - y, held between -delta and delta, / number of labels.</summary>
    /// <param name="logits">The network's outputs.</param>
    /// <param name="labels">The target of each.</param>
    /// <param name="logitsGradient">Of the same length; may be <paramref name="logits"/>.</param>
    /// <param name="delta">The error from which on the loss grows by its size and no longer by its square; finite and above 0.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there are no labels.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is not above 0, or not finite.</exception>
    public static LossResult Gradient(ReadOnlySpan<float> logits, ReadOnlySpan<float> labels, Span<float> logitsGradient, float delta)
    {
        LossLengths.Check(logits.Length, labels.Length);
        Lanes.CheckLength(logitsGradient.Length, logits.Length, nameof(logitsGradient));
        CheckDelta(delta);
        var pass = new Pass(logits, labels, logitsGradient, delta);
        Dispatch.Run(ref pass);
        return pass.Result;
    }

    /// <summary>
    /// The same as <see cref="Gradient(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float}, float)"/> with a weight for each sample: the sum of weight times
    /// loss over the samples, divided by their number.
    /// </summary>
    /// <param name="logits">The outputs.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="weights">One weight a sample; empty where each weighs 1.</param>
    /// <param name="logitsGradient">Of the logits' length; may be <paramref name="logits"/>.</param>
    /// <param name="delta">The error from which on the loss grows by its size and no longer by its square; finite and above 0.</param>
    /// <exception cref="ArgumentException">The lengths do not fit one another.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is not above 0, or not finite.</exception>
    public static LossResult Gradient(
        ReadOnlySpan<float> logits, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights, Span<float> logitsGradient, float delta) =>
        weights.IsEmpty
            ? Gradient(logits, labels, logitsGradient, delta)
            : Weighted.Gradient(logits, labels, weights, logitsGradient, new OfDelta(delta));

    /// <summary>Any number may be a target: throws nothing. There so that every loss is called alike.</summary>
    /// <param name="labels">The labels.</param>
    public static void CheckLabels(ReadOnlySpan<float> labels)
    {
    }

    private static void CheckDelta(float delta)
    {
        if (!(delta > 0) || float.IsInfinity(delta))
            throw new ArgumentOutOfRangeException(nameof(delta), delta, "The delta of a Huber loss must be finite and above 0.");
    }

    private readonly struct OfDelta(float delta) : Weighted.ILoss<float>
    {
        public LossResult Gradient(ReadOnlySpan<float> logits, ReadOnlySpan<float> labels, Span<float> logitsGradient) =>
            Huber.Gradient(logits, labels, logitsGradient, delta);
    }

    // The gradient is empty where none is wanted.
    private ref struct Pass(ReadOnlySpan<float> logits, ReadOnlySpan<float> labels, Span<float> gradient, float delta) : IPass
    {
        private const uint Sign = 0x80000000;

        private readonly ReadOnlySpan<float> _logits = logits;
        private readonly ReadOnlySpan<float> _labels = labels;
        private readonly Span<float> _gradient = gradient;
        private readonly float _delta = delta;

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
            T scale = T.Of(1f / length), half = T.Of(0.5f), delta = T.Of(_delta);
            LossSums<T> sums = default;
            for (int i = 0; i < length; i += Lanes.Count)
            {
                T error = Lanes.LoadAt<T>(ref x, i, length) - Lanes.LoadAt<T>(ref y, i, length);
                T size = T.Abs(error);
                // NaN is not greater, and stays.
                T held = T.Select(T.GreaterThan(size, delta), delta, size);
                sums.Add(held * (size - (half * held)), length - i);
                if (wantsGradient)
                    Lanes.StoreAt((held | (error & T.OfBits(Sign))) * scale, ref g, i, length);
            }

            Result = sums.Mean(length);
        }
    }
}
