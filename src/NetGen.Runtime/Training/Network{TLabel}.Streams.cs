namespace NetGen;

/// <content>Training and evaluation on data that are not in memory.</content>
public abstract partial class Network<TLabel>
{
    /// <summary>
    /// Trains over samples that are read as they are needed, on another thread, ahead of the steps. The steps are those, bit for bit, that the same samples in
    /// memory would give.
    /// </summary>
    /// <param name="data">The samples; it stays open.</param>
    /// <param name="options">
    /// How; by default one epoch in batches of 32 with RMSprop. <see cref="FitOptions{TLabel}.ValidationSplit"/> needs data in memory.
    /// </param>
    /// <returns>What happened in each epoch.</returns>
    /// <exception cref="ArgumentException">
    /// The data do not fit the network, which shows for a label when its batch is read; or an option is out of range.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The network is being trained or loaded, the optimizer belongs to another network, or a callback or metric is in another training.
    /// </exception>
    /// <exception cref="NotSupportedException">A metric does not know labels of this kind; nothing was trained.</exception>
    /// <remarks>An exception of a read ends the training and comes out of this method; the network is as the steps before it left it.</remarks>
    public History Fit(SampleSource<TLabel> data, FitOptions<TLabel>? options = null) => FitHere(own => FitEntered(data, own), options);

    private History FitEntered(SampleSource<TLabel> data, FitOptions<TLabel> options)
    {
        CheckSource(data, nameof(data));
        CheckStreamed(options);
        var plan = TrainingPlan<TLabel>.From(this, options, options.Optimizer is { NeedsFullBatch: true } ? null : data.Count, options.Validation) with
        {
            Names = NamesToTake(new(data.ClassNames, data.Categories), options.Validation),
        };
        var weights = SampleWeights<TLabel>.From(options, data.Count, data.LabelLength, ClassCount);
        using var feed = new PrefetchFeed<TLabel>(
            this, SourceReader<TLabel>.Of(data, plan.BatchSize, options.Shuffle ? Seed : null), weights, options.CheckFinite);
        return new Trainer<TLabel>(this, feed, plan).Run();
    }

    /// <summary>Trains over samples that are read one after another, on another thread, ahead of the steps.</summary>
    /// <param name="data">The samples; each epoch opens it anew.</param>
    /// <param name="options">
    /// How; by default one epoch in batches of 32 with RMSprop. <see cref="FitOptions{TLabel}.ShuffleBuffer"/> says how well the samples are
    /// shuffled; <see cref="FitOptions{TLabel}.ValidationSplit"/> needs data in memory and <see cref="FitOptions{TLabel}.SampleWeights"/> samples with an
    /// index.
    /// </param>
    /// <returns>What happened in each epoch.</returns>
    /// <exception cref="ArgumentException">
    /// The data do not fit the network, which shows for a label when its batch is read; or an option is out of range.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The network is being trained or loaded, the optimizer belongs to another network, or a callback or metric is in another training.
    /// </exception>
    /// <exception cref="NotSupportedException">A metric does not know labels of this kind; nothing was trained.</exception>
    /// <remarks>An exception of a read ends the training and comes out of this method; the network is as the steps before it left it.</remarks>
    public History Fit(SampleStream<TLabel> data, FitOptions<TLabel>? options = null) => FitHere(own => FitEntered(data, own), options);

    private History FitEntered(SampleStream<TLabel> data, FitOptions<TLabel> options)
    {
        CheckStream(data, nameof(data));
        CheckStreamed(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ShuffleBuffer, 1, nameof(options.ShuffleBuffer));
        var plan = TrainingPlan<TLabel>.From(this, options, samples: null, options.Validation) with
        {
            Names = NamesToTake(new(data.ClassNames, data.Categories), options.Validation),
        };
        var weights = SampleWeights<TLabel>.From(options, samples: null, data.LabelLength, ClassCount);
        var reader = new ForwardReader<TLabel>(data, plan.BatchSize, options.Shuffle ? Seed : null, options.ShuffleBuffer);
        using var feed = new PrefetchFeed<TLabel>(this, reader, weights, options.CheckFinite);
        return new Trainer<TLabel>(this, feed, plan).Run();
    }

