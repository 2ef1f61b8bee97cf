using System.Text;
using NetGen.EndToEnd.Programs;
using NetGen.EndToEnd.TensorBoards.Schema;

namespace NetGen.EndToEnd.TensorBoards;

public class EventFileWriterTests
{
    [Fact]
    public void The_checksum_of_these_tests_is_the_published_one() =>
        // The check value of CRC-32C in the catalogue of parametrised CRC algorithms.
        Assert.Equal(0xE3069283u, EventFile.Crc(Encoding.ASCII.GetBytes("123456789")));

    [Fact]
    public void A_file_starts_with_its_version_and_its_name_is_what_TensorBoard_looks_for()
    {
        using var folder = new TemporaryFolder();
        var before = DateTimeOffset.UtcNow;
        using (var writer = new EventFileWriter(folder["logs/run"]))
            Assert.Matches(@"^events\.out\.tfevents\.\d{10}\.[A-Za-z0-9.\-]+\.\d+\.\d+$", Path.GetFileName(writer.Path));

        var first = Assert.Single(EventFile.ReadOnly(folder["logs/run"]));
        Assert.Equal("brain.Event:2", first.FileVersion);
        Assert.InRange(first.WallTime, before.ToUnixTimeMilliseconds() / 1000.0, DateTimeOffset.UtcNow.AddMilliseconds(1).ToUnixTimeMilliseconds() / 1000.0);
    }

