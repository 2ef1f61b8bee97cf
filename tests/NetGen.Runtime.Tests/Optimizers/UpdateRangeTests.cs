namespace NetGen.Runtime.Tests.Optimizers;

/// <summary>Every update rule at gradients of every size: what the formula says in double, rounded to a float.</summary>
public sealed class UpdateRangeTests
{
    // What is below the least gradient that counts, divided by epsilon.
    private const double Nothing = 1e-24;

    private static Dictionary<string, (Func<Optimizer> Create, KerasRules.Rule Rule)> Cases => KerasRules.Cases;

    private static float[] Sizes { get; } =
    [
        0, float.Epsilon, 1e-40f, 1.2e-38f, 1e-35f, 1e-30f, 1e-25f, 1e-20f, 5e-19f, 1e-15f, 1e-7f, 1, 1e7f, 1e15f, 5e18f, 2e19f, 6e20f, 1e25f, 1e30f, 1e35f, 3e38f, float.MaxValue,
    ];

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void The_first_step_is_the_formula_s(string name) => ForEachSize((size, w) => Follow(name, w, [size]));

    [Theory, MemberData(nameof(Names))]
    public void Many_like_it_are_the_formula_s(string name) => ForEachSize((size, w) => Follow(name, w, [.. Enumerable.Repeat(size, 60)]));

    [Theory, MemberData(nameof(Names))]
    public void So_are_small_ones_after_a_large_one(string name) =>
        ForEachSize((size, w) => Follow(name, w, [size, .. Enumerable.Range(0, 200).Select(i => i % 3 - 0.5f)]));

    [Theory, MemberData(nameof(Names))]
    public void So_are_large_ones_after_a_small_one(string name) =>
        ForEachSize((size, w) => Follow(name, w, [.. Enumerable.Range(0, 20).Select(i => i % 3 - 0.5f), size, -size, size / 2, 1]));

    [Theory, MemberData(nameof(Names))]
    public void What_is_not_finite_is_what_it_is_in_the_formula(string name)
    {
        foreach (float g in (float[])[float.PositiveInfinity, float.NegativeInfinity, float.NaN])
        {
            Follow(name, 0.5f, [g]);
            Follow(name, 0.5f, [1, g, 1, 1]);
            Follow(name, 0.5f, [3e38f, g, 1]);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_huge_gradient_leaves_its_neighbours_alone(string name)
    {
        float[] gradients = [.. Enumerable.Range(0, 40).Select(i => i * 0.1f - 2)];
        float[] Run(float seventh)
        {
            var optimizer = Cases[name].Create();
            var parameters = new float[40];
            for (int step = 0; step < 5; step++)
            {
                gradients[7] = seventh;
                optimizer.Step(this, parameters, gradients);
            }

            parameters[7] = 0;
            return parameters;
        }

        Assert.Equal(Run(1), Run(3e38f));
    }

    [Theory, MemberData(nameof(Names))]
    public void What_is_kept_is_kept_in_a_checkpoint_huge_squares_too(string name)
    {
        object network = new();
        Optimizer first = Cases[name].Create(), second = Cases[name].Create();
        float[] parameters = [1, 2], resumed = [1, 2];
        first.Step(network, parameters, [3e22f, 3e38f]);
        parameters.CopyTo(resumed, 0);

        var state = new TrainingState();
        first.Save(state);
        second.Restore(state, parameters.Length);
        first.Step(network, parameters, [1, 1]);
        second.Step(network, resumed, [1, 1]);

        Assert.Equal(parameters, resumed);
        Assert.Equal(first.Moments(), second.Moments());
    }

    [Theory, InlineData(-0.5f), InlineData(float.NegativeInfinity)]
    public void What_no_square_is_kept_as_is_refused(float square)
    {
        var optimizer = new RmsProp();
        optimizer.Step(this, [1], [1]);
        var state = new TrainingState();
        optimizer.Save(state);
        state.Set("moment0", [square]);

        var error = Assert.Throws<InvalidDataException>(() => new RmsProp().Restore(state, parameterCount: 1));

        Assert.Contains("'moment0': expected values of at least 0", error.Message, StringComparison.Ordinal);
    }

    private static void ForEachSize(Action<float, float> check)
    {
        foreach (float size in Sizes)
        {
            foreach (float w in (float[])[0, 0.5f, -1e30f])
            {
                check(size, w);
                check(-size, w);
            }
        }
    }

    private void Follow(string name, float w, float[] gradients)
    {
        var (create, rule) = Cases[name];
        var optimizer = create();
        float[] parameters = [w, w];
        double expected = w, moved = 0;
        var kept = new double[3];
        for (int step = 1; step <= gradients.Length; step++)
        {
            optimizer.Step(this, parameters, [gradients[step - 1], gradients[step - 1]]);
            double change = rule(gradients[step - 1], kept, step, expected);
            expected += change;
            moved += Math.Abs(change) + Math.Abs(expected);
            float actual = parameters[1];
            string where = $"{name}, step {step}: {actual:R} where the formula says {expected:R}, from {w:R} with the gradients {string.Join(", ", gradients.Take(step).TakeLast(4))}";
            if (Math.Abs(expected) <= float.MaxValue)
                Assert.True(Math.Abs(actual - expected) <= 1e-6 * moved + Nothing, where);
            else
                Assert.True(actual.Equals((float)expected), where);
        }
    }
}
