namespace NetGen;

/// <summary>A learning rate that follows from the number of steps made. Derive from it for a schedule of one's own.</summary>
/// <remarks>It keeps nothing from step to step, so one instance serves any number of optimizers, and a resumed training goes on at the right rate.</remarks>
public abstract class LearningRateSchedule
{
    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">The steps made before it: 0 for the first.</param>
    /// <returns>Finite, and at least 0.</returns>
    public abstract double At(long step);

    /// <summary>
    /// The numbers that the rate follows from, in words: two schedules of one kind that differ in it are not the same. Null where only the kind is known.
    /// </summary>
    internal virtual string? Settings => null;
}
