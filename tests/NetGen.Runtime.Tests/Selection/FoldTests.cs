namespace NetGen.Runtime.Tests.Selection;

public class FoldTests
{
    [Theory]
    [InlineData(10, 5)]
    [InlineData(11, 5)]
    [InlineData(14, 5)]
    [InlineData(5, 5)]
    [InlineData(100, 3)]
    public void Folds_differ_by_one_sample_at_most_and_the_first_are_the_larger(int samples, int folds)
    {
        var sizes = new KFold(folds).Divide(Classes(new int[samples])).Select(f => f.Test.Length).ToArray();

        Assert.Equal(sizes.OrderDescending(), sizes);
        Assert.InRange(sizes[0] - sizes[^1], 0, 1);
        Assert.Equal(samples, sizes.Sum());
    }

    public static TheoryData<string> Foldings => ["plain", "shuffled", "stratified", "stratified and shuffled"];

    [Theory]
    [MemberData(nameof(Foldings))]
    public void Every_sample_is_tested_once_in_each_repetition_and_trained_on_otherwise(string kind)
    {
        var data = Classes([.. Enumerable.Range(0, 53).Select(i => i * i % 7 % 3)]);
        var folding = Make(kind, seed: 4);

        var folds = folding.Divide(data);

        Assert.Equal(folding.Count, folds.Count);
        Assert.Equal(Enumerable.Range(1, folds.Count), folds.Select(f => f.Number));
        foreach (var repetition in folds.Chunk(5))
            Assert.Equal(Enumerable.Range(0, 53), repetition.SelectMany(f => f.Test.ToArray()).Order());
        Assert.All(folds, fold => Assert.Equal(Enumerable.Range(0, 53), fold.Train.ToArray().Concat(fold.Test.ToArray()).Order()));
        Assert.All(folds, fold => Assert.Equal(fold.Train.ToArray().Order(), fold.Train.ToArray()));
    }

    [Theory]
    [InlineData("shuffled")]
    [InlineData("stratified and shuffled")]
    public void A_seed_gives_the_same_folds_again_and_other_seeds_and_repetitions_give_others(string kind)
    {
        var data = Classes([.. Enumerable.Range(0, 53).Select(i => i % 3)]);
        int[][] TestsOf(long seed) => [.. Make(kind, seed).Divide(data).Select(f => f.Test.ToArray())];

        Assert.Equal(TestsOf(4), TestsOf(4));
        Assert.NotEqual(TestsOf(4), TestsOf(5));
        Assert.NotEqual(TestsOf(4)[..5], TestsOf(4)[5..]);
    }

    [Fact]
    public void Folds_without_shuffling_are_those_of_scikit_learn()
    {
        var data = Classes([2, 2, 2, 2, 2, 0, 0, 0, 0, 1, 1, 1, 0, 1, 0, 2, 0]);
        int[][] stratified = [[0, 1, 5, 6, 7, 9], [2, 3, 8, 10, 11, 12], [4, 13, 14, 15, 16]];

        Assert.Equal([[0, 1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11], [12, 13, 14, 15, 16]], Tests(new KFold(3), data));
        Assert.Equal(stratified, Tests(new StratifiedKFold(3), data));
        Assert.Equal(stratified, Tests(3, data));
    }

