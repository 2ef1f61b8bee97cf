namespace NetGen.Runtime.Tests.Data;

/// <summary>What a data set holds, and what is refused.</summary>
public class DatasetTests
{
    [Fact]
    public void Samples_lie_one_after_another()
    {
        var data = Dataset.Classification([1, 2, 3, 4, 5, 6], [7, 8]);

        Assert.Equal((2, 3, 1), (data.Count, data.SampleLength, data.LabelLength));
        Assert.Equal([4f, 5, 6], data.FeaturesOf(1).ToArray());
        Assert.Equal([8], data.LabelsOf(1).ToArray());
        Assert.Equal([1f, 2, 3, 4, 5, 6], data.Features.ToArray());
        Assert.Equal([7, 8], data.Labels.ToArray());
    }

    [Fact]
    public void A_sample_may_have_several_labels()
    {
        var classes = Dataset.Classification([1, 2], [1, 2, 3, 4], count: 2);
        var targets = Dataset.Regression([1, 2], [0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f], count: 2);

        Assert.Equal([3, 4], classes.LabelsOf(1).ToArray());
        Assert.Equal(3, targets.LabelLength);
        Assert.Equal([0.4f, 0.5f, 0.6f], targets.LabelsOf(1).ToArray());
    }

    [Fact]
    public void The_arrays_are_taken_and_not_copied()
    {
        float[] features = [1, 2];
        var data = Dataset.Classification(features, [0, 1]);
        features[1] = 5;

        Assert.Equal(5, data.FeaturesOf(1)[0]);
    }

    [Theory]
    [InlineData(7, 2, 2, "features", "2 samples need a positive multiple of 2 features, but there are 7.")]
    [InlineData(0, 2, 2, "features", "2 samples need a positive multiple of 2 features, but there are 0.")]
    [InlineData(6, 3, 2, "labels", "2 samples need a positive multiple of 2 labels, but there are 3.")]
    [InlineData(6, 0, 2, "labels", "2 samples need a positive multiple of 2 labels, but there are 0.")]
    public void Arrays_of_no_whole_samples_are_refused(int features, int labels, int count, string argument, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => Dataset.Classification(new float[features], new int[labels], count));

        Assert.Equal(argument, error.ParamName);
        Assert.StartsWith(message, error.Message);
    }

    [Fact]
    public void Targets_of_no_whole_samples_are_refused_by_their_own_name()
    {
        var error = Assert.Throws<ArgumentException>(() => Dataset.Regression(new float[6], new float[4], count: 3));

        Assert.Equal("targets", error.ParamName);
        Assert.StartsWith("3 samples need a positive multiple of 3 targets, but there are 4.", error.Message);
    }

    [Fact]
    public void A_data_set_of_nothing_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Dataset.Classification([1, 2], []));

        Assert.Equal("labels", error.ParamName);
        Assert.StartsWith("A data set needs at least one sample, but there are no labels.", error.Message);
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.Classification([1], [1], count: 0)).ParamName);
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.Regression([1], [1], count: -1)).ParamName);
    }

    [Fact]
    public void A_missing_array_is_named()
    {
        Assert.Equal("features", Assert.Throws<ArgumentNullException>(() => Dataset.Classification(null!, [1])).ParamName);
        Assert.Equal("labels", Assert.Throws<ArgumentNullException>(() => Dataset.Classification([1], null!)).ParamName);
        Assert.Equal("targets", Assert.Throws<ArgumentNullException>(() => Dataset.Regression([1], null!, 1)).ParamName);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void A_sample_out_of_range_is_refused(int sample)
    {
        var data = Dataset.Classification([1, 2, 3], [0, 1, 2]).Take(2);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => data.FeaturesOf(sample).Length);

        Assert.Equal("sample", error.ParamName);
        Assert.StartsWith("The data set has 2 samples; an index must be from 0 to 1.", error.Message);
        Assert.Equal("sample", Assert.Throws<ArgumentOutOfRangeException>(() => data.LabelsOf(sample).Length).ParamName);
    }

    [Fact]
    public void Taking_gives_the_first_samples_of_the_same_arrays()
    {
        var data = Dataset.Regression([1, 2, 3, 4, 5, 6], [7, 8, 9], count: 3);

        var taken = data.Take(2);

        Assert.Equal([1f, 2, 3, 4], taken.Features.ToArray());
        Assert.Equal([7f, 8], taken.Labels.ToArray());
        Assert.True(taken.Features.Overlaps(data.Features));
        Assert.Equal(3, data.Take(3).Count);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(3)]
    public void No_more_can_be_taken_than_there_are(int count)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.Classification([1, 2], [0, 1]).Take(count));

        Assert.Equal("count", error.ParamName);
        Assert.StartsWith("From 1 to 2 samples can be taken.", error.Message);
    }
}
