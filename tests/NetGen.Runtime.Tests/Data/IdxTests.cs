using System.Buffers.Binary;

namespace NetGen.Runtime.Tests.Data;

public class IdxTests
{
    public static TheoryData<byte, byte[], float> Elements => new()
    {
        { 0x08, [0xff], 255 },
        { 0x09, [0xff], -1 },
        { 0x0b, [0x80, 0x01], -32767 },
        { 0x0c, [0x00, 0x01, 0x00, 0x02], 65538 },
        { 0x0c, [0xff, 0xff, 0xff, 0xfe], -2 },
        { 0x0d, [0xc0, 0x20, 0x00, 0x00], -2.5f },
        { 0x0e, [0x3f, 0xd0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00], 0.25f },
    };

    [Theory]
    [MemberData(nameof(Elements))]
    public void Every_type_of_the_format_is_read(byte type, byte[] element, float expected)
    {
        var array = Read(File(type, [2], [.. element, .. element]));

        Assert.Equal([expected, expected], array.ToFloats());
        Assert.Equal([2], array.Shape.ToArray());
    }

    [Fact]
    public void The_shape_comes_from_the_header()
    {
        var array = Read(File(8, [2, 3, 1], [1, 2, 3, 4, 5, 6]));

        Assert.Equal([2, 3, 1], array.Shape.ToArray());
        Assert.Equal(2, array.Count);
        Assert.Equal(6, array.Length);
        Assert.Equal([1, 2, 3, 4, 5, 6], array.ToInts());
    }

    [Fact]
    public void Values_are_scaled_one_by_one() => Assert.Equal([0f, 1 / 255f, 1f], Read(File(8, [3], [0, 1, 255])).ToFloats(1 / 255f));

    [Fact]
    public void A_double_beyond_the_floats_is_refused_and_infinity_is_not()
    {
        Assert.Equal([float.PositiveInfinity], Read(File(0x0e, [1], [0x7f, 0xf0, 0, 0, 0, 0, 0, 0])).ToFloats());
        var error = Assert.Throws<InvalidDataException>(() => Read(File(0x0e, [1], [0x7f, 0xe0, 0, 0, 0, 0, 0, 0])).ToFloats());
        Assert.Equal("file: expected numbers within the range of a float, found 8.98846567431158E+307.", error.Message);
    }

    [Fact]
    public void The_largest_and_smallest_integers_are_kept() =>
        Assert.Equal([int.MaxValue, int.MinValue], Read(File(0x0c, [2], [0x7f, 0xff, 0xff, 0xff, 0x80, 0, 0, 0])).ToInts());

    [Fact]
    public void A_packed_file_is_read() => Assert.Equal([7, 9], Read(Packed.Of(File(8, [2], [7, 9]))).ToInts());

    [Fact]
    public void A_file_of_nothing_is_read()
    {
        var array = Read(File(8, [0, 28, 28], []));

        Assert.Equal(0, array.Count);
        Assert.Empty(array.ToFloats());
    }

    [Fact]
    public void A_file_is_read_from_its_path_and_named_in_errors()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal([5], Idx.Read(folder.Write("good", File(8, [1], [5]))).ToInts());
        string bad = folder.Write("bad", File(8, [2], [5]));
        Assert.StartsWith(bad + ": expected 10 bytes for the shape [2] of UInt8, found 9", Assert.Throws<InvalidDataException>(() => Idx.Read(bad)).Message);
    }

    [Theory]
    [InlineData(0x0d, new byte[] { 0x3f, 0x00, 0x00, 0x00 }, "0.5")]
    [InlineData(0x0d, new byte[] { 0x7f, 0xc0, 0x00, 0x00 }, "NaN")]
    [InlineData(0x0d, new byte[] { 0x4f, 0x00, 0x00, 0x00 }, "2147483648")]
    public void A_number_that_is_no_integer_is_refused_with_the_names_of_file_and_place(byte type, byte[] element, string found)
    {
        var array = Read(File(type, [2], [0, 0, 0, 0, .. element]));

        var error = Assert.Throws<InvalidDataException>(array.ToInts);

        Assert.Equal($"file: expected a whole number of 32 bits at index 1, found {found}.", error.Message);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        byte[] file = File(0x0b, [2, 2], [1, 2, 3, 4, 5, 6, 7, 8]);
        for (int length = 0; length < file.Length; length++)
            Assert.StartsWith("file: expected ", Refused(file[..length]));
    }

    [Fact]
    public void A_file_with_more_than_its_shape_is_refused() =>
        Assert.Equal("file: expected 10 bytes for the shape [2] of UInt8, found 11.", Refused(File(8, [2], [1, 2, 3])));

    [Theory]
    [InlineData(1, 0, 8, 1, "01 00 08 01")]
    [InlineData(0, 1, 8, 1, "00 01 08 01")]
    [InlineData(0, 0, 0x0a, 1, "00 00 0a 01")]
    [InlineData(0, 0, 8, 0, "00 00 08 00")]
    [InlineData((byte)'P', (byte)'K', 3, 4, "50 4b 03 04")]
    public void Another_magic_number_is_refused(byte first, byte second, byte type, byte rank, string found) =>
        Assert.Equal($"file: expected IDX's magic number (0, 0, type, rank), found {found}.", Refused([first, second, type, rank, 0, 0, 0, 0]));

    [Theory]
    [InlineData(new[] { 65536, 65536 }, "dimension 1 of 65536")]
    [InlineData(new[] { 65536, 65536, 65536, 65536 }, "dimension 1 of 65536")]
    [InlineData(new[] { -1 }, "dimension 0 of 4294967295")]
    [InlineData(new[] { 0, -1 }, "dimension 1 of 4294967295")]
    [InlineData(new[] { int.MaxValue }, "dimension 0 of 2147483647")]
    public void Dimensions_that_make_too_many_values_are_refused(int[] shape, string found)
    {
        string message = Refused(File(8, shape, []));

        Assert.StartsWith("file: expected at most ", message);
        Assert.Contains(found, message);
    }

    [Fact]
    public void A_shape_of_more_bytes_than_an_array_holds_is_refused() =>
        Assert.Equal("file: expected 16000000008 bytes for the shape [2000000000] of Float64, found 8.", Refused(File(0x0e, [2_000_000_000], [])));

    [Fact]
    public void Without_file_or_name_the_argument_is_named()
    {
        Assert.Equal("path", Assert.Throws<ArgumentException>(() => Idx.Read("")).ParamName);
        Assert.Equal("stream", Assert.Throws<ArgumentNullException>(() => Idx.Read(null!, "file")).ParamName);
        Assert.Equal("name", Assert.Throws<ArgumentNullException>(() => Idx.Read(Stream.Null, null!)).ParamName);
    }

    /// <summary>Two zeros, the type, the rank, the extents in big endian, the values.</summary>
    internal static byte[] File(byte type, int[] shape, byte[] values)
    {
        var header = new byte[4 + 4 * shape.Length];
        header[2] = type;
        header[3] = (byte)shape.Length;
        for (int i = 0; i < shape.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + 4 * i), shape[i]);
        return [.. header, .. values];
    }

    private static IdxArray Read(byte[] file) => Idx.Read(new MemoryStream(file), "file");

    private static string Refused(byte[] file) => Assert.Throws<InvalidDataException>(() => Read(file)).Message;
}
