using System.Globalization;

namespace NetGen.Runtime.Tests.Selection;

public class ChoiceTests
{
    private const int Draws = 10_000;

    [Fact]
    public void Values_keep_their_type_and_text()
    {
        var choice = Choice.Of("alpha", 0.1f, 1, 10);

        Assert.Equal(3, choice.Count);
        Assert.Equal([0.1f, 1f, 10f], Enumerable.Range(0, 3).Select(i => choice.Value((ulong)i)));
        Assert.Equal(["0.1", "1", "10"], Enumerable.Range(0, 3).Select(i => choice.Text((ulong)i)));
    }

    [Fact]
    public void Named_values_show_their_names()
    {
        var choice = Choice.Named<Func<Optimizer>>("optimizer", ("adam", () => new Adam()), ("sgd", () => new Sgd()));

        Assert.Equal("sgd", choice.Text(1));
        Assert.IsType<Sgd>(choice.Value(1)());
        Assert.Equal("optimizer: adam | sgd", choice.ToString());
    }

    [Fact]
    public void A_list_is_a_choice_among_its_items()
    {
        IReadOnlyList<string> names = ["one", "two"];

        Assert.Equal("two", Choice.Of("name", names).Value(1));
        Assert.Equal("two", Choice.Of("name", names.ToList()).Value(1));
        Assert.Equal("two", Choice.Of("name", names.ToArray()).Value(1));
    }

    [Fact]
    public void What_makes_a_journal_a_searches_own_is_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = new() { NegativeSign = "~" } };

            Assert.Equal("bound: -3 to 2", Choice.Integers("bound", -3, 2).ToString());
            Assert.Equal("k-fold of 5, shuffled by seed -5", new KFold(5) { Shuffle = true, Seed = -5 }.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Every_value_is_drawn_about_as_often()
    {
        AssertEven(Choice.Of("letter", 'a', 'b', 'c', 'd', 'e'), 5, letter => letter - 'a');
        AssertEven(Choice.Integers("number", -2, 7), 10, number => number + 2);
        AssertEven(Choice.Uniform("share", -1.0, 3.0), 8, share => (int)((share + 1) * 2));
        AssertEven(Choice.LogUniform("rate", 1e-4f, 1f), 4, rate => (int)Math.Floor(Math.Log10(rate) + 4));
    }

    [Fact]
    public void A_range_holds_its_ends()
    {
        const ulong Last = (1UL << 53) - 1;
        var uniform = Choice.Uniform("share", -1.0, 3.0);
        var logarithmic = Choice.LogUniform("rate", 1e-4, 1e-1);

        Assert.Equal(-1, uniform.Value(0));
        Assert.Equal(3, uniform.Value(Last), 1e-12);
        Assert.Equal(1e-4, logarithmic.Value(0), 1e-18);
        Assert.Equal(1e-1, logarithmic.Value(Last), 1e-12);
        Assert.Equal(Math.Sqrt(1e-5), logarithmic.Value(1UL << 52), 1e-12);
        Assert.InRange(Choice.LogUniform("rate", 1e-30f, 1e30f).Value(Last), 0.9999e30f, 1e30f);
    }

    [Fact]
    public void Choices_without_sense_are_refused()
    {
        Assert.Throws<ArgumentException>("name", () => Choice.Of(" ", 1));
        Assert.Throws<ArgumentException>("values", () => Choice.Of<int>("units"));
        var twice = Assert.Throws<ArgumentException>("values", () => Choice.Of("widths", new int[1], new int[2]));
        Assert.Contains("Choice.Named", twice.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("high", () => Choice.Uniform("share", 1.0, 1.0));
        Assert.Throws<ArgumentException>("high", () => Choice.Uniform("share", 0, double.PositiveInfinity));
        Assert.Throws<ArgumentException>("low", () => Choice.LogUniform("rate", 0.0, 1.0));
        Assert.Throws<ArgumentException>("high", () => Choice.Integers("units", 2, 1));
        Assert.Throws<ArgumentException>("high", () => Choice.Integers("units", int.MinValue, int.MaxValue));
    }

    [Fact]
    public void Draws_follow_from_seed_trial_and_choice()
    {
        ulong[] draws = [TrialSeeds.Bits(1, 1, 0), TrialSeeds.Bits(2, 1, 0), TrialSeeds.Bits(1, 2, 0), TrialSeeds.Bits(1, 1, 1)];

        Assert.Equal(4, draws.Distinct().Count());
        Assert.Equal(draws[3], TrialSeeds.Bits(1, 1, 1));
    }

    [Fact]
    public void Seeds_of_all_trainings_differ()
    {
        var seeds = from trial in Enumerable.Range(1, 100) from fold in Enumerable.Range(0, 10) select TrialSeeds.Of(5, trial, fold);

        Assert.Equal(1000, seeds.Distinct().Count());
    }

    private static void AssertEven<T>(Choice<T> choice, int bins, Func<T, int> binOf)
    {
        var counts = new int[bins];
        for (var trial = 1; trial <= Draws; trial++)
            counts[binOf(choice.Value(choice.Draw(TrialSeeds.Bits(3, trial, 0))))]++;

        // Six standard deviations of a binomial count.
        double expected = Draws / (double)bins, deviation = 6 * Math.Sqrt(expected);
        Assert.All(counts, count => Assert.InRange(count, expected - deviation, expected + deviation));
    }
}
