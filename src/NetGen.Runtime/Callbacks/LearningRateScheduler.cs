namespace NetGen;

/// <summary>Sets the learning rate at the begin of each epoch. For a rate that changes with each step there is <see cref="Optimizer.Schedule"/>.</summary>
/// <param name="rate">The rate of an epoch, from 1; its second argument is the rate so far.</param>
public sealed class LearningRateScheduler(Func<int, float, float> rate) : Callback
{
    private readonly Func<int, float, float> _rate = rate ?? throw new ArgumentNullException(nameof(rate));

    /// <inheritdoc/>
    public override void Check(TrainingContext training) => RefuseSchedule(training, this);

    /// <inheritdoc/>
    public override void OnEpochBegin(TrainingContext training) =>
        training.Optimizer.LearningRate = _rate(training.Epoch, training.Optimizer.LearningRate);

    /// <summary>Throws where the optimizer has a schedule, which would set the rate anew at the next step.</summary>
    internal static void RefuseSchedule(TrainingContext training, Callback callback)
    {
        if (training.Optimizer.Schedule is { } schedule)
        {
            throw new ArgumentException(
                $"{callback.GetType().Name} sets the learning rate, but that of the {training.Optimizer.GetType().Name} follows its schedule, "
                    + $"{schedule.GetType().Name}; use one of them.", nameof(FitOptions<>.Callbacks));
        }
    }
}
