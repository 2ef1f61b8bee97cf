using System.IO.Compression;
using System.Text;
using static NetGen.Runtime.Tests.Persistence.SafetensorsFile;

namespace NetGen.Runtime.Tests.Persistence;

/// <summary>What is read, and which files are refused as damaged or foreign.</summary>
public class SafetensorsReaderTests
{
    [Fact]
    public void What_is_written_is_read_back() => Assert.Equal(Values, Read(Written(Values)));

    [Fact]
    public void Tensors_may_come_in_any_order()
    {
        Assert.Equal(Values, Read(Of(Bias, Kernel)));
        Assert.Equal([4f, 5, 6, 7, 8, 9, 1, 2, 3], Read(Of(Entry("a.bias", "3", 0, 12), Entry("a.kernel", "2,3", 12, 36))));
    }

    [Fact]
    public void What_others_write_beside_the_tensors_is_skipped() =>
        Assert.Equal(Values, Read(WithHeader(Encoding.UTF8.GetBytes($$"""{"__metadata__":{"format":"pt","{":"}"}, {{Kernel}} ,{{Bias}}}     """))));

    [Fact]
    public void A_stream_without_a_length_is_read()
    {
        var packed = new MemoryStream();
        using (var pack = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            pack.Write(Written(Values));
        packed.Position = 0;
        var read = new float[9];

        SafetensorsReader.Read(new GZipStream(packed, CompressionMode.Decompress), "net", Tensors, read);

        Assert.Equal(Values, read);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        byte[] file = Written(Values);
        for (int length = 0; length < file.Length; length++)
        {
            string part = length < 8 ? "expected a header length of 8 bytes, found " : length < file.Length - 36 ? "header: expected " : "data: expected 36 bytes, found ";
            Assert.StartsWith(part, Refused(file[..length]));
        }
    }

    [Fact]
    public void A_file_with_more_than_its_header_says_is_refused() =>
        Assert.Equal("data: expected 36 bytes, found more.", Refused([.. Written(Values), 0]));

    [Theory]
    [InlineData(0, "a length of 0;")]
    [InlineData(1, "a length of 1;")]
    [InlineData(100_000_001, "a length of 100000001;")]
    [InlineData(long.MaxValue, "a length of 9223372036854775807;")]
    [InlineData(-1, "a length of 18446744073709551615;")]
    public void A_header_of_an_impossible_length_is_refused(long length, string found) =>
        Assert.Contains(found, Refused([.. BitConverter.GetBytes(length), .. Written(Values)[8..]]));

    [Fact]
    public void A_header_longer_than_the_file_is_refused() =>
        Assert.StartsWith("header: expected 100000000 bytes, found ", Refused([.. BitConverter.GetBytes(100_000_000L), .. Written(Values)[8..]]));

    [Fact]
    public void A_file_of_another_format_is_refused()
    {
        Assert.EndsWith("this is no safetensors file.", Refused("""{"a.kernel": [1, 2, 3], "a.bias": [4]}"""u8.ToArray()));
        Assert.EndsWith("this is no safetensors file.", Refused([0x89, .. "PNG\r\n\x1a\n"u8, 0, 0, 0, 13]));
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create))
            archive.CreateEntry("data.pkl").Open().Dispose();
        Assert.EndsWith("this is no safetensors file.", Refused(zip.ToArray()));
        Assert.Equal("header: expected a JSON object that starts with '{', found the byte 0x00; this is no safetensors file.", Refused([2, .. new byte[100]]));
    }

    [Theory]
    [InlineData(" {}", "header: expected a JSON object that starts with '{', found the byte 0x20")]
    [InlineData("[]", "header: expected a JSON object that starts with '{', found the byte 0x5b")]
    [InlineData("{\"a\"", "header: expected JSON, found ")]
    [InlineData("{}{}", "header: expected JSON, found ")]
    [InlineData("{}\0\0", "header: expected JSON, found ")]
    [InlineData("{,}", "header: expected JSON, found ")]
    [InlineData("""{"\ud800":{}}""", "header: expected JSON, found ")]
    public void A_header_that_is_no_object_of_json_is_refused(string header, string expected) =>
        Assert.StartsWith(expected, Refused(WithHeader(Encoding.UTF8.GetBytes(header))));

    [Fact]
    public void A_header_nested_without_end_is_refused() =>
        Assert.StartsWith("header: expected JSON, found ", Refused(Of("\"__metadata__\":" + new string('[', 10_000))));

    [Fact]
    public void A_header_that_is_no_text_is_refused()
    {
        byte[] name = [.. "{\""u8, 0xff, .. "\":{}}"u8];
        byte[] metadata = [.. "{\"__metadata__\":{\"a\":\""u8, 0xc3, .. "\"},"u8, .. Encoding.UTF8.GetBytes(Kernel + "," + Bias), (byte)'}'];

        Assert.Equal("header: expected text in UTF-8, found bytes that are none.", Refused(WithHeader(name)));
        Assert.Equal("header: expected text in UTF-8, found bytes that are none.", Refused(WithHeader(metadata)));
    }
}
