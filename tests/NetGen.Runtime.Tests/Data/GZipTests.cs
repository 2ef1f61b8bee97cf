using System.IO.Compression;
using System.Text;

namespace NetGen.Runtime.Tests.Data;

public class GZipTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 100)));

    [Fact]
    public void What_is_not_packed_comes_as_it_is() => Assert.Equal(Text, Read(Text));

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void What_is_packed_comes_unpacked(CompressionLevel level) => Assert.Equal(Text, Read(Packed.Of(Text, level)));

    [Fact]
    public void Several_packed_parts_are_one_file() => Assert.Equal([.. Text, .. Text], Read([.. Packed.Of(Text), .. Packed.Of(Text)]));

    [Fact]
    public void Nothing_may_be_packed_in_the_two_ways_there_are()
    {
        byte[] header = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];

        Assert.Equal(Text, Read([.. Packed.Of(Text), .. header, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
        Assert.Empty(Read([.. header, 1, 0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(512)]
    public void Zeros_after_the_end_do_not_matter(int zeros)
    {
        Assert.Equal(Text, Read([.. Packed.Of(Text), .. new byte[zeros]]));
        Assert.Equal(new byte[1 << 16], Read([.. Packed.Of(new byte[1 << 16]), .. new byte[zeros]]));
    }

    [Fact]
    public void Anything_else_after_the_end_is_refused()
    {
        Assert.StartsWith("file: expected gzip data, found a damaged file", Refused([.. Packed.Of(Text), 0, 1]).Message);
        Assert.StartsWith("file: expected gzip data, found a damaged file", Refused([.. Packed.Of(Text)[..^1], .. new byte[9], 1]).Message);
    }

    [Fact]
    public void A_packed_file_cut_anywhere_is_refused()
    {
        // Zeros, so that what stands at the end of the cut file looks like a length that fits.
        byte[] file = Packed.Of(new byte[64], CompressionLevel.NoCompression);
        for (int length = 2; length < file.Length; length++)
            Assert.StartsWith("file: expected gzip data, found a damaged file", Refused(file[..length]).Message);
    }

    [Fact]
    public void A_packed_file_with_a_wrong_byte_is_refused()
    {
        byte[] file = Packed.Of(Text);
        file[^6] ^= 1;
        Assert.StartsWith("file: expected gzip data, found a damaged file", Refused(file).Message);
    }

    [Fact]
    public void A_file_may_be_as_long_as_the_limit()
    {
        Assert.Equal(Text, GZip.ReadAll(new MemoryStream(Text), "file", Text.Length));
        Assert.Equal(new byte[1000], GZip.ReadAll(new MemoryStream(Packed.Of(new byte[1000])), "file", 1000));
    }

    [Fact]
    public void A_file_longer_than_the_limit_is_refused_before_or_after_unpacking()
    {
        Assert.Equal("file: expected at most 288 bytes, found more.", Refused(Text, Text.Length - 1).Message);
        Assert.Equal("file: expected at most 999 bytes, found more.", Refused(Packed.Of(new byte[1000]), 999).Message);
    }

    [Fact]
    public void What_goes_wrong_in_the_stream_is_not_taken_for_a_long_file()
    {
        var error = new IOException("The name is too long.");
        Assert.Same(error, Assert.Throws<IOException>(() => GZip.ReadAll(new FailingStream(error), "file")));
    }

    private static byte[] Read(byte[] file) => GZip.ReadAll(new MemoryStream(file), "file");

    private static InvalidDataException Refused(byte[] file, int limit = int.MaxValue) =>
        Assert.Throws<InvalidDataException>(() => GZip.ReadAll(new MemoryStream(file), "file", limit));

    private sealed class FailingStream(Exception error) : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw error;

        public override int Read(Span<byte> buffer) => throw error;
    }
}
