namespace NetGen;

/// <summary>How <see cref="Network{TLabel}.Fit"/> trains. It reads them once, when it is called.</summary>
/// <typeparam name="TLabel">The type of a label.</typeparam>
public sealed class FitOptions<TLabel>
    where TLabel : unmanaged
{
    /// <summary>How often to go over the data; at least 1, and 1 unless set.</summary>
    public int Epochs { get; set; } = 1;

    /// <summary>The samples of a step; at least 1, and 32 unless set. The last step of an epoch takes what is left.</summary>
    public int BatchSize { get; set; } = 32;

    /// <summary>What turns gradients into updates; a new <see cref="RmsProp"/> unless set.</summary>
    public Optimizer? Optimizer { get; set; }

    /// <summary>Data to evaluate on after each epoch; none unless set.</summary>
    public Dataset<TLabel>? Validation { get; set; }

    /// <summary>Whether each epoch has an order of its own, which follows from the network's seed and the epoch; true unless set.</summary>
    public bool Shuffle { get; set; } = true;

    /// <summary>Called after each step.</summary>
    public Action<StepProgress>? OnStep { get; set; }

    /// <summary>Called after each epoch.</summary>
    public Action<EpochResult>? OnEpoch { get; set; }
}

/// <summary>Where training stands after a step.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Epochs">Of how many.</param>
/// <param name="Step">The step in this epoch, from 1.</param>
/// <param name="Steps">Of how many.</param>
/// <param name="Loss">The mean loss of the epoch so far.</param>
/// <param name="Accuracy">The accuracy of the epoch so far; null where the loss has none.</param>
public readonly record struct StepProgress(int Epoch, int Epochs, int Step, int Steps, double Loss, double? Accuracy);
