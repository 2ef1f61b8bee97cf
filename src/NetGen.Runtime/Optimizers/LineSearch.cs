namespace NetGen;

/// <summary>
/// Looks along a descent direction for a step that meets the strong Wolfe conditions (Nocedal and Wright, Numerical Optimization, 2006, algorithms
/// 3.5 and 3.6, with cubic interpolation). It says what to try, and is told what is there.
/// </summary>
/// <remarks>
/// With f the loss and s the slope along the direction, both functions of the step t, a step is found where
/// <c>f(t) &lt;= f(0) + c1 t s(0)</c> and <c>|s(t)| &lt;= c2 |s(0)|</c>. Steps are floats, because the parameters they lead to are.
/// </remarks>
internal struct LineSearch
{
    private const double LongestStep = 1e10;

    /// <summary>How far inside a bracket an interpolated step lies at least, in widths: next to an end it would hardly make the bracket smaller.</summary>
    private const double Margin = 0.1;

    /// <summary>Where in a bracket to go on, in widths, where the loss at its far end is not finite.</summary>
    private const double Retreat = 0.2;

    /// <summary>How many times farther to look at most, while everything still falls.</summary>
    private const double LongestStride = 10;

    private readonly LineSearchRules _rules;
    private readonly LinePoint _start;
    private readonly double _leastGain;
    private LinePoint _far;
    private bool _isBracketed;
    private int _evaluations;

    /// <summary>Starts a search.</summary>
    /// <param name="rules">The conditions and the limit.</param>
    /// <param name="loss">The loss at the start.</param>
    /// <param name="slope">The slope at the start, below 0.</param>
    /// <param name="firstStep">What to try first.</param>
    /// <param name="leastGain">A bracket in which there is no more than this to be had is not worth looking into.</param>
    public LineSearch(LineSearchRules rules, double loss, double slope, double firstStep, double leastGain)
    {
        _rules = rules;
        _start = new(0, loss, slope);
        _leastGain = leastGain;
        Best = _start;
        Step = (float)Math.Min(firstStep, LongestStep);
    }

    /// <summary>The step to try next, or the last one tried.</summary>
    public float Step { get; private set; }

    /// <summary>Where the loss was least, of all that lies low enough; the start, until there is another.</summary>
    public LinePoint Best { get; private set; }

    /// <summary>Takes what was found at <see cref="Step"/>.</summary>
    /// <param name="loss">The loss there.</param>
    /// <param name="slope">The slope there.</param>
    public LineSearchState Take(double loss, double slope)
    {
        _evaluations++;
        var here = new LinePoint(Step, loss, slope);
        var next = Step;
        if (!here.IsFinite || loss > _start.Loss + _rules.Decrease * Step * _start.Slope || (loss >= Best.Loss && Best.Step > 0))
        {
            _far = here;
            _isBracketed = true;
            next = Inside();
        }
        else if (Math.Abs(slope) <= -_rules.Curvature * _start.Slope)
        {
            Best = here;
            return LineSearchState.Found;
        }
        else
        {
            next = Advance(here);
        }

        var isExhausted = _evaluations >= _rules.MaxSteps || next == Step || next == Best.Step || next > LongestStep;
        var isTooNarrow = _isBracketed && _far.IsFinite && Math.Abs(_far.Step - Best.Step) * Math.Abs(Best.Slope) <= _leastGain;
        if (isExhausted || isTooNarrow)
            return LineSearchState.Failed;

        Step = next;
        return LineSearchState.Searching;
    }

    /// <summary>Makes a lower place the best one; the minimum lies on the side to which it falls.</summary>
    private float Advance(LinePoint here)
    {
        var previous = Best;
        Best = here;
        if (_isBracketed)
        {
            if (here.Slope * (_far.Step - previous.Step) >= 0)
                _far = previous;
            return Inside();
        }

        if (here.Slope >= 0)
        {
            _far = previous;
            _isBracketed = true;
            return Inside();
        }

        return (float)Clamp(Minimum(previous, here), here.Step + Margin * (here.Step - previous.Step), LongestStride * here.Step);
    }

    private readonly float Inside()
    {
        var width = _far.Step - Best.Step;
        if (!_far.IsFinite)
            return (float)(Best.Step + Retreat * width);

        var (one, other) = (Best.Step + Margin * width, _far.Step - Margin * width);
        return (float)Clamp(Minimum(Best, _far), Math.Min(one, other), Math.Max(one, other));
    }

    /// <summary>Where the cubic through both places is least (Nocedal and Wright, equation 3.59); NaN where it has no minimum.</summary>
    private static double Minimum(LinePoint a, LinePoint b)
    {
        var mean = a.Slope + b.Slope - 3 * (a.Loss - b.Loss) / (a.Step - b.Step);
        var root = Math.Sqrt(mean * mean - a.Slope * b.Slope) * Math.Sign(b.Step - a.Step);
        return b.Step - (b.Step - a.Step) * (b.Slope + root - mean) / (b.Slope - a.Slope + 2 * root);
    }

    /// <summary>The value in its bounds; their middle where it is NaN.</summary>
    private static double Clamp(double value, double least, double most) => double.IsNaN(value) ? (least + most) / 2 : Math.Clamp(value, least, most);
}

/// <summary>What ends a line search.</summary>
/// <param name="Decrease">c1: which part of the decrease that the slope promises is enough.</param>
/// <param name="Curvature">c2: which part of the slope may be left.</param>
/// <param name="MaxSteps">After how many steps to give up.</param>
internal readonly record struct LineSearchRules(double Decrease, double Curvature, int MaxSteps);

/// <summary>What is known of a step.</summary>
/// <param name="Step">How far it goes.</param>
/// <param name="Loss">The loss there.</param>
/// <param name="Slope">The slope along the direction there.</param>
internal readonly record struct LinePoint(float Step, double Loss, double Slope)
{
    public bool IsFinite => double.IsFinite(Loss) && double.IsFinite(Slope);
}

/// <summary>Where a line search stands.</summary>
internal enum LineSearchState
{
    /// <summary>The next step is to be tried.</summary>
    Searching,

    /// <summary>The last step meets the conditions.</summary>
    Found,

    /// <summary>No step was found that does; the best one so far may still be lower than the start.</summary>
    Failed,
}
