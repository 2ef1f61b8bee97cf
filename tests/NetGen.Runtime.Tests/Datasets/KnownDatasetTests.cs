using System.Security.Cryptography;
using NetGen.Datasets;
using NetGen.Runtime.Tests.Data;

namespace NetGen.Runtime.Tests.Datasets;

/// <summary>The data sets that come with the package, by what is known of them.</summary>
public sealed class KnownDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Digits_are_1797_images_from_0_to_1()
    {
        var digits = Digits.Load();

        Assert.Equal((1797, 64, 1), (digits.Count, digits.SampleLength, digits.LabelLength));
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], Counts(digits));
        Assert.Equal(Digits.ClassNames, digits.ClassNames);
        Assert.Equal([0f, 0, 5 / 16f, 13 / 16f, 9 / 16f, 1 / 16f, 0, 0], digits.FeaturesOf(0)[..8].ToArray());
        Assert.Equal(1f, digits.Features.ToArray().Max());
        // The sum of scikit-learn's load_digits().data.
        Assert.Equal(561718, digits.Features.ToArray().Sum(x => (double)x * 16));
    }

    [Fact]
    public void Iris_has_50_flowers_of_each_species_with_the_means_of_the_article()
    {
        var iris = Iris.Load();

        Assert.Equal((150, 4), (iris.Count, iris.SampleLength));
        Assert.Equal([50, 50, 50], Counts(iris));
        Assert.Equal(["setosa", "versicolor", "virginica"], iris.ClassNames!);
        Assert.Equal(["sepal_length", "sepal_width", "petal_length", "petal_width"], Iris.FeatureNames);
        double[] means = [5.843, 3.057, 3.758, 1.199];
        for (var i = 0; i < 4; i++)
            Assert.Equal(means[i], Enumerable.Range(0, 150).Average(s => (double)iris.FeaturesOf(s)[i]), 3);
        // Of the two lines that differ in other copies, the first.
        Assert.Equal([4.9f, 3.1f, 1.5f, 0.2f], iris.FeaturesOf(34).ToArray());
    }

    [Fact]
    public void BreastCancer_has_357_benign_tumours_and_212_malignant_ones()
    {
        var cancer = BreastCancer.Load();

        Assert.Equal((569, 30, 1), (cancer.Count, cancer.SampleLength, cancer.LabelLength));
        Assert.Equal(357, cancer.Labels.ToArray().Count(label => label == 1));
        Assert.Equal(212, cancer.Labels.ToArray().Count(label => label == 0));
        Assert.Equal(["malignant", "benign"], cancer.ClassNames!);
        Assert.Equal(30, BreastCancer.FeatureNames.Count);
        Assert.Equal("radius_mean", BreastCancer.FeatureNames[0]);
        Assert.Equal([17.99f, 10.38f, 122.8f, 1001f], cancer.FeaturesOf(0)[..4].ToArray());
        Assert.Equal(14.127, Enumerable.Range(0, 569).Average(s => (double)cancer.FeaturesOf(s)[0]), 3);
    }

    [Fact]
    public void What_one_caller_changes_the_next_does_not_see()
    {
        var names = Assert.IsType<string[]>(Iris.Load().ClassNames);
        names[0] = "changed";
        Assert.Equal("setosa", Iris.Load().ClassNames![0]);
    }

    [Fact]
    public void The_tables_take_less_than_200_KB()
    {
        var assembly = typeof(Digits).Assembly;
        Assert.Equal(3, assembly.GetManifestResourceNames().Length);
        Assert.InRange(assembly.GetManifestResourceNames().Sum(name => assembly.GetManifestResourceStream(name)!.Length), 1, 200_000);
    }

    [Fact]
    public void FashionMnist_is_read_from_a_folder()
    {
        WriteFashion(28, 28);

        var (train, test) = FashionMnist.Load(_folder.Path);

        Assert.Equal((2, 1, 784), (train.Count, test.Count, train.SampleLength));
        Assert.Equal([9, 0], train.Labels.ToArray());
        Assert.Equal(1f, train.Features[0]);
        Assert.Equal("Ankle boot", train.ClassNames![train.Labels[0]]);
        Assert.Equal(10, test.ClassNames!.Count);
    }

    [Fact]
    public void Files_that_are_missing_are_named_where_nothing_may_be_downloaded()
    {
        WriteFashion(28, 28);
        File.Delete(_folder[FashionMnist.TrainLabels]);
        File.Delete(_folder[FashionMnist.TestImages]);

        var error = Assert.Throws<IOException>(() => FashionMnist.Load(_folder.Path, download: false));

        Assert.Equal($"The folder '{_folder.Path}' lacks {FashionMnist.TrainLabels}, {FashionMnist.TestImages}.", error.Message);
    }

    [Fact]
    public void Images_of_another_size_are_refused()
    {
        WriteFashion(28, 27);

        var error = Assert.Throws<InvalidDataException>(() => FashionMnist.Load(_folder.Path));

        Assert.Equal($"{_folder[FashionMnist.TrainImages]}: expected images of 28 x 28 pixels, found 756 pixels.", error.Message);
    }

    [Fact]
    public async Task Who_cancels_gets_no_data()
    {
        WriteFashion(28, 28);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FashionMnist.LoadAsync(_folder.Path, cancellation: new(canceled: true)));
    }

    [FashionMnistFact]
    public void The_real_files_have_the_hashes_that_a_download_must_have()
    {
        foreach (var file in FashionMnist.Files)
        {
            using var stream = File.OpenRead(Path.Combine(FashionMnistFactAttribute.Folder!, file.Name));
            Assert.Equal(file.Sha256, Convert.ToHexStringLower(SHA256.HashData(stream)));
        }

        var (train, test) = FashionMnist.Load(FashionMnistFactAttribute.Folder, download: false);
        Assert.Equal(Enumerable.Repeat(6000, 10), Counts(train));
        Assert.Equal(Enumerable.Repeat(1000, 10), Counts(test));
    }

    private static int[] Counts(Dataset<int> data) => [.. data.Labels.ToArray().GroupBy(label => label).OrderBy(group => group.Key).Select(group => group.Count())];

    private void WriteFashion(int height, int width)
    {
        byte[] image = [255, .. new byte[(height * width) - 1]];
        _folder.Write(FashionMnist.TrainImages, Packed.Of(IdxTests.File(8, [2, height, width], [.. image, .. image])));
        _folder.Write(FashionMnist.TrainLabels, Packed.Of(IdxTests.File(8, [2], [9, 0])));
        _folder.Write(FashionMnist.TestImages, Packed.Of(IdxTests.File(8, [1, height, width], image)));
        _folder.Write(FashionMnist.TestLabels, Packed.Of(IdxTests.File(8, [1], [3])));
    }
}
