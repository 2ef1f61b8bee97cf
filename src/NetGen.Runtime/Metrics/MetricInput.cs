using System.Numerics.Tensors;

namespace NetGen;

/// <summary>What the metrics ask of a batch, and how they read its outputs and labels.</summary>
/// <remarks>
/// One rule for NaN: a row of class outputs with NaN in it, or a target's output that is NaN, is a wrong answer. It counts among the labels and is taken for no
/// class. A metric that needs the number itself, and not which class it stands for, becomes NaN.
/// </remarks>
internal static class MetricInput
{
    /// <summary>Throws unless there is a row of outputs for each class index, and each is one.</summary>
    public static void Check(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int outputLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputLength, 1);
        if (outputs.Length != (long)labels.Length * outputLength)
        {
            throw new ArgumentException(
                $"'outputs' holds {outputs.Length} values; expected {(long)labels.Length * outputLength}: {labels.Length} rows of {outputLength}, one "
                    + "for each label.", nameof(outputs));
        }

        for (var i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)outputLength)
                throw new ArgumentException($"'labels' holds {labels[i]} at place {i}; expected a class index from 0 to {outputLength - 1}.", nameof(labels));
        }
    }

    /// <summary>Throws unless there is a target for each output, in whole rows.</summary>
    public static void Check(ReadOnlySpan<float> outputs, ReadOnlySpan<float> labels, int outputLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputLength, 1);
        if (outputs.Length != labels.Length)
            throw new ArgumentException(
                $"'outputs' holds {outputs.Length} values, but 'labels' {labels.Length}; expected a target for each output.", nameof(outputs));

        if (labels.Length % outputLength != 0)
            throw new ArgumentException($"'labels' holds {labels.Length} values, which is no multiple of {outputLength}, the length of a row.", nameof(labels));
    }

    /// <summary>As <see cref="Check(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>, and throws unless each target is in 0 to 1.</summary>
    public static void CheckBinary(Metric metric, ReadOnlySpan<float> outputs, ReadOnlySpan<float> labels, int outputLength)
    {
        Check(outputs, labels, outputLength);
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] is not (>= 0 and <= 1))
                throw new ArgumentException(
                    $"'labels' holds {labels[i]} at place {i}; the metric '{metric.Name}' takes targets from 0 to 1, not those of a regression.",
                    nameof(labels));
        }
    }

    /// <summary>Throws where an output cannot be a probability. NaN passes: it makes the value NaN.</summary>
    public static void CheckProbabilities(Metric metric, ReadOnlySpan<float> outputs)
    {
        for (var i = 0; i < outputs.Length; i++)
        {
            if (outputs[i] is < 0 or > 1)
                throw new ArgumentException($"'outputs' holds {outputs[i]} at place {i}; the metric '{metric.Name}' takes probabilities, so the "
                    + "network should end in softmax or sigmoid.", nameof(outputs));
        }
    }

    /// <summary>Throws unless a threshold lies between 0 and 1.</summary>
    public static float Threshold(double threshold) => threshold is >= 0 and <= 1
        ? (float)threshold
        : throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold must lie in 0 to 1.");

    /// <summary>
    /// The class that a row of outputs stands for: the place of the greatest, the first of several equal ones; null where one is NaN, so that none is greatest.
    /// </summary>
    public static int? ClassOf(ReadOnlySpan<float> row)
    {
        var greatest = TensorPrimitives.IndexOfMax(row);
        return float.IsNaN(row[greatest]) ? null : greatest;
    }

    /// <summary>Whether an output says one; null where it is NaN.</summary>
    public static bool? IsPredicted(float output, float threshold) => float.IsNaN(output) ? null : output > threshold;

    /// <summary>Whether a target is one, as the loss sees it.</summary>
    public static bool IsPositive(float label) => label > 0.5f;
}
