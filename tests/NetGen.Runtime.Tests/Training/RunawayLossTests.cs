namespace NetGen.Runtime.Tests.Training;

public class RunawayLossTests
{
    [Fact]
    public void A_loss_that_grows_without_end_is_noticed_at_the_end_of_a_window()
    {
        var loss = new RunawayLoss();
        var noticed = Enumerable.Range(1, 40).Where(step => loss.Add(Math.Pow(3, step))).ToList();

        Assert.Equal([15, 31], noticed);
        Assert.Equal((16L, Math.Pow(3, 16), Math.Pow(3, 7)), (loss.First, loss.Least, loss.MostBefore));
    }

    [Theory]
    [InlineData("falls")]
    [InlineData("a hard batch now and then")]
    [InlineData("an easy batch first")]
    [InlineData("grows a little")]
    [InlineData("noise of four orders")]
    [InlineData("nothing to learn at first")]
    public void What_is_no_more_than_unsteady_is_not(string course)
    {
        var random = new Random(1);
        var loss = new RunawayLoss();

        for (var step = 1; step <= 5000; step++)
        {
            Assert.False(loss.Add(course switch
            {
                "falls" => 10.0 / step,
                "a hard batch now and then" => step % 7 == 0 ? 1e6 : 1,
                "an easy batch first" => step == 1 ? 1e-9 : 1 + random.NextDouble(),
                "grows a little" => 1 + Math.Log(step),
                "noise of four orders" => Math.Pow(10, 4 * random.NextDouble()),
                _ => step < 100 ? 0 : 1,
            }));
        }
    }
}
