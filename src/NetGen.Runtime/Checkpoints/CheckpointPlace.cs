namespace NetGen;

/// <summary>Where a training was when a checkpoint was written.</summary>
/// <param name="Step">The steps made in the epoch under way; 0 at its begin.</param>
/// <param name="TotalSteps">The steps made in all.</param>
/// <param name="Samples">The samples of the epoch's steps; of the epoch before, where none was made.</param>
internal readonly record struct CheckpointPlace(int Step, long TotalSteps, long Samples)
{
    /// <summary>Reads a place, each of whose numbers follows from the others.</summary>
    /// <param name="state">Where from.</param>
    /// <param name="epochs">The finished epochs.</param>
    /// <param name="stepsPerEpoch">The steps of an epoch, or the most of them; 0 where neither is known.</param>
    /// <param name="batchSize">The samples of a full step.</param>
    /// <param name="samples">The samples of an epoch; null where that is not known.</param>
    /// <exception cref="InvalidDataException">A number is none that such a training can have.</exception>
    public static CheckpointPlace Read(TrainingState state, int epochs, int stepsPerEpoch, int batchSize, int? samples)
    {
        var step = state.GetCount("step", stepsPerEpoch > 0 ? stepsPerEpoch : int.MaxValue);
        var totalSteps = state.GetInteger("total_steps", 0, TrainingState.MostCount);
        // Data without a known length may end before the limit, but not before the first sample.
        var least = samples is null ? epochs + (long)step : ((long)epochs * stepsPerEpoch) + step;
        var most = stepsPerEpoch > 0 ? ((long)epochs * stepsPerEpoch) + step : epochs == 0 ? step : TrainingState.MostCount;
        if (totalSteps < least || totalSteps > most)
        {
            throw state.Invalid(
                "total_steps",
                $"{(least == most ? "" : "at least ")}{TrainingState.Text(least)}, for 'history.epochs' is {TrainingState.Text(epochs)}, 'step' is "
                    + $"{TrainingState.Text(step)} and 'settings.steps_per_epoch' is {TrainingState.Text(stepsPerEpoch)}",
                TrainingState.Text(totalSteps));
        }

        return new(step, totalSteps, ReadSamples(state, step, batchSize, samples));
    }

    private static long ReadSamples(TrainingState state, int step, int batchSize, int? samples)
    {
        var found = state.GetInteger("samples", 0, TrainingState.MostCount);
        if (step == 0)
            return found;

        // Only the last step of an epoch has fewer.
        var (least, most) = (((step - 1L) * batchSize) + 1, (long)step * batchSize);
        if (samples is { } all)
            least = most = Math.Min(most, all);
        return found >= least && found <= most
            ? found
            : throw state.Invalid("samples", $"{(least == most ? "" : $"from {TrainingState.Text(least)} to ")}{TrainingState.Text(most)}, for 'step' "
                + $"is {TrainingState.Text(step)}", TrainingState.Text(found));
    }
}
