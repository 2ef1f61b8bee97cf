namespace NetGen;

/// <summary>The options of a training, checked and copied: a callback may change what the user gave, and what follows was made for these.</summary>
internal sealed record TrainingPlan<TLabel>
{
    public required int Epochs { get; init; }

    public required long? Steps { get; init; }

    public required int? StepsPerEpoch { get; init; }

    /// <summary>The samples to train on; null where that is not known.</summary>
    public required int? Samples { get; init; }

    public required int BatchSize { get; init; }

    public required Optimizer Optimizer { get; init; }

    public required WeightPenalty Penalty { get; init; }

    public required StepLimits Limits { get; init; }

    public required Dataset<TLabel>? Validation { get; init; }

    public required Metric[] Metrics { get; init; }

    public required Callback[] Callbacks { get; init; }

    public required bool Shuffle { get; init; }

    /// <summary>The samples held back to shuffle; 0 where any sample can be read at once.</summary>
    public required int ShuffleBuffer { get; init; }

    public required float[]? ClassWeights { get; init; }

    public required float[]? SampleWeights { get; init; }

    /// <summary>What becomes the network's, fitted to the training samples; null where it keeps its own.</summary>
    public Preprocessor? Preprocessor { get; init; }

    /// <summary>What the network's numbers stand for, by the network itself or else by the data.</summary>
    public NetworkNames Names { get; init; }

    public required string? ResumeFrom { get; init; }

    public required CancellationToken Cancellation { get; init; }

    public required Action<StepProgress>? OnStep { get; init; }

    public required Action<EpochResult>? OnEpoch { get; init; }

    /// <summary>What the options ask for that cannot be.</summary>
    public required string[] Warnings { get; init; }

