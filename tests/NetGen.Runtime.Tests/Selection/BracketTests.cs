namespace NetGen.Runtime.Tests.Selection;

public class BracketTests
{
    [Fact]
    public void Brackets_for_81_epochs_and_a_factor_of_3_are_those_of_the_paper()
    {
        // Algorithm 1: n = ceil((s_max + 1) / (s + 1) * eta^s), r = R * eta^-s.
        Assert.Equal(
            [
                [(81, 1), (27, 3), (9, 9), (3, 27), (1, 81)],
                [(34, 3), (11, 9), (3, 27), (1, 81)],
                [(15, 9), (5, 27), (1, 81)],
                [(8, 27), (2, 81)],
                [(5, 81)],
            ],
            Rungs(81, 3));
    }

    [Fact]
    public void Epochs_that_are_no_power_of_the_factor_are_rounded_down_to_whole_ones()
    {
        Assert.Equal([[(6, 2), (3, 5), (1, 10)], [(4, 5), (2, 10)], [(4, 10)]], Rungs(10, 2).Skip(1));
        Assert.Equal((8, 1), Rungs(10, 2)[0][0]);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    [InlineData(1, 2)]
    public void Few_epochs_leave_one_bracket_without_halving(int epochs, int factor) => Assert.Equal([[(1, epochs)]], Rungs(epochs, factor));

    [Theory]
    [InlineData(243, 3)]
    [InlineData(100, 3)]
    [InlineData(64, 4)]
    [InlineData(1000, 10)]
    public void Each_rung_has_fewer_trials_and_more_epochs_and_the_last_has_all_epochs(int epochs, int factor)
    {
        foreach (var rungs in Rungs(epochs, factor))
        {
            Assert.Equal(epochs, rungs[^1].Epochs);
            Assert.True(rungs[^1].Trials >= 1 && rungs[0].Epochs >= 1);
            Assert.All(rungs.Zip(rungs.Skip(1)), pair => Assert.True(pair.First.Trials > pair.Second.Trials && pair.First.Epochs < pair.Second.Epochs));
        }
    }

    private static (int Trials, int Epochs)[][] Rungs(int epochs, int factor) =>
        [.. Bracket.All(epochs, factor).Select(b => b.Rungs.Select(r => (r.Trials, r.Epochs)).ToArray())];
}
