using System.Globalization;
using NetGen.Kernels.Vectors;
using NetGen.Threading;

namespace NetGen;

/// <summary>Turns gradients into updates of a network's parameters.</summary>
/// <remarks>
/// An optimizer belongs to the first network that it steps, because the moments it keeps are those of that network's parameters.
/// They are allocated at the first step; later steps allocate nothing. Instances are not thread-safe.
/// </remarks>
public abstract partial class Optimizer
{
    // About 2 us of work.
    private const int LeastParameters = 8 * 1024;

    private float _learningRate;
    private float _givenRate;
    private float _initialRate;
    private bool _isTraining;
    private AlignedFloats[]? _state;
    private WeakReference<object>? _owner;
    private object? _trainee;
    private string _ownerName = "";

    private protected Optimizer(float learningRate) => LearningRate = learningRate;

    /// <summary>
    /// Clips each partial derivative to this magnitude before a step, as Keras' <c>clipvalue</c>; finite and above 0, or null, as unless set. At most one of
    /// <see cref="ClipValue"/>, <see cref="ClipNorm"/> and <see cref="GlobalClipNorm"/> may be set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite, or not above 0.</exception>
    /// <exception cref="ArgumentException">Another of the three is set, or the optimizer cannot do with clipped gradients.</exception>
    public double? ClipValue
    {
        get => Clipping.Value;
        init => Clipping = Checked(Clipping with { Value = value });
    }

    /// <summary>
    /// Scales the gradient of each parameter tensor, such as a kernel or a bias, down to this L2 norm where it is longer, as Keras' <c>clipnorm</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite, or not above 0.</exception>
    /// <exception cref="ArgumentException">Another of the three is set, or the optimizer cannot do with clipped gradients.</exception>
    public double? ClipNorm
    {
        get => Clipping.Norm;
        init => Clipping = Checked(Clipping with { Norm = value });
    }

    /// <summary>Scales the gradient of the whole network down to this L2 norm where it is longer, as Keras' <c>global_clipnorm</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite, or not above 0.</exception>
    /// <exception cref="ArgumentException">Another of the three is set, or the optimizer cannot do with clipped gradients.</exception>
    public double? GlobalClipNorm
    {
        get => Clipping.GlobalNorm;
        init => Clipping = Checked(Clipping with { GlobalNorm = value });
    }

    /// <summary>What is done to the gradient before a step.</summary>
    internal GradientClipping Clipping { get; private init; }

