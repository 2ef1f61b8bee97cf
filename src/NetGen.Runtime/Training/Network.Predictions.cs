using System.Buffers;

namespace NetGen;

/// <content>Predictions as most programs want them: arrays, and classes.</content>
public abstract partial class Network
{
    /// <summary>Predicts any number of samples. Thread-safe. <see cref="Predict(ReadOnlySpan{float}, Span{float})"/> does the same without a new array.</summary>
    /// <param name="inputs">The values of the samples, one after another, each of <see cref="InputShape"/>, row-major.</param>
    /// <returns>One output of <see cref="OutputShape"/> for each sample, one after another.</returns>
    /// <exception cref="ArgumentException">
    /// The length of <paramref name="inputs"/> is no multiple of a sample's, or <see cref="CheckFinite"/> is set and an input is not finite.
    /// </exception>
    public float[] Predict(float[] inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Predict(inputs.AsSpan());
    }

    /// <inheritdoc cref="Predict(float[])"/>
    public float[] Predict(ReadOnlySpan<float> inputs)
    {
        var length = (long)Input.CountOf(inputs.Length, nameof(inputs)) * Output.Length;
        if (length > Array.MaxLength)
            throw new ArgumentException($"'inputs' makes {length} outputs; an array holds {Array.MaxLength} at most. Predict fewer samples at a time.", nameof(inputs));

        var outputs = new float[length];
        Predict(inputs, outputs);
        return outputs;
    }

    /// <summary>The class of one sample. Thread-safe; allocates nothing once each thread has predicted.</summary>
    /// <param name="sample">The sample's values, of <see cref="InputShape"/>, row-major.</param>
    /// <returns>Of several classes the most probable, the first of several equal ones; of two by one probability class 1 where it is above 0.5.</returns>
    /// <exception cref="ArgumentException">It is not one sample, or <see cref="CheckFinite"/> is set and a value is not finite.</exception>
    /// <exception cref="InvalidOperationException">The network tells no classes apart, gives more than one for a sample, or its outputs are NaN.</exception>
    public ClassPrediction Classify(ReadOnlySpan<float> sample)
    {
        if (sample.Length != Input.Length)
            throw new ArgumentException($"'sample' holds {sample.Length} values; {Description.Name} takes {Input.Length}, of shape {Input}.", nameof(sample));

        CheckClasses();
        if (Description.LabelLength != 1)
            throw new InvalidOperationException($"{Description.Name} gives {Description.LabelLength} classes for a sample, of shape {Output}; use the Classify that takes room for all of them.");

        ClassPrediction prediction = default;
        Classify(sample, new Span<ClassPrediction>(ref prediction));
        return prediction;
    }

    /// <summary>The classes of any number of samples. Thread-safe; allocates nothing once each thread has predicted.</summary>
    /// <param name="inputs">The values of the samples, one after another, each of <see cref="InputShape"/>, row-major.</param>
    /// <param name="predictions">Takes one for each sample; for each of its rows, where a network classifies rows.</param>
    /// <exception cref="ArgumentException">
    /// The length of <paramref name="inputs"/> is no multiple of a sample's, that of <paramref name="predictions"/> does not match, or
    /// <see cref="CheckFinite"/> is set and a value is not finite.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The network tells no classes apart, or outputs are NaN; <paramref name="predictions"/> holds those before them.
    /// </exception>
    public void Classify(ReadOnlySpan<float> inputs, Span<ClassPrediction> predictions)
    {
        CheckClasses();
        var samples = Input.CountOf(inputs.Length, nameof(inputs));
        var expected = (long)samples * Description.LabelLength;
        if (predictions.Length != expected)
            throw new ArgumentException($"'predictions' has room for {predictions.Length}; expected {expected}: {samples} samples with {Description.LabelLength} each.", nameof(predictions));

        var chunk = Math.Min(samples, ChunkLength);
        var outputs = ArrayPool<float>.Shared.Rent(chunk * Output.Length);
        try
        {
            for (var start = 0; start < samples; start += chunk)
            {
                var batch = Math.Min(chunk, samples - start);
                var results = outputs.AsSpan(0, batch * Output.Length);
                Predict(Input.Slice(inputs, start, batch), results);
                Classify(results, predictions.Slice(start * Description.LabelLength, batch * Description.LabelLength), start);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(outputs);
        }
    }

    private void Classify(ReadOnlySpan<float> outputs, Span<ClassPrediction> predictions, int firstSample)
    {
        var names = ClassNames;
        var width = Description.OutputShape[^1];
        for (var i = 0; i < predictions.Length; i++)
        {
            var row = outputs.Slice(i * width, width);
            var isPair = width == 1;
            if ((isPair ? MetricInput.IsPredicted(row[0], 0.5f) is { } isSo ? (isSo ? 1 : 0) : null : MetricInput.ClassOf(row)) is not { } found)
            {
                throw new InvalidOperationException(
                    $"The outputs of sample {firstSample + i / Description.LabelLength} are NaN, so it has no class: a value of the sample is not finite, or the parameters of {Description.Name} are not.");
            }

            var probability = isPair ? (found == 1 ? row[0] : 1 - row[0]) : row[found];
            predictions[i] = new ClassPrediction(found, probability, names?[found]);
        }
    }

    private void CheckClasses()
    {
        if (Description.Loss == "CrossEntropy" || (Description.Loss == "BinaryCrossEntropy" && Description.OutputShape[^1] == 1))
            return;

        throw new InvalidOperationException(
            Description.Loss == "BinaryCrossEntropy"
                ? $"{Description.Name} says yes or no to each of {Description.OutputShape[^1]} labels, of which any number may hold; use Predict."
                : $"{Description.Name} tells no classes apart: its loss is {(Description.Loss.Length == 0 ? "not known" : Description.Loss)}, and its outputs are values. Use Predict.");
    }
}
