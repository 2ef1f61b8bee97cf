namespace NetGen;

/// <content>What samples, labels and batches must be.</content>
public abstract partial class Network<TLabel>
{
    /// <summary>Throws unless a data set fits the network.</summary>
    /// <param name="data">The data.</param>
    /// <param name="name">What they are to the caller.</param>
    /// <param name="checkFinite">Whether to look for NaN and infinity even where <see cref="Network.CheckFinite"/> does not ask for it.</param>
    internal void CheckData(Dataset<TLabel> data, string name, bool checkFinite = false)
    {
        ArgumentNullException.ThrowIfNull(data, name);
        if (data.Count == 0)
            throw new ArgumentException($"'{name}' holds no sample.", name);

        CheckLengths(data.SampleLength, data.LabelLength, name);
        CheckNames(NamesOf(data), name);
        try
        {
            CheckLabels(data.Labels);
        }
        catch (ArgumentException error)
        {
            // Which of several data sets it is, the message must say: the names in it are those of a batch.
            throw new ArgumentException($"'{name}' does not fit {Description.Name}. {Reason.Of(error)}", name, error);
        }

        if ((checkFinite || CheckFinite) && FindNonFinite(data.Features, data.Labels) is { } found)
            throw NotFinite(found, found.Sample, name);
    }

    private int CheckBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<TLabel> labels)
    {
        var batch = Input.CountOf(inputs.Length, nameof(inputs));
        if (batch == 0)
            throw new ArgumentException($"'inputs' holds no sample; expected at least one of shape {Input}.", nameof(inputs));

        var expected = (long)batch * Description.LabelLength;
        if (labels.Length != expected)
        {
            throw new ArgumentException(
                $"'labels' holds {labels.Length} values; expected {expected}: {batch} samples with {Description.LabelLength} each.", nameof(labels));
        }

        CheckValues(inputs, labels);
        return batch;
    }

    internal void CheckValues(ReadOnlySpan<float> inputs, ReadOnlySpan<TLabel> labels)
    {
        CheckLabels(labels);
        if (!CheckFinite)
            return;

        FiniteCheck.Check(inputs, Input.Length, nameof(inputs));
        if (typeof(TLabel) == typeof(float))
            FiniteCheck.Check(LabelSpan.As<TLabel, float>(labels), Description.LabelLength, nameof(labels));
    }

    /// <summary>The first value of samples and their labels that is NaN or infinite; null where there is none.</summary>
    internal NonFiniteValue? FindNonFinite(ReadOnlySpan<float> inputs, ReadOnlySpan<TLabel> labels) =>
        FiniteCheck.Find(inputs, Input.Length, "features")
        ?? (typeof(TLabel) == typeof(float) ? FiniteCheck.Find(LabelSpan.As<TLabel, float>(labels), Description.LabelLength, "labels") : null);

    /// <summary>What refuses data that hold such a value.</summary>
    /// <param name="found">The value.</param>
    /// <param name="sample">The sample's index in the data.</param>
    /// <param name="name">What the data are to the caller.</param>
    internal ArgumentException NotFinite(NonFiniteValue found, long sample, string name) => new(
        $"'{name}' does not fit {Description.Name}. It holds {found.Text} in sample {sample} at place {found.Place} of its {found.Part}, which is "
            + $"column {found.Place} counted from 0; expected finite values. "
        + "Fill or leave out what is missing; a Fit whose options set 'CheckFinite' to false takes them as they are.",
        name);

    /// <summary>The floats of scratch of a training step.</summary>
    /// <param name="batch">Its samples.</param>
    /// <param name="name">Where the caller has the number from.</param>
    /// <param name="advice">What to do.</param>
    /// <exception cref="ArgumentException">There are more than an array can hold, or the outputs are.</exception>
    internal int CheckScratch(int batch, string name, string advice = "Use a smaller batch.")
    {
        var length = (long)batch * Math.Max(Description.TrainArena, Output.Length) + Description.TrainFixed;
        return length <= AlignedFloats.MaxLength
            ? (int)((long)batch * Description.TrainArena + Description.TrainFixed)
            : throw new ArgumentException(
                $"A batch of {batch} samples needs {length} floats of scratch; at most {AlignedFloats.MaxLength} can be had. {advice}", name);
    }

    /// <summary>How many samples to evaluate at a time: what is gathered of them must fit into arrays, their outputs for the metrics too.</summary>
    private int EvaluationBatch(InputScaling? scaling, int samples)
    {
        var largest = Array.MaxLength / Math.Max(Math.Max(Input.Length, Output.Length), Description.LabelLength);
        return Math.Min(Math.Min(scaling?.ChunkLength ?? ChunkLength, samples), Math.Max(1, largest));
    }
}