    /// <summary>The step size; may be set at any time, and holds from the next step on. With a <see cref="Schedule"/>, that of the last step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite, or not above 0.</exception>
    /// <exception cref="InvalidOperationException">There is a schedule, which sets it.</exception>
    public float LearningRate
    {
        get => _learningRate;
        set
        {
            _learningRate = Schedule is null
                ? Hyperparameter.PositiveFloat(value, nameof(LearningRate))
                : throw new InvalidOperationException($"The learning rate of this {GetType().Name} follows its schedule, {Schedule.GetType().Name}; "
                    + "set 'Schedule' to null to set the rate by hand.");
            // What callbacks set is not what the user gave.
            if (!_isTraining)
                _givenRate = _learningRate;
        }
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

    /// <summary>Why further steps would change nothing worth while, in words.</summary>
    internal virtual string Convergence => "the optimizer has reached its tolerance";

    /// <summary>What kept the last step from being made, in words; null where it was made.</summary>
    internal virtual string? Failure => null;

    /// <summary>Its kind and its hyperparameters, as in <c>Adam, learning rate 0.001, beta1 0.9, beta2 0.999, epsilon 1E-07</c>.</summary>
    public sealed override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{GetType().Name}, learning rate {(Schedule is null ? LearningRate : $"by {Schedule.GetType().Name}")}, {Settings}");

    /// <summary>Called where a training begins that goes on from no checkpoint.</summary>
    internal virtual void BeginTraining()
    {
    }

    /// <summary>Called where a training begins, after <see cref="BeginTraining"/> or once a checkpoint is restored.</summary>
    /// <param name="isResumed">Whether it goes on from a checkpoint, which knows the rate that it began with.</param>
    internal void EnterTraining(bool isResumed)
    {
        _isTraining = true;
        if (!isResumed)
            _initialRate = _learningRate;
    }

    /// <summary>Called where a training ends.</summary>
    internal void LeaveTraining() => _isTraining = false;

    /// <summary>How many values are kept for each parameter.</summary>
    private protected abstract int MomentCount { get; }

    /// <summary>What a moment is before the first step.</summary>
    private protected virtual float InitialMoment(int moment) => 0;

    /// <summary>Whether a moment is a mean of squares.</summary>
    private protected virtual bool IsOfSquares(int moment) => false;

    /// <summary>Makes one step: evaluates the loss once and updates from its gradient, unless an optimizer has another way.</summary>
    /// <param name="step">What to make it with.</param>
    /// <param name="objective">The loss as a function of the step's parameters.</param>
    /// <exception cref="InvalidOperationException">The optimizer belongs to another network.</exception>
    internal virtual StepResult Step(scoped in OptimizerStep step, scoped AnyObjective objective)
    {
        var result = objective.Evaluate(step.Gradients, step.Outputs);
        if (step.IsInFit && !double.IsFinite(result.Loss))
            return new(result, result, IsMade: false);

        step.Limits.Clip(this, step.Tensors, step.Gradients);
        Step(step.Owner, step.Parameters, step.Gradients);
        step.Limits.Constrain(step.Tensors, step.Parameters);
        return new(result, result, IsMade: true);
    }

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

    /// <summary>Throws if it trains another network.</summary>
    /// <exception cref="InvalidOperationException">It does.</exception>
    internal void CheckOwner(object owner)
    {
        var first = Volatile.Read(ref _trainee);
        if (_owner is not null && !_owner.TryGetTarget(out first))
            throw Taken(owner);
        if (first is not null && !ReferenceEquals(first, owner))
            throw Taken(owner);
    }

    /// <summary>Takes it for a training, whose first step is yet to come; false where it is in another.</summary>
    internal bool TryTake(object owner) => Interlocked.CompareExchange(ref _trainee, owner, null) is null;

    /// <summary>Ends what <see cref="TryTake"/> has begun.</summary>
    internal void Release() => Volatile.Write(ref _trainee, null);

    private InvalidOperationException Taken(object owner) => new(
        $"This {GetType().Name} already trains a network '{(_owner is null ? _trainee?.GetType().Name : _ownerName)}' and keeps its moments; it "
            + $"cannot also train this '{owner.GetType().Name}'. "
        + "Give each network an optimizer of its own.");

    /// <summary>Makes step number <see cref="Steps"/>, counted from 1.</summary>
    private protected abstract void Update(Span<float> parameters, ReadOnlySpan<float> gradients);

    /// <summary>Applies a rule to all parameters.</summary>
    private protected void Run<TUpdate>(TUpdate rule, Span<float> parameters, ReadOnlySpan<float> gradients)
        where TUpdate : struct, IUpdate
    {
        var pass = new UpdatePass<TUpdate>(rule, new(parameters, gradients, Moment(0), Moment(1), Moment(2)));
        Dispatch.Divide(Team.PartsOf(parameters.Length, LeastParameters), ref pass);
    }

    /// <summary>Copies of all kept values.</summary>
    internal float[][] Moments() => [.. (_state ?? []).Select(moments => moments.Span.ToArray())];

    private GradientClipping Checked(GradientClipping clipping)
    {
        if (NeedsFullBatch && !clipping.IsNone)
            throw new ArgumentException(GradientClipping.NotFor(this));

        return clipping.Checked();
    }

    private void Bind(object owner, int parameterCount)
    {
        CheckOwner(owner);
        if (_owner is null)
        {
            // Two threads may come with two networks; the first one stays.
            if (Interlocked.CompareExchange(ref _owner, new WeakReference<object>(owner), null) is null)
                _ownerName = owner.GetType().Name;
            else
                CheckOwner(owner);
        }

        // There before the first step where they come from a checkpoint.
        if (_state is null)
        {
            _state = new AlignedFloats[MomentCount];
            for (int i = 0; i < _state.Length; i++)
            {
                _state[i] = new AlignedFloats(parameterCount);
                _state[i].Span.Fill(InitialMoment(i));
            }
        }

        if (_state.Length > 0 && _state[0].Span.Length != parameterCount)
            throw new InvalidOperationException(
                $"This {GetType().Name} keeps moments of {_state[0].Span.Length} parameters; '{_ownerName}' now has {parameterCount}.");
    }

    private float ScheduledRate(long step)
    {
        var rate = (float)Schedule!.At(step);
        return float.IsFinite(rate) && rate >= 0
            ? rate
            : throw new ArgumentOutOfRangeException(nameof(Schedule), $"{Schedule.GetType().Name} gives the learning rate "
                + $"{rate.ToString(CultureInfo.InvariantCulture)} for step {step}; expected a finite rate of at least 0.");
    }

    private Span<float> Moment(int index) => index < _state!.Length ? _state[index].Span : default;
}
