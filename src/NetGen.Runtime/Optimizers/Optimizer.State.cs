using System.Globalization;

namespace NetGen;

/// <content>What an optimizer writes into a checkpoint, and reads from one.</content>
public abstract partial class Optimizer
{
    /// <summary>What it was created with and keeps, in words: two optimizers that differ in it cannot take one another's state.</summary>
    private protected abstract string Settings { get; }

    /// <summary>Writes everything that the next step depends on, but for what <see cref="Settings"/> says.</summary>
    internal virtual void Save(TrainingState state)
    {
        state.Set("kind", GetType().Name);
        state.Set("settings", Settings);
        state.Set("schedule", Schedule?.GetType().Name ?? "none");
        if (Schedule is null)
            state.Set("initial_rate", _initialRate > 0 ? _initialRate : LearningRate);
        else
            state.Set("next_rate", ScheduledRate(Steps));
        if (Schedule?.Settings is { } numbers)
            state.Set("schedule_settings", numbers);
        state.Set("learning_rate", LearningRate);
        state.Set("steps", Steps);
        var moments = _state ?? [];
        state.Set("moments", moments.Length);
        for (int i = 0; i < moments.Length; i++)
            state.Set(MomentName(i), moments[i].Span);
    }

    /// <summary>
    /// Reads what <see cref="Save"/> wrote, and checks all of it: nothing has changed before the action is called that it returns, which cannot fail.
    /// </summary>
    /// <param name="state">Where from.</param>
    /// <param name="parameterCount">The parameters of the network.</param>
    /// <param name="leastSteps">The steps of the training, which the optimizer has made at least.</param>
    /// <exception cref="InvalidDataException">The state is damaged, or that of another kind of optimizer, or of one with other settings.</exception>
    internal virtual Action Read(TrainingState state, int parameterCount, long leastSteps)
    {
        CheckKind(state, leastSteps);
        var steps = state.GetInteger("steps");
        var rate = Rate(state, "learning_rate");
        CheckScheduled(state, rate, steps);
        var initialRate = InitialRate(state, rate);
        Expect("moments", TrainingState.Text(steps > 0 ? MomentCount : 0), state);
        var moments = new AlignedFloats[steps > 0 ? MomentCount : 0];
        for (int i = 0; i < moments.Length; i++)
            moments[i] = ReadMoment(state, i, parameterCount);

        return () =>
        {
            (_learningRate, _initialRate) = (rate, initialRate);
            Steps = steps;
            _state = steps > 0 ? moments : null;
        };
    }

    /// <summary>Reads what <see cref="Save"/> wrote; where it throws, nothing has changed.</summary>
    /// <param name="state">Where from.</param>
    /// <param name="parameterCount">The parameters of the network.</param>
    /// <exception cref="InvalidDataException">The state is damaged, or that of another kind of optimizer, or of one with other settings.</exception>
    internal void Restore(TrainingState state, int parameterCount) => Read(state, parameterCount, leastSteps: 0)();

    /// <summary>Throws unless a state is that of an optimizer like this one.</summary>
    internal void CheckKind(TrainingState state, long leastSteps)
    {
        Expect("kind", GetType().Name, state);
        Expect("settings", Settings, state);
        Expect("schedule", Schedule?.GetType().Name ?? "none", state);
        var steps = state.GetInteger("steps", leastSteps, TrainingState.MostCount);
        if (Schedule is null)
            return;

        // Older checkpoints have the next rate alone, and of a schedule of a user's own it is all that is known.
        if (Schedule.Settings is { } numbers && state.Contains("schedule_settings"))
            Expect("schedule_settings", numbers, state);
        // A schedule of the same kind but with other numbers goes on at another rate.
        if (state.GetNumber("next_rate") is var next && NextRate(state, steps) is var expected && expected != (float)next)
            throw new InvalidDataException($"{state.NameOf("next_rate")}: expected {TrainingState.Text(expected)}, the learning rate of this "
                + $"{Schedule.GetType().Name} after 'steps' {TrainingState.Text(steps)}, found {TrainingState.Text(next)}; this checkpoint is of "
                + "another schedule.");
    }

    private static string MomentName(int index) => string.Create(CultureInfo.InvariantCulture, $"moment{index}");

    private static void Expect(string name, string expected, TrainingState state)
    {
        if (state.GetText(name) is var found && found != expected)
            throw new InvalidDataException($"{state.NameOf(name)}: expected {expected}, found {Found.Show(found)}; this checkpoint is of another training.");
    }

    private float NextRate(TrainingState state, long steps)
    {
        try
        {
            return ScheduledRate(steps);
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new InvalidDataException(
                $"{state.NameOf("steps")}: expected a step that the schedule has a rate for, found {TrainingState.Text(steps)}. {Reason.Of(error)}", error);
        }
    }

    /// <summary>The rate that a schedule gave the last step, or gives the next one where it was set since.</summary>
    private void CheckScheduled(TrainingState state, float rate, long steps)
    {
        if (Schedule is not null && rate != NextRate(state, steps) && rate != NextRate(state, Math.Max(steps - 1, 0)))
            throw state.Invalid("learning_rate", $"{TrainingState.Text(NextRate(state, Math.Max(steps - 1, 0)))}, which the schedule gave the last of "
                + $"'steps' {TrainingState.Text(steps)}", TrainingState.Text(rate));
    }

    /// <summary>A learning rate: above 0 where it is set by hand, and at least 0 where a schedule gives it.</summary>
    private float Rate(TrainingState state, string name)
    {
        var rate = state.GetNumber(name, 0, float.MaxValue);
        return (float)rate > 0 || Schedule is not null ? (float)rate : throw state.Invalid(name, "a rate above 0", TrainingState.Text(rate));
    }

    /// <summary>The rate that the training began with, which must be the one that this optimizer was given: another one would be ignored.</summary>
    private float InitialRate(TrainingState state, float rate)
    {
        // Under a schedule nobody asks for it.
        if (Schedule is not null)
            return rate;
        // Older checkpoints do not have it: the rate of the moment may be what callbacks made of it, and the next checkpoint would be refused to the same
        // program.
        if (!state.Contains("initial_rate"))
            return _givenRate;

        var initial = Rate(state, "initial_rate");
        if (initial == _givenRate || initial == LearningRate)
            return initial;
        return rate == LearningRate
            ? rate
            : throw new InvalidDataException(
                $"{state.NameOf("initial_rate")}: expected {TrainingState.Text(_givenRate)}, the learning rate of this {GetType().Name}, found "
                    + $"{TrainingState.Text(initial)}; "
                + "a resumed training goes on with the rate of its checkpoint. To change it, resume with the old one and a LearningRateScheduler that "
                    + "sets another.");
    }

    private AlignedFloats ReadMoment(TrainingState state, int index, int parameterCount)
    {
        var values = state.GetFloats(MomentName(index), parameterCount);
        // Those of a training that went wrong may be no numbers.
        for (var i = 0; i < values.Length && IsOfSquares(index); i++)
        {
            if (values[i] < 0 && !HugeSquare.IsKept(values[i]))
                throw state.Invalid(MomentName(index), "values of at least 0", $"{TrainingState.Text(values[i])} at place {TrainingState.Text(i)}");
        }

        var moments = new AlignedFloats(parameterCount);
        values.CopyTo(moments.Span);
        return moments;
    }
}