    [Fact]
    public void Stratified_folds_of_uneven_classes_are_those_of_scikit_learn()
    {
        var data = Classes([7, 7, 7, 3, 3, 3, 3, 7, 3, 7, 1, 3]);

        Assert.Equal([[0, 1, 3], [2, 4, 5], [6, 7, 8], [9, 10, 11]], Tests(new StratifiedKFold(4), data));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Stratified_folds_have_each_class_in_its_share(bool shuffle)
    {
        var labels = Enumerable.Range(0, 90).Select(i => i < 30 ? 0 : i < 80 ? 1 : 2).ToArray();

        foreach (var fold in new StratifiedKFold(10) { Shuffle = shuffle, Seed = 2 }.Divide(Classes(labels)))
            Assert.Equal([3, 5, 1], fold.Test.ToArray().GroupBy(i => labels[i]).OrderBy(g => g.Key).Select(g => g.Count()));
    }

    [Fact]
    public void A_number_of_folds_stratifies_numbers_of_0_and_1_and_no_others()
    {
        float[] binary = [0, 0, 0, 1, 1, 1];

        Assert.Equal(Tests(new StratifiedKFold(3), Numbers(binary)), Tests(3, Numbers(binary)));
        Assert.Equal([[0, 3], [1, 4], [2, 5]], Tests(3, Numbers(binary)));
        Assert.Equal([[0, 1], [2, 3], [4, 5]], Tests(3, Numbers([0, 0, 0, 1, 1, 0.5f])));
    }

    [Fact]
    public void A_hold_out_is_the_split_of_the_data()
    {
        var data = Classes([.. Enumerable.Range(0, 40)]);

        var (train, test) = new HoldOut(0.3) { Seed = 6 }.Split(data).Single();

        Assert.Equal(data.Split(0.3, 6).Train.Labels.ToArray(), train.Labels.ToArray());
        Assert.Equal(data.Split(0.3, 6).Test.Labels.ToArray(), test.Labels.ToArray());
    }

    [Fact]
    public void The_sets_of_a_fold_hold_its_samples_with_their_labels()
    {
        var data = Classes([.. Enumerable.Range(0, 12)]);

        foreach (var ((train, test), fold) in new KFold(4).Split(data).Zip(new KFold(4).Divide(data)))
        {
            Assert.Equal(fold.Train.ToArray(), train.Labels.ToArray());
            Assert.Equal(fold.Test.ToArray(), test.Labels.ToArray());
            Assert.Equal(fold.Test.ToArray(), test.Features.ToArray().Select(f => (int)f));
        }
    }

    [Fact]
    public void What_cannot_be_divided_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("folds", () => new KFold(1));
        Assert.Throws<ArgumentOutOfRangeException>("folds", () => (Folding)1);
        Assert.Throws<ArgumentOutOfRangeException>("Repeats", () => new KFold(2) { Repeats = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("fraction", () => new HoldOut(1));
        Assert.Throws<ArgumentException>("Repeats", () => new KFold(2) { Repeats = 2 }.Divide(Classes(new int[4])));
        Assert.Throws<ArgumentException>("data", () => new KFold(5).Divide(Classes(new int[4])));
        Assert.Throws<ArgumentException>("data", () => new HoldOut().Divide(Classes(new int[1])));
        Assert.Throws<ArgumentException>("data", () => new StratifiedKFold(2).Divide(Numbers([0, 0.5f, 1, 0])));
        Assert.Throws<ArgumentException>("data", () => new StratifiedKFold(3).Divide(Classes([0, 0, 1, 1])));
    }

    [Fact]
    public void A_selection_holds_the_samples_asked_for_in_their_order()
    {
        var data = Classes([.. Enumerable.Range(0, 5)]);

        Assert.Equal([3, 0, 3], data.Select([3, 0, 3]).Labels.ToArray());
        Assert.Throws<ArgumentException>("samples", () => data.Select([]));
        Assert.Throws<ArgumentOutOfRangeException>("samples", () => data.Select([0, 5]));
    }

    private static Folding Make(string kind, long seed) => kind switch
    {
        "plain" => new KFold(5),
        "shuffled" => new KFold(5) { Shuffle = true, Seed = seed, Repeats = 2 },
        "stratified" => new StratifiedKFold(5),
        _ => new StratifiedKFold(5) { Shuffle = true, Seed = seed, Repeats = 2 },
    };

    private static int[][] Tests<TLabel>(Folding folding, Dataset<TLabel> data)
        where TLabel : unmanaged
        => [.. folding.Divide(data).Select(f => f.Test.ToArray())];

    private static Dataset<int> Classes(int[] labels) => Dataset.Classification([.. Enumerable.Range(0, labels.Length).Select(i => (float)i)], labels);

    private static Dataset<float> Numbers(float[] labels) => Dataset.Regression([.. Enumerable.Range(0, labels.Length).Select(i => (float)i)], labels, labels.Length);
}
