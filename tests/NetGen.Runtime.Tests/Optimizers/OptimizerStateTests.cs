namespace NetGen.Runtime.Tests.Optimizers;

/// <summary>What optimizers count in a checkpoint beside their moments: powers of their shares.</summary>
public sealed class OptimizerStateTests
{
    private static readonly string[] Powers = ["beta1_power", "beta2_power", "schedule_power", "share_product"];

    public static TheoryData<string, string> Counted
    {
        get
        {
            var counted = new TheoryData<string, string>();
            foreach (var (name, power) in All)
                counted.Add(name, power);
            return counted;
        }
    }

    private static IEnumerable<(string Name, string Power)> All =>
        KerasRules.Cases.SelectMany(rule => PowersOf(rule.Value.Create()).Select(power => (rule.Key, power)));

    [Fact]
    public void Every_kind_that_corrects_its_means_counts_powers()
    {
        string[] expected = ["adam", "amsgrad", "adamw", "adamw with amsgrad", "adamax", "nadam"];
        Assert.Equal(expected.Order(), All.Select(of => of.Name).Distinct().Order());
    }

    [Theory, MemberData(nameof(Counted))]
    public void A_power_of_other_steps_is_refused(string name, string power)
    {
        var create = KerasRules.Cases[name].Create;
        var optimizer = create();
        for (var step = 0; step < 3; step++)
            optimizer.Step(this, [1], [1]);
        var state = new TrainingState();
        optimizer.Save(state);
        state.Set(power, state.GetNumber(power) * 1.0001);

        var error = Assert.Throws<InvalidDataException>(() => create().Restore(state, parameterCount: 1));

        Assert.Contains($"'{power}': expected about ", error.Message, StringComparison.Ordinal);
        Assert.Contains(" 'steps' 3", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Among them those after which a power is a denormal number, and those after which it is 0.</summary>
    [Theory, MemberData(nameof(Counted))]
    public void That_of_any_number_of_steps_is_taken(string name, string power)
    {
        const int Steps = 24_000, Every = 500;
        var create = KerasRules.Cases[name].Create;
        Optimizer optimizer = create(), resumed = create();
        float[] parameters = [1];
        for (var step = 1; step <= Steps; step++)
        {
            optimizer.Step(this, parameters, [step % 2]);
            if (step % Every != 0)
                continue;

            TrainingState state = new(), again = new();
            optimizer.Save(state);
            resumed.Restore(state, parameters.Length);
            resumed.Save(again);
            Assert.Equal(state.GetText(power), again.GetText(power));
        }
    }

    private static IEnumerable<string> PowersOf(Optimizer optimizer)
    {
        var state = new TrainingState();
        optimizer.Save(state);
        return Powers.Where(state.Contains);
    }
}
