namespace NetGen;

/// <summary>Takes part in a training. Override what is needed; the rest does nothing.</summary>
/// <remarks>
/// Callbacks are called in the order of <see cref="FitOptions{TLabel}.Callbacks"/>, on the training thread. What runs after each step should allocate
/// nothing. An exception ends the training and reaches the caller of Fit; the network keeps what it has learned. An instance takes part in one training
/// at a time, in any number one after another; a second one at the same time is refused.
/// </remarks>
public abstract class Callback
{
    private TrainingContext? _training;

    /// <summary>What its state is called in a checkpoint: the type's name unless overridden. Two callbacks of one name are numbered.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>Called first of all, before a checkpoint is restored or anything has changed: what cannot work with this training is refused here.</summary>
    /// <param name="training">The training.</param>
    public virtual void Check(TrainingContext training)
    {
    }

    /// <summary>Called before the first step, after a checkpoint was restored; see <see cref="TrainingContext.IsRestored"/>.</summary>
    /// <param name="training">The training.</param>
    public virtual void OnTrainBegin(TrainingContext training)
    {
    }

    /// <summary>Called before the first step of each epoch.</summary>
    /// <param name="training">The training.</param>
    public virtual void OnEpochBegin(TrainingContext training)
    {
    }

    /// <summary>Called after each step, the parameters updated.</summary>
    /// <param name="training">The training.</param>
    public virtual void OnStepEnd(TrainingContext training)
    {
    }

    /// <summary>Called after each epoch and its validation.</summary>
    /// <param name="training">The training.</param>
    /// <param name="epoch">What happened in the epoch.</param>
    public virtual void OnEpochEnd(TrainingContext training, EpochResult epoch)
    {
    }

    /// <summary>
    /// Called after the last step, and also where training ends with an exception, for every callback whose <see cref="OnTrainBegin"/> was called. What it
    /// throws does not keep the others from being called, and reaches the caller of Fit unless the training itself has thrown.
    /// </summary>
    /// <param name="training">The training.</param>
    public virtual void OnTrainEnd(TrainingContext training)
    {
    }

    /// <summary>Writes what it remembers into a checkpoint.</summary>
    /// <param name="state">Where to: a section of its own.</param>
    public virtual void Save(TrainingState state)
    {
    }

    /// <summary>
    /// Looks at what <see cref="Save"/> wrote, before anything is restored and without changing anything: what <see cref="Restore"/> could not go on with
    /// is refused here, while network, optimizer, callbacks and files are still as they were.
    /// </summary>
    /// <param name="state">Where from: a file, which anyone may have written. <see cref="TrainingState.Invalid"/> makes the exception.</param>
    /// <param name="training">The training, at the place where the checkpoint was written.</param>
    /// <exception cref="InvalidDataException">A value is missing, out of range, or does not go with the others or with this callback.</exception>
    public virtual void CheckState(TrainingState state, TrainingContext training)
    {
    }

    /// <summary>Reads what <see cref="Save"/> wrote and <see cref="CheckState"/> let pass, before <see cref="OnTrainBegin"/>.</summary>
    /// <param name="state">Where from.</param>
    public virtual void Restore(TrainingState state)
    {
    }

    /// <summary>Takes it for a training; false where it is in one.</summary>
    internal bool TryTake(TrainingContext training) => Interlocked.CompareExchange(ref _training, training, null) is null;

    /// <summary>Ends what <see cref="TryTake"/> has begun.</summary>
    internal void Release() => Volatile.Write(ref _training, null);
}