    /// <summary>
    /// The loss over samples that are read as they are needed, as <see cref="Evaluate(Dataset{TLabel}, ReadOnlySpan{Metric})"/> gives it for the same samples
    /// in memory.
    /// </summary>
    /// <param name="data">The samples; it stays open.</param>
    /// <param name="metrics">What to measure beside the loss; they are reset first.</param>
    /// <returns>The values over all samples.</returns>
    /// <exception cref="ArgumentException">The data do not fit the network.</exception>
    /// <exception cref="InvalidOperationException">A metric is in use elsewhere: by a training, or by another evaluation.</exception>
    /// <exception cref="NotSupportedException">A metric does not know labels of this kind.</exception>
    public Evaluation Evaluate(SampleSource<TLabel> data, params ReadOnlySpan<Metric> metrics)
    {
        CheckSource(data, nameof(data));
        using var taken = TakenMetrics.ForEvaluation(metrics);
        var scaling = Scaling;
        var batchSize = EvaluationBatch(scaling, data.Count);
        using var feed = new PrefetchFeed<TLabel>(this, SourceReader<TLabel>.Of(data, batchSize, seed: null), weights: null);
        return EvaluateFed(feed, batchSize, scaling, metrics);
    }

    /// <summary>
    /// The loss over samples that are read one after another, as <see cref="Evaluate(Dataset{TLabel}, ReadOnlySpan{Metric})"/> gives it for the same samples in
    /// memory.
    /// </summary>
    /// <param name="data">The samples.</param>
    /// <param name="metrics">What to measure beside the loss; they are reset first.</param>
    /// <returns>The values over all samples.</returns>
    /// <exception cref="ArgumentException">The data do not fit the network, or there are none.</exception>
    /// <exception cref="InvalidOperationException">A metric is in use elsewhere: by a training, or by another evaluation.</exception>
    /// <exception cref="NotSupportedException">A metric does not know labels of this kind.</exception>
    public Evaluation Evaluate(SampleStream<TLabel> data, params ReadOnlySpan<Metric> metrics)
    {
        CheckStream(data, nameof(data));
        using var taken = TakenMetrics.ForEvaluation(metrics);
        var scaling = Scaling;
        var batchSize = EvaluationBatch(scaling, int.MaxValue);
        using var feed = new PrefetchFeed<TLabel>(this, new ForwardReader<TLabel>(data, batchSize, seed: null, shuffleBuffer: 1), weights: null);
        return EvaluateFed(feed, batchSize, scaling, metrics);
    }

    private void CheckSource(SampleSource<TLabel> data, string name)
    {
        ArgumentNullException.ThrowIfNull(data, name);
        if (data.Count == 0)
            throw new ArgumentException($"'{name}' holds no sample.", name);

        CheckLengths(data.SampleLength, data.LabelLength, name);
        CheckNames(new(data.ClassNames, data.Categories), name);
    }

    private void CheckStream(SampleStream<TLabel> data, string name)
    {
        ArgumentNullException.ThrowIfNull(data, name);
        CheckLengths(data.SampleLength, data.LabelLength, name);
        CheckNames(new(data.ClassNames, data.Categories), name);
    }

    private void CheckLengths(int sampleLength, int labelLength, string name)
    {
        if (sampleLength != Input.Length)
            throw new ArgumentException($"'{name}' has samples of {sampleLength} values; {Description.Name} takes {Input.Length}, of shape {Input}.", name);

        if (labelLength != Description.LabelLength)
            throw new ArgumentException($"'{name}' has {labelLength} labels a sample; {Description.Name} takes {Description.LabelLength}.", name);
    }

    private static void CheckStreamed(FitOptions<TLabel> options)
    {
        if (options.ValidationSplit is not null)
            throw new ArgumentException("'ValidationSplit' needs data in memory; give 'Validation' a Dataset of its own.", nameof(options.ValidationSplit));
        if (options.Preprocessor is not null)
            throw new ArgumentException("'Preprocessor' is fitted to data in memory; fit one to some of the samples, and set the network's 'Preprocessor'.",
                nameof(options.Preprocessor));
    }
}
