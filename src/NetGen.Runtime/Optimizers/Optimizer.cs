using System.Globalization;
using NetGen.Threading;

namespace NetGen;

/// <summary>Turns gradients into updates of a network's parameters.</summary>
/// <remarks>
/// An optimizer belongs to the first network that it steps, because the moments it keeps are those of that network's parameters.
/// They are allocated at the first step; later steps allocate nothing. Instances are not thread-safe.
/// </remarks>
public abstract class Optimizer
{
    // About 2 us of work.
    private const int LeastParameters = 8 * 1024;

    private float _learningRate;
    private AlignedFloats[]? _state;
    private WeakReference<object>? _owner;
    private string _ownerName = "";

    private protected Optimizer(float learningRate) => LearningRate = learningRate;

    /// <summary>The step size; may be set at any time, and holds from the next step on. With a <see cref="Schedule"/>, that of the last step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite, or not above 0.</exception>
    /// <exception cref="InvalidOperationException">There is a schedule, which sets it.</exception>
    public float LearningRate
    {
        get => _learningRate;
        set => _learningRate = Schedule is null
            ? CheckPositive(value, nameof(LearningRate))
            : throw new InvalidOperationException($"The learning rate of this {GetType().Name} follows its schedule, {Schedule.GetType().Name}; set 'Schedule' to null to set the rate by hand.");
    }

    /// <summary>Sets the learning rate before each step, from the number of steps made; null, as unless set, leaves it as it is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The schedule gives a rate for the next step that is negative or not finite.</exception>
    public LearningRateSchedule? Schedule
    {
        get;
        set
        {
            var before = field;
            field = value;
            try
            {
                if (value is not null)
                    _learningRate = ScheduledRate(Steps);
            }
            catch
            {
                field = before;
                throw;
            }
        }
    }

    /// <summary>How many steps were made.</summary>
    public long Steps { get; private set; }

    /// <summary>Whether a step must see all samples.</summary>
    internal virtual bool NeedsFullBatch => false;

    /// <summary>Whether further steps would change nothing worth while.</summary>
    internal virtual bool HasConverged => false;

    /// <summary>Its kind and its hyperparameters, as in <c>Adam, learning rate 0.001, beta1 0.9, beta2 0.999, epsilon 1E-07</c>.</summary>
    public sealed override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{GetType().Name}, learning rate {(Schedule is null ? LearningRate : $"by {Schedule.GetType().Name}")}, {Settings}");

    /// <summary>Called where a training begins that goes on from no checkpoint.</summary>
    internal virtual void BeginTraining()
    {
    }

    /// <summary>How many values are kept for each parameter.</summary>
    private protected abstract int MomentCount { get; }

    /// <summary>Updates the parameters by one step.</summary>
    /// <param name="owner">The network; the first one stays the only one.</param>
    /// <param name="parameters">Updated in place.</param>
    /// <param name="gradients">The gradient of the loss for each parameter.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="InvalidOperationException">The optimizer belongs to another network.</exception>
    internal void Step(object owner, Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        ArgumentNullException.ThrowIfNull(owner);
        if (gradients.Length != parameters.Length)
            throw new ArgumentException($"'gradients' has {gradients.Length} values; expected {parameters.Length}, one for each parameter.", nameof(gradients));
        Begin(owner, parameters.Length);
        Update(parameters, gradients);
    }

    /// <summary>Makes sure of the network and counts the step that follows.</summary>
    private protected void Begin(object owner, int parameterCount)
    {
        Bind(owner, parameterCount);
        if (Schedule is not null)
            _learningRate = ScheduledRate(Steps);
        Steps++;
    }

    /// <summary>What it was created with and keeps, in words: two optimizers that differ in it cannot take one another's state.</summary>
    private protected abstract string Settings { get; }

    /// <summary>Writes everything that the next step depends on, but for what <see cref="Settings"/> says.</summary>
    internal virtual void Save(TrainingState state)
    {
        state.Set("kind", GetType().Name);
        state.Set("settings", Settings);
        state.Set("schedule", Schedule?.GetType().Name ?? "none");
        if (Schedule is not null)
            state.Set("next_rate", ScheduledRate(Steps));
        state.Set("learning_rate", LearningRate);
        state.Set("steps", Steps);
        var moments = _state ?? [];
        state.Set("moments", moments.Length);
        for (int i = 0; i < moments.Length; i++)
            state.Set(MomentName(i), moments[i].Span);
    }

