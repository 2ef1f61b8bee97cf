using Microsoft.Win32.SafeHandles;

namespace NetGen.Runtime.Tests.Data;

public sealed class SampleSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<byte, int, int> Images => new()
    {
        { 0x08, 5, 7 },
        { 0x08, 4, 4 },
        { 0x09, 3, 3 },
        { 0x0b, 3, 6 },
        { 0x0d, 2, 2 },
    };

    [Theory]
    [MemberData(nameof(Images))]
    public void Images_on_disk_are_those_in_memory(byte type, int height, int width)
    {
        const int Count = 9;
        var (images, labels) = Write(type, Count, height, width);
        var expected = ImageDataset.FromIdx(images, labels);

        using var source = ImageSource.FromIdx(images, labels);
        var features = new float[Count * height * width];
        var classes = new int[Count];

        Assert.Equal((Count, height * width, 1), (source.Count, source.SampleLength, source.LabelLength));
        source.ReadRange(0, Count, features, classes);
        Assert.Equal(expected.Features.ToArray(), features);
        Assert.Equal(expected.Labels.ToArray(), classes);
        for (var i = Count - 1; i >= 0; i--)
        {
            source.Read(i, features.AsSpan(0, source.SampleLength), classes.AsSpan(0, 1));
            Assert.Equal(expected.FeaturesOf(i).ToArray(), features.AsSpan(0, source.SampleLength).ToArray());
            Assert.Equal(expected.Labels[i], classes[0]);
        }
    }

    [Fact]
    public void Long_ranges_are_read_in_pieces_and_by_many_threads_at_once()
    {
        const int Count = 3000;
        var (images, labels) = Write(8, Count, 20, 20);
        var expected = ImageDataset.FromIdx(images, labels, scale: 2);

        using var source = ImageSource.FromIdx(images, labels, scale: 2);

        Parallel.For(0, 4, _ =>
        {
            var features = new float[Count * 400];
            source.ReadRange(0, Count, features, new int[Count]);
            Assert.True(expected.Features.SequenceEqual(features));
        });
    }

    [Fact]
    public void Images_that_cannot_be_read_one_by_one_are_refused()
    {
        var (images, labels) = Write(8, 3, 2, 2);
        var packed = _folder.Write("packed", Packed.Of(File.ReadAllBytes(images)));
        var cut = _folder.Write("cut", File.ReadAllBytes(images)[..^1]);
        var few = _folder.Write("few", IdxTests.File(8, [2], [0, 1]));
        var none = _folder.Write("none", IdxTests.File(8, [0, 2, 2], []));

        Assert.Contains($"{packed}: expected an IDX file, found one packed with gzip", Refused(packed, labels), StringComparison.Ordinal);
        Assert.Contains($"{cut}: expected 28 bytes for the shape [3, 2, 2] of UInt8, found 27.", Refused(cut, labels), StringComparison.Ordinal);
        Assert.Contains($"{few}: expected 3 labels for the 3 images", Refused(images, few), StringComparison.Ordinal);
        Assert.Contains("found the shape [0, 2, 2]", Refused(none, labels), StringComparison.Ordinal);
        Assert.Contains("IDX header", Refused(_folder.Write("empty", []), labels), StringComparison.Ordinal);

        // Every file was closed again, so that it can be removed.
        foreach (var file in Directory.GetFiles(_folder.Path))
            File.Open(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
    }

    [Fact]
    public void A_file_that_became_shorter_is_named()
    {
        var path = _folder.Write("short", new byte[10]);
        using var source = new Records(path, File.OpenHandle(path));

        var error = Assert.Throws<InvalidDataException>(() => source.Read(2, new float[4], new int[1]));

        Assert.StartsWith($"{path}: expected 2 bytes more at byte 10, for the samples from 2 on", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_samples_gives_back_what_was_written()
    {
        var path = _folder["samples"];
        var count = SampleFile.Write(path, SampleStream.Regression(Enumerable.Range(0, 10).Select(i => (new[] { i, i + 0.5f, -i }, new[] { i * 2f, float.NaN })), 3, 2));

        using var source = SampleFile.OpenRegression(path, 3, 2);
        var features = new float[6];
        var targets = new float[4];
        source.ReadRange(4, 2, features, targets);

        Assert.Equal(10, count);
        Assert.Equal((10, 3, 2), (source.Count, source.SampleLength, source.LabelLength));
        Assert.Equal([4, 4.5f, -4, 5, 5.5f, -5], features);
        Assert.Equal([8, float.NaN, 10, float.NaN], targets);
    }

    [Fact]
    public void A_file_of_class_indices_is_features_then_a_32_bit_integer()
    {
        var path = _folder["samples"];
        SampleFile.Write(path, SampleStream.Classification([(new[] { 1f }, 3), (new[] { -2f }, 258)], 1));

        Assert.Equal([0, 0, 0x80, 0x3f, 3, 0, 0, 0, 0, 0, 0, 0xc0, 2, 1, 0, 0], File.ReadAllBytes(path));
        using var source = SampleFile.OpenClassification(path, 1);
        var label = new int[1];
        source.Read(1, new float[1], label);
        Assert.Equal([258], label);
    }

    [Fact]
    public void A_file_of_samples_that_does_not_fit_or_a_bad_range_is_refused()
    {
        var path = _folder.Write("samples", new byte[24]);
        using var source = SampleFile.OpenClassification(path, 2);

        Assert.Contains("found 24 bytes", Assert.Throws<InvalidDataException>(() => SampleFile.OpenRegression(path, 4)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => SampleFile.OpenRegression(_folder.Write("nothing", []), 4));
        Assert.Equal("targetLength", Assert.Throws<ArgumentOutOfRangeException>(() => SampleFile.OpenRegression(path, 2, 0)).ParamName);
        Assert.Equal("first", Assert.Throws<ArgumentOutOfRangeException>(() => source.Read(2, new float[2], new int[1])).ParamName);
        Assert.Equal("first", Assert.Throws<ArgumentOutOfRangeException>(() => source.Read(-1, new float[2], new int[1])).ParamName);
        Assert.Equal("features", Assert.Throws<ArgumentException>(() => source.Read(0, new float[3], new int[1])).ParamName);
        Assert.Equal("labels", Assert.Throws<ArgumentException>(() => source.Read(0, new float[2], new int[2])).ParamName);
    }

    [Fact]
    public void A_sequence_with_a_sample_of_another_length_says_which()
    {
        var features = SampleStream.Classification([(new float[2], 0), (new float[3], 0)], 2);
        var targets = SampleStream.Regression([(new float[2], new float[1]), (new float[2], new float[2])], 2);

        Assert.Equal("Sample 1 of the sequence has 3 features; expected 2.", Assert.Throws<InvalidDataException>(() => StreamContents.Of(features)).Message);
        Assert.Equal("Sample 1 of the sequence has 2 targets; expected 1.", Assert.Throws<InvalidDataException>(() => StreamContents.Of(targets)).Message);
        Assert.Equal("samples", Assert.Throws<ArgumentNullException>(() => SampleStream.Classification(null!, 2)).ParamName);
    }

    private static string Refused(string images, string labels) => Assert.Throws<InvalidDataException>(() => ImageSource.FromIdx(images, labels)).Message;

    private (string Images, string Labels) Write(byte type, int count, int height, int width)
    {
        var random = new Random(count);
        var size = type switch { 0x0b => 2, 0x0d => 4, _ => 1 };
        var values = new byte[count * height * width * size];
        random.NextBytes(values);
        for (var i = 0; type == 0x0d && i < values.Length; i += 4)
            values[i] = 0x40;
        return (
            _folder.Write("images", IdxTests.File(type, [count, height, width], values)),
            _folder.Write("labels", IdxTests.File(8, [count], [.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))])));
    }

    /// <summary>Three records of four bytes, whatever the file holds.</summary>
    private sealed class Records(string path, SafeFileHandle file) : RecordSource<int>(path, file, start: 0, recordBytes: 4)
    {
        public override int Count => 3;

        public override int SampleLength => 4;

        public override int LabelLength => 1;

        public override void DecodeFeatures(ReadOnlySpan<byte> records, Span<float> features)
        {
        }

        public override void DecodeLabels(ReadOnlySpan<byte> records, int first, Span<int> labels)
        {
        }
    }
}
