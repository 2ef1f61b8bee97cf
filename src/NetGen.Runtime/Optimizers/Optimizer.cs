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

    private AlignedFloats[]? _state;
    private WeakReference<object>? _owner;
    private string _ownerName = "";

    private protected Optimizer(float learningRate) => LearningRate = learningRate;

    /// <summary>The step size; may be set at any time, and holds from the next step on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite, or not above 0.</exception>
    public float LearningRate
    {
        get;
        set => field = CheckPositive(value, nameof(LearningRate));
    }

    /// <summary>How many steps were made.</summary>
    public long Steps { get; private set; }

    /// <summary>Whether a step must see all samples.</summary>
    internal virtual bool NeedsFullBatch => false;

    /// <summary>Whether further steps would change nothing worth while.</summary>
    internal virtual bool HasConverged => false;

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
        Steps++;
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
        if (_owner is null)
        {
            _state = new AlignedFloats[MomentCount];
            for (int i = 0; i < _state.Length; i++)
                _state[i] = new AlignedFloats(parameterCount);
            _ownerName = owner.GetType().Name;
            _owner = new WeakReference<object>(owner);
            return;
        }

        if (!_owner.TryGetTarget(out object? first) || !ReferenceEquals(first, owner))
        {
            throw new InvalidOperationException(
                $"This {GetType().Name} already trains a network '{_ownerName}' and keeps its moments; it cannot also train this '{owner.GetType().Name}'. "
                + "Give each network an optimizer of its own.");
        }

        if (_state!.Length > 0 && _state[0].Span.Length != parameterCount)
            throw new InvalidOperationException($"This {GetType().Name} keeps moments of {_state[0].Span.Length} parameters; '{_ownerName}' now has {parameterCount}.");
    }

    private Span<float> Moment(int index) => index < _state!.Length ? _state[index].Span : default;
}