    /// <summary>Reads what <see cref="Save"/> wrote; where it throws, nothing has changed.</summary>
    /// <param name="state">Where from.</param>
    /// <param name="parameterCount">The parameters of the network.</param>
    /// <exception cref="InvalidDataException">The state is that of another kind of optimizer, or of one with other settings.</exception>
    internal virtual void Restore(TrainingState state, int parameterCount)
    {
        CheckKind(state);
        double rate = state.GetNumber("learning_rate");
        if (!(rate is >= 0 and <= float.MaxValue))
            throw new InvalidDataException($"'optimizer.learning_rate': expected a finite number of at least 0, found {state.GetText("learning_rate")}.");
        long steps = state.GetInteger("steps");
        Expect("moments", (steps > 0 ? MomentCount : 0).ToString(CultureInfo.InvariantCulture), state);
        var moments = new AlignedFloats[steps > 0 ? MomentCount : 0];
        for (int i = 0; i < moments.Length; i++)
        {
            moments[i] = new AlignedFloats(parameterCount);
            state.CopyTo(MomentName(i), moments[i].Span);
        }

        _learningRate = (float)rate;
        Steps = steps;
        _state = steps > 0 ? moments : null;
    }

    /// <summary>Throws unless a state is that of an optimizer like this one.</summary>
    internal void CheckKind(TrainingState state)
    {
        Expect("kind", GetType().Name, state);
        Expect("settings", Settings, state);
        Expect("schedule", Schedule?.GetType().Name ?? "none", state);
        // A schedule of the same kind but with other numbers goes on at another rate.
        if (Schedule is not null && ScheduledRate(state.GetInteger("steps")) != (float)state.GetNumber("next_rate"))
            throw new InvalidDataException($"'optimizer.schedule': expected the next learning rate to be {ScheduledRate(state.GetInteger("steps"))}, found {state.GetText("next_rate")}; this checkpoint is of another schedule.");
    }

    /// <summary>Throws if it trains another network.</summary>
    /// <exception cref="InvalidOperationException">It does.</exception>
    internal void CheckOwner(object owner)
    {
        if (_owner is not null && (!_owner.TryGetTarget(out object? first) || !ReferenceEquals(first, owner)))
        {
            throw new InvalidOperationException(
                $"This {GetType().Name} already trains a network '{_ownerName}' and keeps its moments; it cannot also train this '{owner.GetType().Name}'. "
                + "Give each network an optimizer of its own.");
        }
    }

    /// <summary>Makes step number <see cref="Steps"/>, counted from 1.</summary>
    private protected abstract void Update(Span<float> parameters, ReadOnlySpan<float> gradients);

    /// <summary>Applies a rule to all parameters.</summary>
    private protected void Run<TUpdate>(TUpdate rule, Span<float> parameters, ReadOnlySpan<float> gradients)
        where TUpdate : struct, IUpdate
    {
        var pass = new UpdatePass<TUpdate>(rule, parameters, gradients, Moment(0), Moment(1));
        Team.Run(Team.PartsOf(parameters.Length, LeastParameters), ref pass);
    }

    /// <summary>Copies of all kept values.</summary>
    internal float[][] Moments() => [.. (_state ?? []).Select(moments => moments.Span.ToArray())];

    /// <summary>Throws unless a hyperparameter is finite and above 0.</summary>
    private protected static float CheckPositive(float value, string name)
        => float.IsFinite(value) && value > 0
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"'{name}' must be finite and above 0.");

    /// <summary>Throws unless a hyperparameter is at least 0 and below 1.</summary>
    private protected static float CheckShare(float value, string name)
        => value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"'{name}' must be at least 0 and below 1.");

    private void Bind(object owner, int parameterCount)
    {
        CheckOwner(owner);
        if (_owner is null)
        {
            _ownerName = owner.GetType().Name;
            _owner = new WeakReference<object>(owner);
        }

        // There before the first step where they come from a checkpoint.
        if (_state is null)
        {
            _state = new AlignedFloats[MomentCount];
            for (int i = 0; i < _state.Length; i++)
                _state[i] = new AlignedFloats(parameterCount);
        }

        if (_state.Length > 0 && _state[0].Span.Length != parameterCount)
            throw new InvalidOperationException($"This {GetType().Name} keeps moments of {_state[0].Span.Length} parameters; '{_ownerName}' now has {parameterCount}.");
    }

    private float ScheduledRate(long step)
    {
        var rate = (float)Schedule!.At(step);
        return float.IsFinite(rate) && rate >= 0
            ? rate
            : throw new ArgumentOutOfRangeException(nameof(Schedule), rate, $"{Schedule.GetType().Name} gives the learning rate {rate.ToString(CultureInfo.InvariantCulture)} for step {step}; expected a finite rate of at least 0.");
    }

    private static string MomentName(int index) => string.Create(CultureInfo.InvariantCulture, $"moment{index}");

    private static void Expect(string name, string expected, TrainingState state)
    {
        if (state.GetText(name) is var found && found != expected)
            throw new InvalidDataException($"'optimizer.{name}': expected {expected}, found {found}; this checkpoint is of another training.");
    }

    private Span<float> Moment(int index) => index < _state!.Length ? _state[index].Span : default;
}
