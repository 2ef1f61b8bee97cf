namespace NetGen.Runtime.Tests.Data;

public sealed class ImageDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Images_and_labels_become_samples()
    {
        var data = Read([2, 1, 3], [0, 51, 102, 153, 204, 255], [2], [9, 0]);

        Assert.Equal(2, data.Count);
        Assert.Equal(3, data.SampleLength);
        Assert.Equal([0f, 51 * (1 / 255f), 102 * (1 / 255f)], data.FeaturesOf(0).ToArray());
        Assert.Equal([9, 0], data.Labels.ToArray());
    }

    [Fact]
    public void Pixels_are_scaled_as_asked()
    {
        string images = _folder.Write("images", IdxTests.File(8, [1, 2], [3, 4]));
        string labels = _folder.Write("labels", IdxTests.File(8, [1], [0]));

        Assert.Equal([6f, 8f], ImageDataset.FromIdx(images, labels, scale: 2).Features.ToArray());
    }

    [Fact]
    public void Only_bytes_are_scaled_unless_it_is_asked_for()
    {
        string images = _folder.Write("images", IdxTests.File(0x0d, [1, 2], [0x3f, 0, 0, 0, 0x40, 0x40, 0, 0]));
        string labels = _folder.Write("labels", IdxTests.File(8, [1], [0]));

        Assert.Equal([0.5f, 3f], ImageDataset.FromIdx(images, labels).Features.ToArray());
        Assert.Equal([1f, 6f], ImageDataset.FromIdx(images, labels, scale: 2).Features.ToArray());
        using (var source = ImageSource.FromIdx(images, labels))
            Assert.Equal([0.5f, 3f], Read(source));
        using (var source = ImageSource.FromIdx(images, labels, scale: 2))
            Assert.Equal([1f, 6f], Read(source));

        images = _folder.Write("images", IdxTests.File(9, [1, 2], [0xff, 5]));
        Assert.Equal([-1f, 5f], ImageDataset.FromIdx(images, labels).Features.ToArray());
    }

    [Fact]
    public void Both_files_may_be_packed()
    {
        string images = _folder.Write("images", Packed.Of(IdxTests.File(8, [1, 2], [255, 0])));
        string labels = _folder.Write("labels", Packed.Of(IdxTests.File(8, [1], [4])));

        Assert.Equal([4], ImageDataset.FromIdx(images, labels).Labels.ToArray());
    }

    [Fact]
    public void Another_number_of_labels_names_both_files_and_both_counts() =>
        Assert.Equal(
            $"{_folder["labels"]}: expected 3 labels for the 3 images of {_folder["images"]}, found 2.",
            Refused([3, 2], [1, 2, 3, 4, 5, 6], [2], [0, 1]));

    [Fact]
    public void A_negative_label_names_file_value_and_place() =>
        Assert.Equal(
            $"{_folder["labels"]}: expected class indices from 0 as labels, found -2 at index 1.",
            Refused([3, 1], [1, 2, 3], [3], [0, 0xfe, 0xff], labelType: 9));

    [Fact]
    public void A_label_that_is_no_integer_names_the_file() =>
        Assert.Equal(
            $"{_folder["labels"]}: expected a whole number of 32 bits at index 0, found 0.5.",
            Refused([1, 1], [1], [1], [0x3f, 0, 0, 0], labelType: 0x0d));

    [Fact]
    public void Files_the_wrong_way_round_are_noticed() =>
        Assert.Equal($"{_folder["labels"]}: expected labels of one dimension, found 2 dimensions.", Refused([1], [4], [1, 2], [1, 2]));

    [Theory]
    [InlineData(0, 28, "[0, 28]")]
    [InlineData(1, 0, "[1, 0]")]
    public void No_pixels_are_refused(int count, int pixels, string shape) =>
        Assert.Equal(
            $"{_folder["images"]}: expected at least one image of at least one pixel, found the shape {shape}.",
            Refused([count, pixels], [], [count], new byte[count]));

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Equal(_folder["none"], Assert.Throws<FileNotFoundException>(() => ImageDataset.FromIdx(_folder["none"], _folder["none"])).FileName);

    private static float[] Read(SampleSource<int> source)
    {
        var features = new float[source.SampleLength];
        source.Read(0, features, new int[1]);
        return features;
    }

    private string Refused(int[] imagesShape, byte[] images, int[] labelsShape, byte[] labels, byte labelType = 8) =>
        Assert.Throws<InvalidDataException>(() => Read(imagesShape, images, labelsShape, labels, labelType)).Message;

    private Dataset<int> Read(int[] imagesShape, byte[] images, int[] labelsShape, byte[] labels, byte labelType = 8) =>
        ImageDataset.FromIdx(
            _folder.Write("images", IdxTests.File(8, imagesShape, images)),
            _folder.Write("labels", IdxTests.File(labelType, labelsShape, labels)));
}
