namespace NetGen.Runtime.Tests.Optimizers;

/// <summary>The line search alone, on functions of one variable.</summary>
public class LineSearchTests
{
    private static readonly LineSearchRules Rules = new(1e-4, 0.9, 20);

    private static readonly Dictionary<string, Func<double, (double Loss, double Slope)>> Functions = new()
    {
        ["a parabola"] = t => ((t - 1) * (t - 1), 2 * (t - 1)),
        ["a far minimum"] = t => ((t - 700) * (t - 700), 2 * (t - 700)),
        ["a near minimum"] = t => ((1000 * t - 1) * (1000 * t - 1), 2000 * (1000 * t - 1)),
        ["Moré and Thuente's first function"] = t => (-t / (t * t + 2), (t * t - 2) / ((t * t + 2) * (t * t + 2))),
        ["a flat start"] = t => (Math.Pow(t + 0.1, 5) - 2 * Math.Pow(t + 0.1, 4), 5 * Math.Pow(t + 0.1, 4) - 8 * Math.Pow(t + 0.1, 3)),
        ["a wave on a slope"] = t => (Math.Cos(3 * t) - t, -3 * Math.Sin(3 * t) - 1),
        ["a logarithm, which ends"] = t => (-Math.Log(1 - t) - 3 * t, 1 / (1 - t) - 3),
        ["an overflow behind the minimum"] = t => t > 0.3 ? (double.PositiveInfinity, double.NaN) : ((t - 0.2) * (t - 0.2), 2 * (t - 0.2)),
    };

    public static TheoryData<string, double, double> Cases
    {
        get
        {
            var cases = new TheoryData<string, double, double>();
            foreach (var name in Functions.Keys)
            {
                foreach (var curvature in new[] { 0.9, 0.1, 0.01 })
                {
                    foreach (var firstStep in new[] { 0.001, 1, 100 })
                        cases.Add(name, curvature, firstStep);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_step_found_meets_both_Wolfe_conditions(string name, double curvature, double firstStep)
    {
        var f = Functions[name];
        var (loss, slope) = f(0);

        var (state, step, _) = Run(f, Rules with { Curvature = curvature }, firstStep);

        Assert.Equal(LineSearchState.Found, state);
        var (lower, flatter) = f(step);
        Assert.True(lower <= loss + Rules.Decrease * step * slope, $"{lower} at {step} is not low enough below {loss}");
        Assert.True(Math.Abs(flatter) <= curvature * Math.Abs(slope), $"the slope {flatter} at {step} is too steep beside {slope}");
    }

    [Fact]
    public void A_first_step_that_meets_the_conditions_is_taken_at_once()
    {
        var (state, step, evaluations) = Run(t => ((t - 1) * (t - 1), 2 * (t - 1)), Rules, firstStep: 1.5);

        Assert.Equal((LineSearchState.Found, 1.5f, 1), (state, step, evaluations));
    }

    [Fact]
    public void A_function_that_only_rises_is_given_up_with_nothing_better_than_the_start()
    {
        var search = new LineSearch(Rules, 1, -1, 1, leastGain: 1e-9);
        var evaluations = 0;
        while (search.Take(1 + search.Step, 1) == LineSearchState.Searching)
            evaluations++;

        Assert.InRange(evaluations, 1, 19);
        Assert.Equal(0, search.Best.Step);
    }

    [Fact]
    public void A_function_without_end_is_given_up_at_its_lowest_step()
    {
        var (state, step, evaluations) = Run(t => (-t, -1), Rules, firstStep: 1);

        Assert.Equal(LineSearchState.Failed, state);
        Assert.InRange(evaluations, 2, 20);
        Assert.True(step > 1e6);
    }

    [Fact]
    public void No_more_steps_are_made_than_allowed()
    {
        var (state, _, evaluations) = Run(Functions["a near minimum"], new(1e-4, 1e-6, 3), firstStep: 1);

        Assert.Equal((LineSearchState.Failed, 3), (state, evaluations));
    }

    private static (LineSearchState State, float Step, int Evaluations) Run(Func<double, (double Loss, double Slope)> f, LineSearchRules rules, double firstStep)
    {
        var (loss, slope) = f(0);
        var search = new LineSearch(rules, loss, slope, firstStep, leastGain: 0);
        var state = LineSearchState.Searching;
        var evaluations = 0;
        while (state == LineSearchState.Searching)
        {
            var (there, slopeThere) = f(search.Step);
            state = search.Take(there, slopeThere);
            evaluations++;
        }

        return (state, search.Step, evaluations);
    }
}
