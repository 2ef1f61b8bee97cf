using System.Buffers;
using NetGen.Kernels;

namespace NetGen;

/// <summary>What predicts, as it is at the start of a call: another thread may set another preprocessor meanwhile.</summary>
/// <param name="pass">The forward pass.</param>
/// <param name="weights">The parameters.</param>
/// <param name="scaling">What brings the inputs to scale; null for nothing.</param>
/// <param name="checksFinite">Whether inputs that are not finite are refused.</param>
/// <param name="classNames">What the classes are called; null where nobody has said.</param>
internal readonly ref struct Model(ForwardPass pass, Weights weights, InputScaling? scaling, bool checksFinite, IReadOnlyList<string>? classNames)
{
    public ForwardPass Pass { get; } = pass;

    public Weights Weights { get; } = weights;

    public InputScaling? Scaling { get; } = scaling;

    public bool ChecksFinite { get; } = checksFinite;

    public IReadOnlyList<string>? ClassNames { get; } = classNames;
}

/// <summary>
/// Predicts any number of samples in chunks, for any number of threads at once: what a <see cref="Network"/> and a <see cref="Predictor"/> have in common.
/// </summary>
internal sealed class Inference
{
    /// <summary>Scratch of one chunk of a prediction: what stays in a second-level cache beside the weights.</summary>
    private const int ChunkFloats = 64 * 1024;

    private const int SmallestChunk = 16;

    private const int LargestChunk = 1024;

    private readonly NetworkDescription _description;

    public Inference(NetworkDescription description)
    {
        _description = description;
        Input = new SampleShape(description.InputShape);
        Output = new SampleShape(description.OutputShape);
        // The outputs of one sample alone may be so many that a chunk of several would fit no array.
        var largest = Math.Clamp(Array.MaxLength / description.PredictArena, 1, LargestChunk);
        ChunkLength = Math.Clamp(ChunkFloats / description.PredictArena, Math.Min(SmallestChunk, largest), largest);
        Arenas = new ArenaPool(checked(ChunkLength * description.PredictArena));
    }

    public SampleShape Input { get; }

    public SampleShape Output { get; }

    /// <summary>How many samples are predicted or evaluated at a time. A sample's result does not depend on it.</summary>
    public int ChunkLength { get; }

    /// <summary>Scratch for a chunk.</summary>
    public ArenaPool Arenas { get; }

    public void Predict(in Model model, ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        var samples = Input.CountOf(inputs.Length, nameof(inputs));
        Output.Check(outputs.Length, samples, nameof(outputs));
        if (outputs.Overlaps(inputs))
            throw new ArgumentException("'outputs' overlaps 'inputs'; a prediction cannot be made in place.", nameof(outputs));

        if (model.ChecksFinite)
            FiniteCheck.Check(inputs, Input.Length, nameof(inputs));

        var arena = Arenas.Rent();
        var scaling = model.Scaling;
        var scratch = scaling?.Rent();
        var chunk = scaling?.ChunkLength ?? ChunkLength;
        try
        {
            for (var start = 0; start < samples; start += chunk)
            {
                var batch = Math.Min(chunk, samples - start);
                var raw = Input.Slice(inputs, start, batch);
                var scaled = scaling is null ? raw : scaling.Apply(raw, scratch!);
                model.Pass(batch, model.Weights, scaled, Output.Slice(outputs, start, batch), arena.Span);
            }
        }
        finally
        {
            Arenas.Return(arena);
            scaling?.Return(scratch!);
        }
    }

    public float[] Predict(in Model model, ReadOnlySpan<float> inputs)
    {
        var length = (long)Input.CountOf(inputs.Length, nameof(inputs)) * Output.Length;
        if (length > Array.MaxLength)
            throw new ArgumentException(
                $"'inputs' makes {length} outputs; an array holds {Array.MaxLength} at most. Predict fewer samples at a time.", nameof(inputs));

        var outputs = new float[length];
        Predict(model, inputs, outputs);
        return outputs;
    }

    public ClassPrediction Classify(in Model model, ReadOnlySpan<float> sample)
    {
        if (sample.Length != Input.Length)
            throw new ArgumentException($"'sample' holds {sample.Length} values; {_description.Name} takes {Input.Length}, of shape {Input}.", nameof(sample));

        CheckClasses();
        if (_description.LabelLength != 1)
            throw new InvalidOperationException($"{_description.Name} gives {_description.LabelLength} classes for a sample, of shape {Output}; use "
                + "the Classify that takes room for all of them.");

        ClassPrediction prediction = default;
        Classify(model, sample, new Span<ClassPrediction>(ref prediction));
        return prediction;
    }

    public void Classify(in Model model, ReadOnlySpan<float> inputs, Span<ClassPrediction> predictions)
    {
        CheckClasses();
        var samples = Input.CountOf(inputs.Length, nameof(inputs));
        var expected = (long)samples * _description.LabelLength;
        if (predictions.Length != expected)
            throw new ArgumentException(
                $"'predictions' has room for {predictions.Length}; expected {expected}: {samples} samples with {_description.LabelLength} each.",
                nameof(predictions));

        var chunk = Math.Min(samples, ChunkLength);
        var outputs = ArrayPool<float>.Shared.Rent(chunk * Output.Length);
        try
        {
            for (var start = 0; start < samples; start += chunk)
            {
                var batch = Math.Min(chunk, samples - start);
                var results = outputs.AsSpan(0, batch * Output.Length);
                Predict(model, Input.Slice(inputs, start, batch), results);
                Choose(results, predictions.Slice(start * _description.LabelLength, batch * _description.LabelLength), start, model.ClassNames);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(outputs);
        }
    }

    private void Choose(ReadOnlySpan<float> outputs, Span<ClassPrediction> predictions, int firstSample, IReadOnlyList<string>? names)
    {
        var width = _description.OutputShape[^1];
        for (var i = 0; i < predictions.Length; i++)
        {
            var row = outputs.Slice(i * width, width);
            var isPair = width == 1;
            if ((isPair ? MetricInput.IsPredicted(row[0], 0.5f) is { } isSo ? (isSo ? 1 : 0) : null : MetricInput.ClassOf(row)) is not { } found)
            {
                throw new InvalidOperationException(
                    $"The outputs of sample {firstSample + i / _description.LabelLength} are NaN, so it has no class: a value of the sample is not "
                        + $"finite, or the parameters of {_description.Name} are not.");
            }

            var probability = isPair ? (found == 1 ? row[0] : 1 - row[0]) : row[found];
            predictions[i] = new ClassPrediction(found, probability, names?[found]);
        }
    }

    private void CheckClasses()
    {
        if (_description.LossKind == "CrossEntropy" || (_description.LossKind == "BinaryCrossEntropy" && _description.OutputShape[^1] == 1))
            return;

        throw new InvalidOperationException(
            _description.LossKind == "BinaryCrossEntropy"
                ? $"{_description.Name} says yes or no to each of {_description.OutputShape[^1]} labels, of which any number may hold; use Predict."
                : $"{_description.Name} tells no classes apart: its loss is {(_description.Loss.Length == 0 ? "not known" : _description.Loss)}, and "
                    + "its outputs are values. Use Predict.");
    }
}
