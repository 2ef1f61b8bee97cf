using System.Text.Json;

namespace NetGen.Runtime.Tests.Schedules;

/// <summary>The rates of Keras' formulas and PyTorch's schedulers; <c>schedules.py</c> made the numbers.</summary>
public class ScheduleTests
{
    private static readonly JsonElement Fixture = JsonDocument.Parse(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Schedules", "schedules.json"))).RootElement.GetProperty("rates");

    private static readonly Dictionary<string, LearningRateSchedule> Schedules = new()
    {
        ["exponential"] = new ExponentialDecay(0.1, 10, 0.96),
        ["exponential staircase"] = new ExponentialDecay(0.1, 10, 0.5, staircase: true),
        ["piecewise"] = new PiecewiseConstant([10, 20, 45], [0.5, 0.1, 0.05, 0.001]),
        ["polynomial"] = new PolynomialDecay(0.1, 40),
        ["polynomial root"] = new PolynomialDecay(0.1, 40, 0.01, 0.5),
        ["polynomial cycle"] = new PolynomialDecay(0.1, 15, 0.01, 2, cycle: true),
        ["inverse time"] = new InverseTimeDecay(0.1, 7, 0.5),
        ["inverse time staircase"] = new InverseTimeDecay(0.1, 7, 0.5, staircase: true),
        ["cosine"] = new CosineDecay(0.1, 50),
        ["cosine alpha"] = new CosineDecay(0.1, 50, 0.1),
        ["cosine warm-up"] = new CosineDecay(0.001, 40, 0.05, warmupTarget: 0.2, warmupSteps: 12),
        ["restarts"] = new CosineDecayRestarts(0.1, 8),
        ["restarts shrinking"] = new CosineDecayRestarts(0.1, 6, 1.5, 0.8, 0.05),
        ["restarts equal"] = new CosineDecayRestarts(0.1, 9, 1, 0.9),
        ["step"] = new StepDecay(0.5, 12, 0.3),
        ["one cycle"] = new OneCycle(0.1, 61),
        ["one cycle late"] = new OneCycle(0.3, 61, 0.55, 10, 100),
    };

    public static TheoryData<string> Names => [.. Schedules.Keys];

    [Fact]
    public void Every_case_of_the_fixture_is_tested() =>
        Assert.Equal(Fixture.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal), Schedules.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_rates_are_those_of_the_formula(string name)
    {
        var expected = Fixture.GetProperty(name).EnumerateArray().Select(value => value.GetDouble()).ToArray();
        for (var step = 0; step < expected.Length; step++)
        {
            var found = Schedules[name].At(step);
            Assert.True(Math.Abs(found - expected[step]) <= 1e-13, $"step {step}: expected {expected[step]:R}, found {found:R}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_rate_stays_one_however_long_training_takes(string name)
    {
        foreach (var step in new[] { 1_000, 1_000_000_007, 1L << 52 })
            Assert.InRange(Schedules[name].At(step), 0, 0.5);
    }

    [Fact]
    public void What_ends_stays_at_its_end()
    {
        Assert.Equal(0.0001, new PolynomialDecay(0.1, 40).At(41));
        Assert.Equal(0, new CosineDecay(0.1, 50).At(1000));
        Assert.Equal(0.1 / 25 / 1e4, new OneCycle(0.1, 61).At(60));
        Assert.Equal(0.1 / 25 / 1e4, new OneCycle(0.1, 61).At(1000));
        Assert.Equal(0.1, new OneCycle(0.1, 61, pctStart: 1).At(1000));
    }

    [Fact]
    public void An_optimizer_takes_the_rate_of_each_step()
    {
        var weights = new float[] { 0 };
        var sgd = new Sgd { Schedule = new PiecewiseConstant([0, 1], [0.5, 0.25, 0]) };
        Assert.Equal(0.5f, sgd.LearningRate);

        foreach (var expected in new[] { -0.5f, -0.75f, -0.75f, -0.75f })
        {
            sgd.Step(this, weights, [1]);
            Assert.Equal(expected, weights[0]);
        }

        Assert.Equal(0, sgd.LearningRate);
    }

    [Fact]
    public void With_a_schedule_the_rate_cannot_be_set()
    {
        var adam = new Adam { Schedule = new StepDecay(0.1, 5) };

        Assert.StartsWith("The learning rate of this Adam follows its schedule, StepDecay;", Assert.Throws<InvalidOperationException>(() => adam.LearningRate = 1).Message);

        adam.Schedule = null;
        adam.LearningRate = 1;
        Assert.Equal(1, adam.LearningRate);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    public void A_rate_that_is_none_is_refused_and_the_schedule_with_it(double rate)
    {
        var adam = new Adam();

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => adam.Schedule = new Own(rate));

        Assert.Equal("Schedule", error.ParamName);
        Assert.Null(adam.Schedule);
        Assert.Equal(0.001f, adam.LearningRate);
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        Refused("initialRate", () => new ExponentialDecay(-1, 1, 0.5));
        Refused("decaySteps", () => new ExponentialDecay(1, 0, 0.5));
        Refused("decayRate", () => new ExponentialDecay(1, 1, 0));
        Refused("stepSize", () => new StepDecay(1, 0));
        Refused("factor", () => new StepDecay(1, 1, double.NaN));
        Refused("rates", () => new PiecewiseConstant([], [-1]));
        Refused("rates", () => new PiecewiseConstant([1], [1]));
        Refused("boundaries", () => new PiecewiseConstant([2, 2], [1, 1, 1]));
        Refused("endRate", () => new PolynomialDecay(1, 1, -1));
        Refused("power", () => new PolynomialDecay(1, 1, power: 0));
        Refused("decayRate", () => new InverseTimeDecay(1, 1, -1));
        Refused("alpha", () => new CosineDecay(1, 1, -1));
        Refused("warmupSteps", () => new CosineDecay(1, 1, warmupSteps: -1));
        Refused("warmupTarget", () => new CosineDecay(1, 1, warmupSteps: 1));
        Refused("firstSteps", () => new CosineDecayRestarts(1, 0));
        Refused("stepsFactor", () => new CosineDecayRestarts(1, 1, 0.5));
        Refused("rateFactor", () => new CosineDecayRestarts(1, 1, rateFactor: 0));
        Refused("totalSteps", () => new OneCycle(1, 0));
        Refused("pctStart", () => new OneCycle(1, 1, 1.5));
        Refused("divFactor", () => new OneCycle(1, 1, divFactor: 0));
    }

    private static void Refused(string name, Func<LearningRateSchedule> create) =>
        Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(create).ParamName);

    private sealed class Own(double rate) : LearningRateSchedule
    {
        public override double At(long step) => rate;
    }
}
