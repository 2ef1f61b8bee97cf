namespace NetGen;

/// <summary>What happened in a training.</summary>
public sealed class History
{
    internal History(IReadOnlyList<EpochResult> epochs, StopReason reason, string explanation, TrainingSettings settings)
    {
        Settings = settings;
        Epochs = epochs;
        StopReason = reason;
        Explanation = explanation;
    }

    /// <summary>The finished epochs in their order, those before a resume included.</summary>
    public IReadOnlyList<EpochResult> Epochs { get; }

    /// <summary>The last finished epoch.</summary>
    /// <exception cref="InvalidOperationException">None was finished.</exception>
    public EpochResult Last => Epochs.Count > 0
        ? Epochs[^1]
        : throw new InvalidOperationException($"No epoch was finished: {Explanation}.");

    /// <summary>Why training ended.</summary>
    public StopReason StopReason { get; }

    /// <summary>Why training ended, in words.</summary>
    public string Explanation { get; }

    /// <summary>
    /// What is unusual about the training and did not end it, in words: a loss that ran away, an option that the optimizer cannot follow, weights that
    /// are not finite. Empty where there is nothing.
    /// </summary>
    public IReadOnlyList<string> Warnings { get; internal init; } = [];

    /// <summary>What the training was made with.</summary>
    public TrainingSettings Settings { get; }
}

/// <summary>What a training was made with.</summary>
/// <param name="Optimizer">The optimizer and its hyperparameters as they were at the begin, in words.</param>
/// <param name="BatchSize">The samples of a full step.</param>
/// <param name="Seed">The network's seed, which the order of the samples and the masks of dropout follow from.</param>
public sealed record TrainingSettings(string Optimizer, int BatchSize, long Seed);

/// <summary>Why a training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs or steps were made.</summary>
    Completed,

    /// <summary>A callback asked for it.</summary>
    Callback,

    /// <summary>The token was cancelled.</summary>
    Cancelled,

    /// <summary>The optimizer has reached its tolerance.</summary>
    Converged,

    /// <summary>The loss, its gradient or the weights became NaN or infinite.</summary>
    NonFinite,
}