    [Fact]
    public void Scalars_come_back_with_tag_step_and_value()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new EventFileWriter(folder.Path))
        {
            writer.AddScalar("loss", 0, 0.5);
            writer.AddScalar("Verlust/größte", 1, double.NaN);
            writer.AddScalar("loss", long.MaxValue, -1e30);
        }

        var events = EventFile.ReadOnly(folder.Path);
        Assert.Equal([(0L, 0.5f), (long.MaxValue, -1e30f)], events.Scalars("loss"));
        Assert.Equal([(1L, float.NaN)], events.Scalars("Verlust/größte"));
        Assert.Equal(4, events.Count);
    }

    [Fact]
    public void A_histogram_comes_back_with_its_sums_and_every_value_in_an_interval()
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, 1000).Select(_ => (random.NextSingle() * 4) - 1).ToArray();
        var histogram = HistogramOf([.. values, float.NaN, float.PositiveInfinity]);

        Assert.Equal(values.Min(), histogram.Min);
        Assert.Equal(values.Max(), histogram.Max);
        Assert.Equal(1000, histogram.Num);
        Assert.Equal(values.Sum(v => (double)v), histogram.Sum, 1e-9);
        Assert.Equal(values.Sum(v => (double)v * v), histogram.SumSquares, 1e-9);
        Assert.Equal(30, histogram.BucketLimit.Count);
        Assert.Equal(histogram.BucketLimit.Order(), histogram.BucketLimit);
        Assert.Equal(values.Max(), histogram.BucketLimit[^1]);
        Assert.Equal(1000, histogram.Bucket.Sum());

        // A value on a limit may stand on either side.
        for (var i = 0; i < histogram.Bucket.Count; i++)
            Assert.Equal(values.Count(v => v <= histogram.BucketLimit[i]), histogram.Bucket.Take(i + 1).Sum(), 1.0);
    }

    [Fact]
    public void Values_that_are_all_the_same_are_one_interval()
    {
        var histogram = HistogramOf([3, 3, 3]);

        Assert.Equal([3.0], histogram.BucketLimit);
        Assert.Equal([3.0], histogram.Bucket);
        Assert.Equal((3.0, 3.0, 9.0, 27.0), (histogram.Min, histogram.Max, histogram.Sum, histogram.SumSquares));
    }

    [Fact]
    public void The_widest_range_of_values_has_its_extremes_in_the_outer_intervals()
    {
        var histogram = HistogramOf([float.MinValue, 0, float.MaxValue]);

        Assert.Equal(1, histogram.Bucket[0]);
        Assert.Equal(1, histogram.Bucket[15]);
        Assert.Equal(1, histogram.Bucket[^1]);
    }

    [Fact]
    public void Where_no_value_is_finite_there_is_no_histogram()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new EventFileWriter(folder.Path))
        {
            writer.AddHistogram("none", 1, []);
            writer.AddHistogram("none", 1, [float.NaN]);
        }

        Assert.Empty(EventFile.ReadOnly(folder.Path).Tags());
    }

    [Fact]
    public void Pictures_come_back_pixel_by_pixel()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new EventFileWriter(folder.Path))
        {
            writer.AddImage("grey", 7, [0, 0.5f, 1, -3, 8, float.NaN], height: 2, width: 3);
            writer.AddImage("colours", 8, [1, 0, 0, 0, 1, 0], height: 1, width: 2, channels: 3);
        }

        var events = EventFile.ReadOnly(folder.Path);
        var grey = Assert.Single(events.Values("grey"));
        Assert.Equal((7L, 2, 3, 1), (grey.Step, grey.Value.Image.Height, grey.Value.Image.Width, grey.Value.Image.Colorspace));
        var picture = PngFile.Read(grey.Value.Image.EncodedImageString.ToByteArray());
        Assert.Equal((2, 3, 1), (picture.Height, picture.Width, picture.Channels));
        Assert.Equal([0, 128, 255, 0, 255, 0], picture.Pixels);

        var colours = Assert.Single(events.Values("colours"));
        Assert.Equal((8L, 1, 2, 3), (colours.Step, colours.Value.Image.Height, colours.Value.Image.Width, colours.Value.Image.Colorspace));
        picture = PngFile.Read(colours.Value.Image.EncodedImageString.ToByteArray());
        Assert.Equal((1, 2, 3), (picture.Height, picture.Width, picture.Channels));
        Assert.Equal([255, 0, 0, 0, 255, 0], picture.Pixels);
    }

    [Fact]
    public void Wrong_arguments_are_refused_and_the_file_stays_whole()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new EventFileWriter(folder.Path))
        {
            Assert.Equal("tag", Assert.Throws<ArgumentException>(() => writer.AddScalar(" ", 1, 1)).ParamName);
            Assert.Equal("tag", Assert.Throws<ArgumentException>(() => writer.AddHistogram("", 1, [1])).ParamName);
            Assert.Equal("pixels", Assert.Throws<ArgumentException>(() => writer.AddImage("image", 1, new float[5], 2, 3)).ParamName);
            Assert.Equal("channels", Assert.Throws<ArgumentOutOfRangeException>(() => writer.AddImage("image", 1, new float[4], 2, 1, 2)).ParamName);
            Assert.Equal("width", Assert.Throws<ArgumentOutOfRangeException>(() => writer.AddImage("image", 1, [], 1, 0)).ParamName);
            writer.AddScalar("loss", 1, 1);
        }

        Assert.Equal([(1L, 1f)], EventFile.ReadOnly(folder.Path).Scalars("loss"));
        Assert.Throws<ArgumentException>(() => new EventFileWriter(""));
    }

    [Fact]
    public void What_was_flushed_can_be_read_while_the_file_is_open()
    {
        using var folder = new TemporaryFolder();
        using var writer = new EventFileWriter(folder.Path);
        writer.AddScalar("loss", 1, 1);
        writer.Flush();

        Assert.Equal([(1L, 1f)], EventFile.ReadOnly(folder.Path).Scalars("loss"));
    }

    [Fact]
    public void Writers_of_one_second_have_files_of_their_own()
    {
        using var folder = new TemporaryFolder();
        using var first = new EventFileWriter(folder.Path);
        using var second = new EventFileWriter(folder.Path);

        Assert.NotEqual(first.Path, second.Path);
    }

    [Fact]
    public void A_scalar_allocates_nothing()
    {
        using var folder = new TemporaryFolder();
        using var writer = new EventFileWriter(folder.Path);
        writer.AddScalar("loss", 1, 1);

        Assert.Equal(0, Allocations.Of(() => writer.AddScalar("loss", 2, 0.5)));
        Assert.NotEqual(0, Allocations.Of(() => writer.AddHistogram("weights", 2, [1, 2])));
    }

    private static Histogram HistogramOf(float[] values)
    {
        using var folder = new TemporaryFolder();
        using (var writer = new EventFileWriter(folder.Path))
            writer.AddHistogram("weights", 3, values);

        var (step, value) = Assert.Single(EventFile.ReadOnly(folder.Path).Values("weights"));
        Assert.Equal(3, step);
        return value.Histo;
    }
}