    /// <summary>Checks and copies options.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">The options.</param>
    /// <param name="samples">How many samples there are to train on; null where that is not known.</param>
    /// <param name="validation">The validation data that the options lead to.</param>
    /// <exception cref="ArgumentException">An option is out of range or does not fit the network.</exception>
    public static TrainingPlan<TLabel> From(Network<TLabel> network, FitOptions<TLabel> options, int? samples, Dataset<TLabel>? validation)
    {
        if (options.Epochs is { } epochs)
            ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1, nameof(options.Epochs));
        if (options.Steps is { } steps)
            ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1, nameof(options.Steps));
        if (options.StepsPerEpoch is { } stepsPerEpoch)
            ArgumentOutOfRangeException.ThrowIfLessThan(stepsPerEpoch, 1, nameof(options.StepsPerEpoch));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1, nameof(options.BatchSize));
        if (options.ResumeFrom is { } file)
        {
            ArgumentException.ThrowIfNullOrEmpty(file, nameof(options.ResumeFrom));
            if (Directory.Exists(file))
                throw new ArgumentException($"'ResumeFrom': expected a file or nothing, found the folder '{file}'.", nameof(options.ResumeFrom));
        }

        if (options.StratifiedValidation && options.ValidationSplit is null)
            throw new ArgumentException(
                "'StratifiedValidation' says how 'ValidationSplit' divides, but that is not set.", nameof(options.StratifiedValidation));

        // What is held out was looked at with the rest.
        if (validation is not null)
            network.CheckData(validation, nameof(options.Validation), options.CheckFinite && options.ValidationSplit is null);

        if (options.Preprocessor is not null && samples is null)
            throw new ArgumentException(
                "'Preprocessor' is fitted to all samples, which a stream does not give; fit one to some of them, and set it as the network's.",
                nameof(options.Preprocessor));

        var optimizer = options.Optimizer ?? new RmsProp();
        var limits = StepLimits.From(options, optimizer);
        limits.Check(optimizer, network.Description.Trained);
        var batchSize = optimizer.NeedsFullBatch ? samples ?? throw NoFullBatch(optimizer) : Math.Min(options.BatchSize, samples ?? int.MaxValue);
        // A batch of a stream may be smaller than what is asked for.
        if (samples is not null)
        {
            if (optimizer.NeedsFullBatch)
                network.CheckScratch(
                    batchSize, nameof(options.Optimizer), $"{optimizer.GetType().Name} takes all samples in each step; use fewer, or another optimizer.");
            else
                network.CheckScratch(batchSize, nameof(options.BatchSize));
        }

        return new()
        {
            Epochs = options.Epochs ?? (options.Steps is null ? 1 : int.MaxValue),
            Steps = options.Steps,
            Samples = samples,
            StepsPerEpoch = options.StepsPerEpoch,
            BatchSize = batchSize,
            Warnings = optimizer.NeedsFullBatch && options.AskedBatchSize < samples ? [UnusedBatchSize(optimizer, options.BatchSize, batchSize)] : [],
            Optimizer = optimizer,
            Penalty = WeightPenalty.From(options),
            Limits = limits,
            Validation = validation,
            Metrics = CheckNames([.. NotNull(options.Metrics, nameof(options.Metrics))]),
            Callbacks = [.. CheckTwice(NotNull(options.Callbacks, nameof(options.Callbacks))), .. ProgressDisplay.From(options) is { } display
                ? [display]
                : (Callback[])[]],
            Shuffle = options.Shuffle,
            ShuffleBuffer = samples is null && options.Shuffle ? options.ShuffleBuffer : 0,
            ClassWeights = options.ClassWeights?.ToArray(),
            SampleWeights = options.SampleWeights?.ToArray(),
            ResumeFrom = options.ResumeFrom,
            Cancellation = options.Cancellation,
            OnStep = options.OnStep,
            OnEpoch = options.OnEpoch,
        };
    }

    private static Metric[] CheckNames(Metric[] metrics)
    {
        if (Array.Find(metrics, m => m.Name is "loss" or "learning_rate" or "epoch" || m.Name.StartsWith("val_", StringComparison.Ordinal)) is { } taken)
            throw new ArgumentException(
                $"'Metrics' holds a metric '{taken.Name}', a name that training itself gives to a value; give it another one.", nameof(FitOptions<>.Metrics));

        var twice = metrics.GroupBy(m => m.Name).FirstOrDefault(g => g.Count() > 1);
        return twice is null
            ? metrics
            : throw new ArgumentException(
                ReferenceEquals(twice.ElementAt(0), twice.ElementAt(1))
                    ? $"'Metrics' holds the same metric '{twice.Key}' twice; leave one out."
                    : $"'Metrics' holds two metrics '{twice.Key}'; give one of them another name.",
                nameof(FitOptions<>.Metrics));
    }

    private static IList<Callback> CheckTwice(IList<Callback> callbacks)
    {
        for (var i = 0; i < callbacks.Count; i++)
        {
            var first = 0;
            while (!ReferenceEquals(callbacks[first], callbacks[i]))
                first++;
            if (first < i)
                throw new ArgumentException($"'Callbacks' holds the same {callbacks[i].GetType().Name} at the places {first} and {i}; it would be "
                    + "called twice for each step. Leave one out.", nameof(FitOptions<>.Callbacks));
        }

        return callbacks;
    }

    private static IList<T> NotNull<T>(IList<T> items, string name)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(items, name);
        return items.IndexOf(null!) is >= 0 and var place ? throw new ArgumentException($"'{name}' holds null at place {place}.", name) : items;
    }

    private static string UnusedBatchSize(Optimizer optimizer, int asked, int used) => FormattableString.Invariant(
        $"'BatchSize' {asked} was not used: {optimizer.GetType().Name} takes all {used} samples in each step");

    private static ArgumentException NoFullBatch(Optimizer optimizer) => new(
        $"{optimizer.GetType().Name} needs all samples at once, which a stream does not give; use a Dataset, or another optimizer.",
            nameof(FitOptions<>.Optimizer));
}
