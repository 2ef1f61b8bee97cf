using System.Globalization;
using NetGen.Kernels;
using NetGen.Losses;

namespace NetGen;

/// <summary>
/// L-BFGS (Liu and Nocedal, 1989) with a strong Wolfe line search: for small networks and data that fit into one batch, as <c>MLPClassifier(solver="lbfgs")</c>
/// has it.
/// </summary>
/// <remarks>
/// <para>
/// One step is one iteration: a direction from the last <see cref="History"/> steps, and as many evaluations of the loss along it as the line search
/// needs. Fit gives it all samples in one batch, in their order; <c>Epochs</c> is the most iterations. It ends Fit with
/// <see cref="StopReason.Converged"/> where no partial derivative is above <see cref="Tolerance"/>, where an iteration has lowered the loss by less than
/// <see cref="LossTolerance"/>, or where not even the steepest descent leads lower. The parameters never get worse than they were before a step.
/// Where the loss or its gradient is not finite it ends Fit with <see cref="StopReason.NonFinite"/>: there is no direction to go.
/// </para>
/// <para>
/// The loss, the accuracy and the metrics that Fit reports of an iteration are those after it, because L-BFGS has evaluated them there: they are what
/// <c>Evaluate</c> gives for the same samples, but for dropout and the penalties of the options. TrainStep returns the loss before it, as of every optimizer.
/// </para>
/// <para>
/// Dropout keeps one mask through an iteration, so that the loss is a function there; from one iteration to the next it is another function, which
/// L-BFGS takes for curvature. A penalty is the better choice with it.
/// </para>
/// </remarks>
public sealed class Lbfgs : Optimizer
{
    private readonly LineSearchRules _rules;
    private CurvaturePairs? _pairs;
    private AlignedFloats? _place;
    private AlignedFloats? _direction;
    private AlignedFloats? _gradients;
    private LossResult _result;
    private LossResult _reached;
    private End _end;
    private string? _failure;
    private bool _hasConverged;
    private bool _isAtPlace;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="history">How many steps the curvature is known from, at least 1.</param>
    /// <param name="tolerance">The greatest partial derivative at which the loss counts as flat, at least 0.</param>
    /// <param name="lossTolerance">
    /// The least decrease of the loss worth another iteration, as a share of the loss or of 1, whichever is greater; at least 0.
    /// </param>
    /// <param name="maxLineSearchSteps">The most evaluations of an iteration, at least 1.</param>
    /// <param name="decrease">c1 of the Wolfe conditions, which part of the decrease that the slope promises is enough: above 0.</param>
    /// <param name="curvature">c2 of the Wolfe conditions, which part of the slope may be left: above <paramref name="decrease"/> and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Lbfgs(
        int history = 10, double tolerance = 1e-4, double lossTolerance = DefaultLossTolerance, int maxLineSearchSteps = 20, double decrease = 1e-4,
            double curvature = 0.9)
        : base(1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(history, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLineSearchSteps, 1);
        History = history;
        Tolerance = Hyperparameter.NotNegative((float)tolerance, nameof(tolerance));
        LossTolerance = Hyperparameter.NotNegative(lossTolerance, nameof(lossTolerance));
        MaxLineSearchSteps = maxLineSearchSteps;
        Decrease = Hyperparameter.PositiveFloat(decrease, nameof(decrease));
        Curvature = (float)curvature > Decrease && (float)curvature < 1
            ? (float)curvature
            : throw new ArgumentOutOfRangeException(
                nameof(curvature), curvature, FormattableString.Invariant($"'curvature' must be above 'decrease', {decrease}, and below 1."));
        _rules = new(Decrease, Curvature, maxLineSearchSteps);
    }

    /// <summary>
    /// SciPy's, ten million roundings of a double. That is below what one rounding of a float changes in a loss of 1, but the losses of the samples are
    /// summed in double and their roundings average out, so that steps this small are still seen; where they are not, the line search finds
    /// nothing lower and ends the training as well.
    /// </summary>
    private const double DefaultLossTolerance = 2.220446049250313e-9;

    /// <summary>How many steps the curvature is known from.</summary>
    public int History { get; }

    /// <summary>The greatest partial derivative at which the loss counts as flat.</summary>
    public float Tolerance { get; }

    /// <summary>The least decrease of the loss worth another iteration, as a share of the loss or of 1, whichever is greater.</summary>
    public double LossTolerance { get; }

    /// <summary>The most evaluations of an iteration.</summary>
    public int MaxLineSearchSteps { get; }

    /// <summary>c1 of the Wolfe conditions.</summary>
    public float Decrease { get; }

    /// <summary>c2 of the Wolfe conditions.</summary>
    public float Curvature { get; }

    /// <summary>How often the loss and its gradient were evaluated.</summary>
    public long Evaluations { get; private set; }

    internal override bool NeedsFullBatch => true;

    internal override bool HasConverged => _hasConverged;

    internal override string Convergence => _end switch
    {
        End.Flat => FormattableString.Invariant($"no partial derivative is above the tolerance {Tolerance}"),
        End.Slow => FormattableString.Invariant($"the last iteration has lowered the loss by no more than the tolerance {LossTolerance:G3}"),
        End.Lowest => "not even the steepest descent leads lower",
        _ => base.Convergence,
    };

    internal override string? Failure => _failure;

    // Other data, or more of a network's parameters set by hand, are another loss.
    internal override void BeginTraining() => (_hasConverged, _end, _failure) = (false, End.Unknown, null);

    private protected override int MomentCount => 0;

    private protected override string Settings => string.Create(
        CultureInfo.InvariantCulture,
        $"history {History}, tolerance {Tolerance}, loss tolerance {LossTolerance}, line search steps {MaxLineSearchSteps}, "
        + $"decrease {Decrease}, curvature {Curvature}");

    /// <summary>Keeps what the next iteration depends on as well: the steps that the curvature is known from, and whether they have led to an end.</summary>
    internal override void Save(TrainingState state)
    {
        base.Save(state);
        state.Set("converged", _hasConverged ? 1L : 0);
        state.Set("evaluations", Evaluations);
        if (_pairs is null)
            state.Set("pairs", 0L);
        else
            _pairs.Save(state);
    }

    /// <inheritdoc/>
    internal override Action Read(TrainingState state, int parameterCount, long leastSteps)
    {
        var restore = base.Read(state, parameterCount, leastSteps);
        var steps = state.GetInteger("steps");
        var hasConverged = state.GetFlag("converged");
        var evaluations = state.GetInteger("evaluations", Math.Min(steps, 1), TrainingState.MostCount);
        // The loss where the last iteration ended is not kept: it is evaluated again, to the same bits.
        var pairs = CurvaturePairs.Restore(state, (int)Math.Min(History, steps), History, parameterCount);
        return restore + (() =>
        {
            (_pairs, _place, _isAtPlace) = (pairs, null, false);
            (_hasConverged, _end, _failure) = (hasConverged, End.Unknown, null);
            Evaluations = evaluations;
        });
    }

    /// <summary>Makes one iteration.</summary>
    /// <inheritdoc/>
    internal override StepResult Step(scoped in OptimizerStep step, scoped AnyObjective objective)
    {
        var before = Step(step.Owner, step.Parameters, step.Gradients, step.Outputs, step.IsSameLoss, objective);
        return new(before, _reached, IsMade: _failure is null);
    }

    /// <summary>Makes one iteration.</summary>
    /// <param name="owner">The network; the first one stays the only one.</param>
    /// <param name="parameters">Updated in place.</param>
    /// <param name="gradients">Takes the gradient at the parameters before the iteration.</param>
    /// <param name="outputs">Takes the outputs at the parameters after the iteration; empty where nobody asks for them.</param>
    /// <param name="isSameLoss">Whether the loss is the function of the last iteration, so that what was found at its end still holds.</param>
    /// <param name="objective">The loss as a function of <paramref name="parameters"/>.</param>
    /// <returns>The loss at the parameters before the iteration.</returns>
    /// <exception cref="InvalidOperationException">The optimizer belongs to another network.</exception>
    internal LossResult Step(
        object owner, Span<float> parameters, Span<float> gradients, Span<float> outputs, bool isSameLoss, scoped AnyObjective objective)
    {
        Begin(owner, parameters.Length);
        Allocate(owner, parameters.Length);
        var isRecalled = isSameLoss && _isAtPlace && parameters.SequenceEqual(_place!.Span);
        var result = isRecalled ? Recall(gradients) : Evaluate(gradients, outputs, objective);

        _isAtPlace = false;
        (_hasConverged, _end, _failure) = (false, End.Unknown, null);
        _reached = result;
        // A start that is not finite has no direction in which to leave it.
        if (!double.IsFinite(result.Loss))
        {
            _failure = "the loss became NaN or infinite";
            return result;
        }

        var steepest = LongVectors.MaxMagnitude(gradients);
        if (!float.IsFinite(steepest))
            _failure = "the gradient became NaN or infinite";
        else if (steepest <= Tolerance)
            Converge(End.Flat);

        if (_failure is not null || _hasConverged)
        {
            if (isRecalled && !outputs.IsEmpty)
                Evaluate(gradients, outputs, objective);
            return result;
        }

        parameters.CopyTo(_place!.Span);
        if (!Search(parameters, gradients, outputs, result.Loss, objective) && !SearchAfresh(parameters, gradients, outputs, result.Loss, objective))
        {
            Converge(End.Lowest);
            // The outputs are those of a place that was tried.
            if (!outputs.IsEmpty)
                Evaluate(gradients, outputs, objective);
            return result;
        }

        Learn(parameters, gradients);
        _reached = _result;
        var scale = Math.Max(1, Math.Max(Math.Abs(result.Loss), Math.Abs(_result.Loss)));
        if (LongVectors.MaxMagnitude(_gradients!.Span) <= Tolerance)
            Converge(End.Flat);
        else if (result.Loss - _result.Loss <= LossTolerance * scale)
            Converge(End.Slow);
        return result;
    }

    private void Converge(End why) => (_hasConverged, _end) = (true, why);

    /// <summary>Not for L-BFGS, which must know the loss elsewhere too.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    private protected override void Update(Span<float> parameters, ReadOnlySpan<float> gradients) =>
        throw new NotSupportedException("L-BFGS cannot step from a gradient alone; use Fit or TrainStep, which let it evaluate the loss along its direction.");

    private LossResult Evaluate(Span<float> gradients, Span<float> outputs, scoped AnyObjective objective)
    {
        Evaluations++;
        return objective.Evaluate(gradients, outputs);
    }

    /// <summary>What was found where the last iteration ended.</summary>
    private LossResult Recall(Span<float> gradients)
    {
        _gradients!.Span.CopyTo(gradients);
        return _result;
    }

    /// <summary>Forgets the curvature, which may have misled, and tries the steepest descent; false where that was tried already.</summary>
    private bool SearchAfresh(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> outputs, double loss, scoped AnyObjective objective)
    {
        if (_pairs!.Count == 0)
            return false;

        _pairs.Clear();
        return Search(parameters, gradients, outputs, loss, objective);
    }

    /// <summary>
    /// Moves the parameters along the direction to where the loss is lower, and keeps the loss and the gradient there; where no such place is found,
    /// it puts them back and says no.
    /// </summary>
    private bool Search(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> outputs, double loss, scoped AnyObjective objective)
    {
        var direction = _direction!.Span;
        gradients.CopyTo(direction);
        _pairs!.Descend(direction);
        var slope = LongVectors.Dot(gradients, direction);
        if (!(slope < 0) || !double.IsFinite(slope))
            return false;

        // Nothing is known of the curvature at first: a step of length 1 at most, as SciPy's.
        var firstStep = _pairs.Count == 0 ? Math.Min(1, 1 / Math.Sqrt(-slope)) : 1;
        var search = new LineSearch(_rules, loss, slope, LearningRate * firstStep, LossTolerance * Math.Max(1, Math.Abs(loss)));
        var state = LineSearchState.Searching;
        while (state == LineSearchState.Searching)
            state = search.Take(GoTo(search.Step, parameters, outputs, objective), LongVectors.Dot(_gradients!.Span, direction));

        if (state == LineSearchState.Found)
            return true;

        if (search.Best.Step > 0)
        {
            GoTo(search.Best.Step, parameters, outputs, objective);
            return true;
        }

        _place!.Span.CopyTo(parameters);
        return false;
    }

    /// <summary>The loss at a step along the direction; its gradient is kept.</summary>
    private double GoTo(float step, Span<float> parameters, Span<float> outputs, scoped AnyObjective objective)
    {
        LongVectors.Move(_place!.Span, step, _direction!.Span, parameters);
        _result = Evaluate(_gradients!.Span, outputs, objective);
        return _result.Loss;
    }

    /// <summary>Keeps how the gradient changed over the step.</summary>
    private void Learn(ReadOnlySpan<float> parameters, ReadOnlySpan<float> gradients)
    {
        LongVectors.Move(parameters, -1, _place!.Span, _pairs!.NextStep);
        LongVectors.Move(_gradients!.Span, -1, gradients, _pairs.NextChange);
        _pairs.Keep();
        parameters.CopyTo(_place.Span);
        _isAtPlace = true;
    }

    private void Allocate(object owner, int parameterCount)
    {
        if (_pairs is not null && _pairs.Length != parameterCount)
            throw new InvalidOperationException($"This L-BFGS keeps steps of {_pairs.Length} parameters; '{owner.GetType().Name}' has {parameterCount}.");

        if (_place is not null)
            return;

        _place = new AlignedFloats(parameterCount);
        _direction = new AlignedFloats(parameterCount);
        _gradients = new AlignedFloats(parameterCount);
        _pairs ??= new CurvaturePairs(History, parameterCount);
    }

    /// <summary>Why there is no further iteration; unknown after a resume.</summary>
    private enum End
    {
        Unknown,
        Flat,
        Slow,
        Lowest,
    }
}
