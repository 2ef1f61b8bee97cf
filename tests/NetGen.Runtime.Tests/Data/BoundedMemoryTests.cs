using System.IO.Compression;

namespace NetGen.Runtime.Tests.Data;

/// <summary>What a file says of itself bounds the memory that is taken for it, and so does what it holds.</summary>
public class BoundedMemoryTests
{
    private const long Megabyte = 1 << 20;

    [Fact]
    public void A_packed_file_that_goes_on_after_what_it_announces_is_left_there()
    {
        // 256 MB of zeros after four labels, in 260 KB.
        using var bomb = new MemoryStream();
        using (var packed = new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            packed.Write(IdxTests.File(8, [4], [1, 2, 3, 4]));
            var zeros = new byte[Megabyte];
            for (var i = 0; i < 256; i++)
                packed.Write(zeros);
        }

        bomb.Position = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InvalidDataException>(() => Idx.Read(bomb, "bomb"));

        Assert.Equal("bomb: expected 12 bytes for the shape [4] of UInt8, found more.", error.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (4 * bomb.Length) + (2 * Megabyte));
    }

    [Fact]
    public void A_file_that_announces_more_than_it_holds_takes_no_memory_for_it()
    {
        byte[] file = IdxTests.File(8, [2_000_000_000], [1, 2, 3]);
        foreach (var (stream, found) in new (Stream, string)[] { (new MemoryStream(file), "11"), (new Unseekable(file), "11"), (new MemoryStream(Packed.Of(file)), "11") })
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var error = Assert.Throws<InvalidDataException>(() => Idx.Read(stream, "file"));

            Assert.Equal($"file: expected 2000000008 bytes for the shape [2000000000] of UInt8, found {found}.", error.Message);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Megabyte);
        }
    }

    [Fact]
    public void What_cannot_be_asked_for_its_length_is_read_too()
    {
        var values = new byte[200_000];
        new Random(1).NextBytes(values);
        byte[] file = IdxTests.File(8, [200_000], values);

        Assert.Equal(values, Idx.Read(new Unseekable(file), "file").ToInts().Select(x => (byte)x));
        Assert.Equal(values, Idx.Read(new Unseekable(Packed.Of(file)), "file").ToInts().Select(x => (byte)x));
        var error = Assert.Throws<InvalidDataException>(() => Idx.Read(new Unseekable([.. file, 1]), "file"));
        Assert.Equal("file: expected 200008 bytes for the shape [200000] of UInt8, found more.", error.Message);
    }

    [Fact]
    public void A_packed_file_cut_anywhere_is_refused()
    {
        byte[] file = Packed.Of(IdxTests.File(8, [3000], [.. Enumerable.Range(0, 3000).Select(i => (byte)(i * i))]));
        for (var length = 2; length < file.Length; length++)
        {
            var error = Assert.Throws<InvalidDataException>(() => Idx.Read(new MemoryStream(file[..length]), "file"));
            Assert.StartsWith("file: expected ", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_packed_file_with_a_wrong_byte_is_refused()
    {
        byte[] file = Packed.Of(IdxTests.File(8, [3], [1, 2, 3]));
        file[^6] ^= 1;
        var error = Assert.Throws<InvalidDataException>(() => Idx.Read(new MemoryStream(file), "file"));
        Assert.StartsWith("file: expected gzip data, found a damaged file", error.Message, StringComparison.Ordinal);
    }

    private sealed class Unseekable(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();
    }
}
