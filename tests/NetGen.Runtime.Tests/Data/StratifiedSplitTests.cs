namespace NetGen.Runtime.Tests.Data;

/// <summary>Splits that keep the share of each class.</summary>
public class StratifiedSplitTests
{
    public static TheoryData<int[], double> Cases
    {
        get
        {
            var data = new TheoryData<int[], double>();
            foreach (var counts in new int[][] { [10, 10], [90, 10], [3, 1], [1, 1], [50, 50, 50], [997, 2, 1], [7, 11, 13, 17, 19], [1, 1, 1, 1, 1, 1, 1] })
            {
                foreach (var fraction in new[] { 0.001, 0.1, 0.2, 1 / 3.0, 0.29, 0.5, 0.7, 0.999 })
                    data.Add(counts, fraction);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_class_has_its_share_within_one_sample_of_it(int[] counts, double fraction)
    {
        var data = MakeData(counts);
        for (var seed = 0; seed < 5; seed++)
        {
            var (train, test) = data.Split(fraction, seed, stratified: true);

            Assert.Equal(Math.Clamp((int)Math.Round(data.Count * fraction), 1, data.Count - 1), test.Count);
            for (var label = 0; label < counts.Length; label++)
            {
                var tested = test.Labels.ToArray().Count(l => l == label);
                Assert.True(Math.Abs(tested - (counts[label] * fraction)) < 1, $"{tested} of {counts[label]} in class {label} at {fraction}");
                Assert.Equal(counts[label] - tested, train.Labels.ToArray().Count(l => l == label));
            }

            Assert.Equal(Enumerable.Range(0, data.Count), train.Features.ToArray().Concat(test.Features.ToArray()).Select(f => (int)f).Order());
        }
    }

    [Fact]
    public void The_same_seed_divides_the_same_way_and_another_does_not()
    {
        var data = MakeData([40, 20]);

        Assert.Equal(data.Split(0.3, 1, stratified: true).Test.Features.ToArray(), data.Split(0.3, 1, stratified: true).Test.Features.ToArray());
        Assert.NotEqual(data.Split(0.3, 1, stratified: true).Test.Features.ToArray(), data.Split(0.3, 2, stratified: true).Test.Features.ToArray());
        Assert.NotEqual(Enumerable.Range(0, 42).Select(i => (float)i), data.Split(0.3, 1, stratified: true).Train.Features.ToArray());
    }

    [Fact]
    public void Labels_of_0_and_1_are_classes_and_keep_their_names()
    {
        var data = Dataset.Binary(Enumerable.Range(0, 20).Select(i => (float)i).ToArray(), Enumerable.Range(0, 20).Select(i => i >= 15));

        var (train, test) = data.Split(0.2, 1, stratified: true);

        Assert.Equal(3, test.Labels.ToArray().Count(label => label == 0));
        Assert.Equal(1, test.Labels.ToArray().Count(label => label == 1));
        Assert.Equal(["false", "true"], train.ClassNames!);
    }

    [Fact]
    public void Labels_that_are_no_classes_are_refused_by_place()
    {
        var numbers = Dataset.Regression([1f, 2, 3], [1f, 0, 2.5f], 3);
        var several = Dataset.Classification([1f, 2], [0, 1, 1, 0], 2);

        var error = Assert.Throws<ArgumentException>(() => numbers.Split(0.5, 1, stratified: true));
        Assert.Equal("stratified", error.ParamName);
        Assert.StartsWith("'stratified' needs one class for each sample, a class index, 0 or 1, but sample 2 has the label 2.5.", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => several.Split(0.5, 1, stratified: true));
        Assert.StartsWith("'stratified' needs one class for each sample, a class index, 0 or 1, but the samples have 2 labels each.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hold_out_can_be_stratified_too()
    {
        var data = MakeData([40, 20]);
        var fold = new HoldOut(0.3) { Seed = 4, Stratified = true };

        var (_, test) = Assert.Single(fold.Split(data));

        Assert.Equal(data.Split(0.3, 4, stratified: true).Test.Features.ToArray(), test.Features.ToArray());
        Assert.NotEqual(new HoldOut(0.3) { Seed = 4 }.ToString(), fold.ToString());
        Assert.Throws<ArgumentException>(() => fold.Divide(Dataset.Regression([1f, 2], [1f, 2.5f], 2)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_held_out_to_validate_on_is_the_last_of_each_class(int[] counts, double fraction)
    {
        int[] classes = [.. MakeData(counts).Labels];
        var heldOut = classes.Length - Math.Clamp((int)(classes.Length * (1 - fraction)), 1, classes.Length - 1);

        var (kept, last) = SampleOrder.HoldOut(classes, fraction, heldOut);

        Assert.Equal(heldOut, last.Length);
        Assert.Equal(kept.Order(), kept);
        Assert.Equal(last.Order(), last);
        Assert.Equal(Enumerable.Range(0, classes.Length), kept.Concat(last).Order());
        for (var label = 0; label < counts.Length; label++)
        {
            var samples = last.Count(i => classes[i] == label);
            Assert.True(Math.Abs(samples - (counts[label] * fraction)) < 1.0000001, $"{samples} of {counts[label]} in class {label} at {fraction}");
            Assert.Equal(Enumerable.Range(0, classes.Length).Where(i => classes[i] == label).TakeLast(samples), last.Where(i => classes[i] == label));
        }
    }

    /// <summary>Samples in the order of their classes, each with its index as the feature.</summary>
    private static Dataset<int> MakeData(int[] counts)
    {
        int[] labels = [.. counts.SelectMany((count, label) => Enumerable.Repeat(label, count))];
        return Dataset.Classification([.. Enumerable.Range(0, labels.Length).Select(i => (float)i)], labels);
    }
}
