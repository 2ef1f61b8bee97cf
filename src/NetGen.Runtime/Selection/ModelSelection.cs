namespace NetGen;

/// <summary>What a cross-validation and the searches have in common: data, how they are divided, and how a network is made, trained and scored.</summary>
/// <remarks>
/// Trainings run on several threads, each on one. What comes out does not depend on how many there are. <see cref="Create"/> and
/// <see cref="Options"/> are called by one thread at a time.
/// </remarks>
/// <typeparam name="TLabel">The type of a label.</typeparam>
public abstract class ModelSelection<TLabel>
{
    private protected ModelSelection()
    {
    }

    /// <summary>All samples.</summary>
    public required Dataset<TLabel> Data { get; init; }

    /// <summary>Makes the network of a training, as in <c>trial => new Net(trial.Seed)</c>. A new one at every call.</summary>
    public required Func<Trial, Network<TLabel>> Create { get; init; }

    /// <summary>
    /// Makes the options of a training: new ones at every call, with an optimizer, callbacks and metrics of their own. One that several trainings side by side
    /// are given is refused.
    /// </summary>
    public required Func<Trial, FitOptions<TLabel>> Options { get; init; }

    /// <summary>
    /// How the data are divided: a number of folds, a <see cref="KFold"/>, a <see cref="StratifiedKFold"/> or a <see cref="HoldOut"/>; 5 folds unless set.
    /// </summary>
    public Folding Folds { get; init; } = 5;

    /// <summary>What is measured on the part that was not trained on; the accuracy for class indices and the loss for other labels, unless set.</summary>
    public Score Score { get; init; } = typeof(TLabel) == typeof(int) ? Score.Accuracy : Score.Loss;

    /// <summary>
    /// Whether to measure on the part that was trained on as well, after the training, to see how far a network learns its samples by heart
    /// (scikit-learn's <c>return_train_score</c>); false unless set, because it takes time.
    /// </summary>
    public bool ReturnTrainScore { get; init; }

    /// <summary>What all random numbers follow from.</summary>
    public long Seed { get; init; }

    /// <summary>How many trainings run at a time; as many as <see cref="NetGenThreads.Count"/> unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int Parallelism
    {
        get => field == 0 ? NetGenThreads.Count : field;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Parallelism));
            field = value;
        }
    }

    /// <summary>Ends the work; trainings under way stop after their step.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Whether a training may begin before another has ended.</summary>
    private protected virtual bool RunsSideBySide => Parallelism > 1;

    private protected FoldTrainer<TLabel> CheckedTrainer()
    {
        ArgumentNullException.ThrowIfNull(Data);
        ArgumentNullException.ThrowIfNull(Create);
        ArgumentNullException.ThrowIfNull(Options);
        ArgumentNullException.ThrowIfNull(Folds);
        ArgumentNullException.ThrowIfNull(Score);
        return new(Data, Create, Options, Folds.Divide(Data), Score, RunsSideBySide, ReturnTrainScore);
    }
}
