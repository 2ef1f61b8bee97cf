namespace NetGen.Runtime.Tests.Threading;

[Collection(nameof(ThreadCount))]
public class NetGenThreadsTests
{
    [Fact]
    public void The_environment_decides_before_the_project_and_the_processors_last()
    {
        Assert.Equal(3, NetGenThreads.FromSettings("3", "5"));
        Assert.Equal(5, NetGenThreads.FromSettings(null, "5"));
        Assert.Equal(5, NetGenThreads.FromSettings(" ", "5"));
        Assert.Equal(Environment.ProcessorCount, NetGenThreads.FromSettings(null, null));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("two")]
    [InlineData("1025")]
    [InlineData("1.5")]
    public void A_setting_that_is_no_count_is_named(string setting)
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => NetGenThreads.FromSettings(setting, null));
        Assert.Equal($"'NetGenThreads' is set to '{setting}'; expected a number of threads from 1 to 1024.", thrown.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(1025)]
    public void A_count_out_of_range_is_refused_and_changes_nothing(int count)
    {
        int before = NetGenThreads.Count;
        Assert.Throws<ArgumentOutOfRangeException>(() => NetGenThreads.Count = count);
        Assert.Equal(before, NetGenThreads.Count);
    }
}
