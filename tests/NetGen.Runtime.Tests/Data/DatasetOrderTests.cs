namespace NetGen.Runtime.Tests.Data;

/// <summary>Splits, shuffles and batches: which samples come where.</summary>
public class DatasetOrderTests
{
    [Theory]
    [InlineData(100, 0.2, 20)]
    [InlineData(10, 0.25, 2)]
    [InlineData(10, 0.35, 4)]
    [InlineData(3, 0.01, 1)]
    [InlineData(3, 0.99, 2)]
    [InlineData(2, 0.5, 1)]
    public void A_split_has_the_share_asked_for_and_leaves_no_set_empty(int count, double fraction, int expected)
    {
        var (train, test) = Numbered(count).Split(fraction, seed: 1);

        Assert.Equal(expected, test.Count);
        Assert.Equal(count - expected, train.Count);
    }

    [Fact]
    public void The_sets_of_a_split_share_no_sample_and_hold_all()
    {
        var (train, test) = Numbered(101).Split(0.3, seed: 5);

        Assert.Equal(Enumerable.Range(0, 101), train.Labels.ToArray().Concat(test.Labels.ToArray()).Order());
        AssertTogether(train);
        AssertTogether(test);
    }

    [Fact]
    public void The_same_seed_splits_and_shuffles_the_same_way_and_another_does_not()
    {
        var data = Numbered(50);

        Assert.Equal(data.Split(0.2, 3).Test.Labels.ToArray(), data.Split(0.2, 3).Test.Labels.ToArray());
        Assert.NotEqual(data.Split(0.2, 3).Test.Labels.ToArray().Order(), data.Split(0.2, 4).Test.Labels.ToArray().Order());
        Assert.Equal(data.Shuffle(3).Labels.ToArray(), data.Shuffle(3).Labels.ToArray());
        Assert.NotEqual(data.Shuffle(3).Labels.ToArray(), data.Shuffle(4).Labels.ToArray());
    }

    [Fact]
    public void A_split_and_a_shuffle_of_one_seed_follow_different_orders()
    {
        var data = Numbered(50);

        Assert.NotEqual(data.Shuffle(3).Labels[..10].ToArray(), data.Split(0.2, 3).Test.Labels.ToArray());
    }

    [Fact]
    public void A_shuffle_keeps_every_sample_and_its_label_and_the_data_set_as_it_was()
    {
        var data = Numbered(40);

        var shuffled = data.Shuffle(seed: 9);

        Assert.Equal(Enumerable.Range(0, 40), shuffled.Labels.ToArray().Order());
        AssertTogether(shuffled);
        Assert.Equal(Enumerable.Range(0, 40), data.Labels.ToArray());
    }

    [Fact]
    public void What_was_not_taken_does_not_come_back()
    {
        var taken = Numbered(40).Take(10);

        Assert.Equal(Enumerable.Range(0, 10), taken.Shuffle(1).Labels.ToArray().Order());
        Assert.Equal(10, taken.Split(0.5, 1).Train.Count + taken.Split(0.5, 1).Test.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void A_share_that_is_no_share_is_refused(double fraction)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Numbered(10).Split(fraction, 0));

        Assert.Equal("testFraction", error.ParamName);
        Assert.StartsWith("The test set's share must lie between 0 and 1, both excluded.", error.Message);
    }

    [Fact]
    public void One_sample_cannot_be_split() =>
        Assert.Equal(
            "A split needs at least two samples, but the data set has 1.",
            Assert.Throws<InvalidOperationException>(() => Numbered(1).Split(0.5, 0)).Message);

    [Theory]
    [InlineData(1, new[] { 1, 1, 1, 1, 1 })]
    [InlineData(2, new[] { 2, 2, 1 })]
    [InlineData(5, new[] { 5 })]
    [InlineData(int.MaxValue, new[] { 5 })]
    public void Batches_cover_every_sample_once_in_order(int size, int[] counts)
    {
        var seen = new List<int>();
        var sizes = new List<int>();
        foreach (var batch in Numbered(5).Batches(size))
        {
            sizes.Add(batch.Count);
            Assert.Equal(2 * batch.Count, batch.Features.Length);
            Assert.Equal(batch.Labels[0], batch.Features[0]);
            seen.AddRange(batch.Labels);
        }

        Assert.Equal(counts, sizes);
        Assert.Equal([0, 1, 2, 3, 4], seen);
    }

    [Fact]
    public void Batches_can_be_walked_again()
    {
        var batches = Numbered(5).Batches(2);

        Assert.Equal(3, Walk(batches));
        Assert.Equal(3, Walk(batches));
    }

    [Fact]
    public void Walking_over_batches_allocates_nothing()
    {
        var data = Numbered(1000);
        Walk(data.Batches(3));

        int batches = 0;
        Assert.Equal(0, Allocations.Of(() => batches = Walk(data.Batches(3))));
        Assert.Equal(334, batches);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_batch_of_nothing_is_refused(int size) =>
        Assert.Equal("batchSize", Assert.Throws<ArgumentOutOfRangeException>(() => Numbered(5).Batches(size)).ParamName);

    /// <summary>Samples of two features, the first of which is the sample's number, as is the label.</summary>
    private static Dataset<int> Numbered(int count) =>
        Dataset.Classification([.. Enumerable.Range(0, 2 * count).Select(i => i % 2 == 0 ? i / 2 : -1f)], [.. Enumerable.Range(0, count)]);

    private static int Walk(Dataset<int>.BatchSequence batches)
    {
        int count = 0;
        foreach (var batch in batches)
            count += Math.Min(batch.Count, 1);
        return count;
    }

    private static void AssertTogether(Dataset<int> data)
    {
        for (int i = 0; i < data.Count; i++)
            Assert.Equal([data.LabelsOf(i)[0], -1], data.FeaturesOf(i).ToArray());
    }
}
