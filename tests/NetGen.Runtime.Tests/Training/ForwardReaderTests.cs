namespace NetGen.Runtime.Tests.Training;

/// <summary>The order in which a stream's samples come out.</summary>
public class ForwardReaderTests
{
    private const int Samples = 103;

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(102)]
    [InlineData(103)]
    [InlineData(5000)]
    public void Each_sample_comes_once_whatever_the_buffer(int shuffleBuffer)
    {
        var order = Order(seed: 1, epoch: 0, shuffleBuffer);

        Assert.Equal(Enumerable.Range(0, Samples), order.Order());
        Assert.Equal(shuffleBuffer == 1, order.SequenceEqual(Enumerable.Range(0, Samples)));
    }

    [Fact]
    public void No_sample_comes_earlier_than_the_buffer_lets_it()
    {
        var order = Order(seed: 1, epoch: 0, shuffleBuffer: 8);

        for (var place = 0; place < Samples; place++)
            Assert.True(order[place] < place + 8);
    }

    [Fact]
    public void The_order_follows_from_seed_and_epoch()
    {
        Assert.Equal(Order(1, 3, 16), Order(1, 3, 16));
        Assert.NotEqual(Order(1, 3, 16), Order(1, 4, 16));
        Assert.NotEqual(Order(1, 3, 16), Order(2, 3, 16));
    }

    [Fact]
    public void Without_a_seed_the_order_is_the_streams() => Assert.Equal(Enumerable.Range(0, Samples), Order(seed: null, epoch: 2, shuffleBuffer: 16));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(50)]
    public void A_start_in_the_middle_goes_on_where_the_epoch_was(int skipped) =>
        Assert.Equal(Order(1, 3, 16).Skip(skipped * 10), Order(1, 3, 16, skipped));

    [Fact]
    public void A_stream_of_nothing_is_refused()
    {
        using var reader = new ForwardReader<int>(SampleStream.Classification([], 1), 10, seed: 1, 16);
        reader.Start(0, 0);

        Assert.Equal("data", Assert.Throws<ArgumentException>(() => reader.TryRead(reader.NewBuffer())).ParamName);
    }

    private static List<int> Order(long? seed, long epoch, int shuffleBuffer, int skipped = 0)
    {
        var stream = SampleStream.Classification(Enumerable.Range(0, Samples).Select(i => (new[] { i + 0.5f }, i)), 1);
        using var reader = new ForwardReader<int>(stream, 10, seed, shuffleBuffer);
        var buffer = reader.NewBuffer();
        var order = new List<int>();
        for (reader.Start(epoch, skipped); reader.TryRead(buffer);)
        {
            for (var i = 0; i < buffer.Count; i++)
            {
                order.Add(buffer.Labels(i, 1)[0]);
                Assert.Equal(order[^1], buffer.Numbers[i]);
                Assert.Equal(order[^1] + 0.5f, buffer.Features(i, 1)[0]);
            }
        }

        return order;
    }
}
