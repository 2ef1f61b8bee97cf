using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen.Losses;

/// <summary>The mean of (x - y)^2 over all outputs x and targets y of the batch.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MeanSquaredError
{
    /// <summary>The mean loss; nothing counts as correct.</summary>
    /// <param name="logits">The network's outputs.</param>
    /// <param name="labels">The target of each.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there are no labels.</exception>
    public static LossResult Evaluate(ReadOnlySpan<float> logits, ReadOnlySpan<float> labels)
    {
        LossLengths.Check(logits.Length, labels.Length);
        var pass = new Pass(logits, labels, default);
        Dispatch.Run(ref pass);
        return pass.Result;
    }

    /// <summary>The same as <see cref="Evaluate"/>, and the gradient for the outputs: 2 (x - y) / number of labels.</summary>
    /// <param name="logits">The network's outputs.</param>
    /// <param name="labels">The target of each.</param>
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
            T scale = T.Of(2f / length);
            LossSums<T> sums = default;
            for (int i = 0; i < length; i += Lanes.Count)
            {
                T error = Lanes.LoadAt<T>(ref x, i, length) - Lanes.LoadAt<T>(ref y, i, length);
                sums.Add(error * error, length - i);
                if (wantsGradient)
                    Lanes.StoreAt(error * scale, ref g, i, length);
            }

            Result = sums.Mean(length);
        }
    }
}
