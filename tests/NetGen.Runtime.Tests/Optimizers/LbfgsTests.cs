using NetGen.Losses;
using NetGen.Runtime.Tests.Kernels;

namespace NetGen.Runtime.Tests.Optimizers;

/// <summary>L-BFGS on functions whose minimum is known.</summary>
public class LbfgsTests
{
    private readonly object _owner = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(17)]
    public void A_convex_quadratic_of_n_variables_is_minimised_in_n_and_one_iterations(int n)
    {
        // With an exact line search the directions are those of conjugate gradients.
        var lbfgs = new Lbfgs(history: n, tolerance: 1e-3f, curvature: 1e-3f, decrease: 1e-4f);
        var parameters = Bits.Values(n, seed: n);
        var quadratic = new Objective(parameters, (x, g) =>
        {
            var loss = 0.0;
            for (var i = 0; i < x.Length; i++)
            {
                var bend = 1 + (i % 4);
                loss += 0.5 * bend * (x[i] - i) * (x[i] - i);
                g[i] = bend * (x[i] - i);
            }

            return loss;
        });

        var iterations = Run(lbfgs, parameters, quadratic, most: 100);

        Assert.True(lbfgs.HasConverged);
        Assert.InRange(iterations, 1, n + 1);
        for (var i = 0; i < n; i++)
            Assert.Equal(i, parameters[i], 2e-3f);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(50)]
    public void Rosenbrocks_valley_is_followed_to_its_end(int n)
    {
        var parameters = new float[n];
        for (var i = 0; i < n; i++)
            parameters[i] = i % 2 == 0 ? -1.2f : 1;
        var losses = new List<double>();
        var lbfgs = new Lbfgs(tolerance: 1e-3f, lossTolerance: 0);

        Run(lbfgs, parameters, Rosenbrock(parameters), most: 300, losses);

        Assert.True(lbfgs.HasConverged);
        Assert.All(parameters, x => Assert.Equal(1, x, 5e-3f));
        Assert.Equal(losses.OrderDescending(), losses);
        // One evaluation a step is the aim, and the search around the bend of the valley needs a few more.
        Assert.InRange(lbfgs.Evaluations, losses.Count, 2 * losses.Count);
    }

    [Fact]
    public void The_loss_and_the_gradient_before_the_step_are_handed_back()
    {
        float[] parameters = [3];
        var gradients = new float[1];
        var objective = Parabola(parameters);

        var result = new Lbfgs().Step(_owner, parameters, gradients, default, isSameLoss: false, AnyObjective.Of(ref objective));

        Assert.Equal(9, result.Loss);
        Assert.Equal([6f], gradients);
        Assert.InRange(parameters[0] * parameters[0], 0, 8.9f);
    }

    [Fact]
    public void What_was_found_at_the_end_of_a_step_is_not_evaluated_again_unless_something_changed()
    {
        var parameters = Start();
        var objective = Rosenbrock(parameters);
        var lbfgs = new Lbfgs();
        var gradients = new float[parameters.Length];
        lbfgs.Step(_owner, parameters, gradients, default, isSameLoss: true, AnyObjective.Of(ref objective));
        var calls = new List<int>();
        foreach (var change in new Action[] { () => { }, () => parameters[0] += 0.125f })
        {
            change();
            var before = objective.Calls;
            var expected = objective.At(parameters);
            var result = lbfgs.Step(_owner, parameters, gradients, default, isSameLoss: true, AnyObjective.Of(ref objective));
            Assert.Equal(expected, result.Loss);
            calls.Add(objective.CallsAt(expected, before));
        }

        Assert.Equal([0, 1], calls);
    }

    [Fact]
    public void A_restored_optimizer_goes_on_bit_for_bit()
    {
        var whole = Start();
        var lbfgs = new Lbfgs(history: 3);
        Run(lbfgs, whole, Rosenbrock(whole), most: 12);

        var parts = Start();
        var first = new Lbfgs(history: 3);
        Run(first, parts, Rosenbrock(parts), most: 7);
        var state = new TrainingState();
        first.Save(state);
        var second = new Lbfgs(history: 3);
        second.Restore(state, parts.Length);
        Run(second, parts, Rosenbrock(parts), most: 5);

        Assert.Equal(whole, parts);
    }

    [Fact]
    public void A_restored_optimizer_knows_that_it_has_converged()
    {
        float[] parameters = [3];
        var lbfgs = new Lbfgs();
        Run(lbfgs, parameters, Parabola(parameters), most: 20);
        var state = new TrainingState();
        lbfgs.Save(state);
        var other = new Lbfgs();

        other.Restore(state, parameters.Length);

        Assert.True(lbfgs.HasConverged);
        Assert.True(other.HasConverged);
    }

    [Fact]
    public void A_state_that_does_not_fit_is_refused_and_changes_nothing()
    {
        var parameters = Start();
        var lbfgs = new Lbfgs(history: 5);
        Run(lbfgs, parameters, Rosenbrock(parameters), most: 8);
        var state = new TrainingState();
        lbfgs.Save(state);

        var error = Assert.Throws<InvalidDataException>(() => new Lbfgs(history: 4).Restore(state, parameters.Length));
        Assert.Contains("history 4", error.Message, StringComparison.Ordinal);

        var other = new Lbfgs(history: 5);
        other.Restore(state, parameters.Length);
        float[] fewer = [1];
        var objective = Parabola(fewer);
        var unfit = Assert.Throws<InvalidOperationException>(() => { other.Step(_owner, fewer, new float[1], default, false, AnyObjective.Of(ref objective)); });
        Assert.Contains($"keeps steps of {parameters.Length} parameters", unfit.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_retreats_from_where_the_loss_is_not_finite()
    {
        // The first step, of length 1, leads to where nothing is defined.
        float[] parameters = [0.5f];
        var objective = new Objective(parameters, (x, g) =>
        {
            g[0] = x[0] < 0.1f ? float.NaN : 20 * (x[0] - 0.25f);
            return x[0] < 0.1f ? double.NaN : 10 * (x[0] - 0.25) * (x[0] - 0.25);
        });
        var lbfgs = new Lbfgs();

        Run(lbfgs, parameters, objective, most: 50);

        Assert.True(lbfgs.HasConverged);
        Assert.Equal(0.25f, parameters[0], 1e-4f);
    }

    [Fact]
    public void Where_no_direction_leads_lower_it_ends_and_leaves_the_parameters()
    {
        // A gradient that lies: the loss rises along it either way.
        float[] parameters = [1, 2];
        var objective = new Objective(parameters, (x, g) =>
        {
            g.Fill(1);
            return x[0] == 1 && x[1] == 2 ? 0 : 1;
        });
        var lbfgs = new Lbfgs();

        Run(lbfgs, parameters, objective, most: 5);

        Assert.True(lbfgs.HasConverged);
        Assert.Equal([1f, 2f], parameters);
    }

    [Fact]
    public void A_start_that_is_not_finite_is_left_as_it_is()
    {
        float[] parameters = [1];
        var objective = new Objective(parameters, (_, g) =>
        {
            g[0] = float.NaN;
            return double.NaN;
        });
        var lbfgs = new Lbfgs();

        Assert.Equal(double.NaN, lbfgs.Step(_owner, parameters, new float[1], default, false, AnyObjective.Of(ref objective)).Loss);

        Assert.False(lbfgs.HasConverged);
        Assert.Equal([1f], parameters);
    }

    [Fact]
    public void Steps_after_the_first_allocate_nothing()
    {
        var parameters = Start();
        var objective = Rosenbrock(parameters);
        var gradients = new float[parameters.Length];
        var lbfgs = new Lbfgs();
        lbfgs.Step(_owner, parameters, gradients, default, false, AnyObjective.Of(ref objective));

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 5; i++)
                lbfgs.Step(_owner, parameters, gradients, default, true, AnyObjective.Of(ref objective));
        }));
    }

    [Fact]
    public void A_wrong_setting_is_named()
    {
        Assert.Equal("history", Assert.Throws<ArgumentOutOfRangeException>(() => new Lbfgs(history: 0)).ParamName);
        Assert.Equal("tolerance", Assert.Throws<ArgumentOutOfRangeException>(() => new Lbfgs(tolerance: -1)).ParamName);
        Assert.Equal("lossTolerance", Assert.Throws<ArgumentOutOfRangeException>(() => new Lbfgs(lossTolerance: double.NaN)).ParamName);
        Assert.Equal("maxLineSearchSteps", Assert.Throws<ArgumentOutOfRangeException>(() => new Lbfgs(maxLineSearchSteps: 0)).ParamName);
        Assert.Equal("decrease", Assert.Throws<ArgumentOutOfRangeException>(() => new Lbfgs(decrease: 0)).ParamName);
        Assert.Equal("curvature", Assert.Throws<ArgumentOutOfRangeException>(() => new Lbfgs(decrease: 0.5f, curvature: 0.5f)).ParamName);
        Assert.Equal("curvature", Assert.Throws<ArgumentOutOfRangeException>(() => new Lbfgs(curvature: 1)).ParamName);
    }

    [Fact]
    public void A_step_from_a_gradient_alone_is_refused() =>
        Assert.Throws<NotSupportedException>(() => new Lbfgs().Step(_owner, new float[2], new float[2]));

    private static float[] Start() => [-1.2f, 1, -1.2f, 1, 0.5f, -0.5f, 2];

    private static Objective Parabola(float[] parameters) => new(parameters, (x, g) =>
    {
        g[0] = 2 * x[0];
        return (double)x[0] * x[0];
    });

    /// <summary>The sum of 100 (y - x^2)^2 + (1 - x)^2 over neighbours.</summary>
    private static Objective Rosenbrock(float[] parameters) => new(parameters, (values, g) =>
    {
        var loss = 0.0;
        g.Clear();
        for (var i = 0; i + 1 < values.Length; i++)
        {
            double x = values[i], y = values[i + 1];
            loss += 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x);
            g[i] += (float)(-400 * x * (y - x * x) - 2 * (1 - x));
            g[i + 1] += (float)(200 * (y - x * x));
        }

        return loss;
    });

    private int Run(Lbfgs lbfgs, float[] parameters, Objective objective, int most, List<double>? losses = null)
    {
        var gradients = new float[parameters.Length];
        for (var i = 1; i <= most; i++)
        {
            var result = lbfgs.Step(_owner, parameters, gradients, default, i > 1, AnyObjective.Of(ref objective));
            losses?.Add(result.Loss);
            if (lbfgs.HasConverged)
                return i;
        }

        return most;
    }

    private delegate double Function(ReadOnlySpan<float> parameters, Span<float> gradients);

    private sealed class Objective(float[] parameters, Function function) : IObjective
    {
        private readonly List<double> _losses = new(1000);

        public int Calls => _losses.Count;

        public double At(float[] values) => function(values, new float[values.Length]);

        public int CallsAt(double loss, int from) => _losses.Skip(from).Count(l => l == loss);

        public LossResult Evaluate(Span<float> gradients, Span<float> outputs)
        {
            var loss = function(parameters, gradients);
            _losses.Add(loss);
            return new(loss, 0, 1);
        }
    }
}
