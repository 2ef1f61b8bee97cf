namespace NetGen.Runtime.Tests.Reports;

public class AxisTests
{
    [Theory]
    [InlineData(0.2195, 0.9048, "0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0.67, 0.92, "0.6 0.7 0.8 0.9 1.0")]
    [InlineData(0, 1, "0 0.5 1.0")]
    [InlineData(-3, 5, "−4 −2 0 2 4 6")]
    [InlineData(120, 31000, "0 10000 20000 30000 40000")]
    [InlineData(5, 5, "2 4 6 8")]
    [InlineData(0, 0, "−1.0 −0.5 0 0.5 1.0")]
    [InlineData(0.001, 2.5, "0.001 0.01 0.1 1 10")]
    [InlineData(1e-9, 1, "1e-9 1e-6 0.001 1")]
    [InlineData(1e-7, 3e-7, "1e-7 1.5e-7 2e-7 2.5e-7 3e-7")]
    [InlineData(-1e12, 1e12, "-1e12 -5e11 0 5e11 1e12")]
    [InlineData(0.69314, 0.69315, "0.693140 0.693145 0.693150")]
    [InlineData(123456.5, 123456.7, "123456.50 123456.55 123456.60 123456.65 123456.70")]
    public void The_ticks_of_values_are_round_and_few(double min, double max, string ticks) =>
        Assert.Equal(ticks, string.Join(' ', Axis.OfValues(min, max).Ticks.Select(t => t.Label)));

    [Theory]
    [InlineData(1.0961718263313212)]
    [InlineData(0.3)]
    [InlineData(1e6)]
    [InlineData(-8)]
    [InlineData(5e-324)]
    public void Values_that_differ_by_rounding_alone_stand_in_the_middle(double value)
    {
        var axis = Axis.OfValues(value, Math.BitIncrement(value));

        Assert.InRange(axis.Ticks.Count, 2, 8);
        Assert.InRange(axis.Place(value), 0.3, 0.7);
    }

    [Theory]
    [InlineData(-1.7e308, 1.7e308)]
    [InlineData(5e-324, 1)]
    [InlineData(5e-324, 1.7e308)]
    public void The_ends_of_what_a_double_can_be_have_an_axis(double min, double max)
    {
        var axis = Axis.OfValues(min, max);

        Assert.InRange(axis.Ticks.Count, 2, 8);
        Assert.All(axis.Ticks, tick => Assert.True(double.IsFinite(tick.Value)));
        Assert.Equal((0, 1), (axis.Place(min), axis.Place(max)));
    }

    [Theory]
    [InlineData(1, 1, "1")]
    [InlineData(1, 2, "1 2")]
    [InlineData(1, 5, "1 2 3 4 5")]
    [InlineData(1, 24, "5 10 15 20")]
    [InlineData(3, 1000, "200 400 600 800 1000")]
    public void The_ticks_of_epochs_are_whole_numbers(int min, int max, string ticks) =>
        Assert.Equal(ticks, string.Join(' ', Axis.OfIntegers(min, max).Ticks.Select(t => t.Label)));

    [Fact]
    public void Every_value_and_every_tick_has_its_place_on_the_axis()
    {
        var random = new Random(1);
        for (var i = 0; i < 1000; i++)
        {
            var (a, b) = (Value(random), Value(random));
            var axis = Axis.OfValues(Math.Min(a, b), Math.Max(a, b));

            Assert.All(axis.Ticks.Select(t => t.Value).Append(a).Append(b), value => Assert.InRange(axis.Place(value), -1e-9, 1 + 1e-9));
            Assert.InRange(axis.Ticks.Count, 2, 8);
            Assert.Equal(axis.Ticks.Count, axis.Ticks.Select(t => t.Label).Distinct().Count());
        }
    }

    private static double Value(Random random) => (random.NextDouble() - 0.3) * Math.Pow(10, random.Next(-8, 8));
}
