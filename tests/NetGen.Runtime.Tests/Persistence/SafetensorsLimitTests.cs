using System.Text;
using static NetGen.Runtime.Tests.Persistence.SafetensorsFile;

namespace NetGen.Runtime.Tests.Persistence;

/// <summary>Headers with far more in them than a network has: the memory that is taken for them is bounded, whatever they announce.</summary>
public class SafetensorsLimitTests
{
    private const int Megabyte = 1 << 20;

    [Theory]
    [InlineData("tensor{0}", "header: expected at most 65536 tensors, found more.")]
    [InlineData("training.{0}", "header: expected at most 65536 tensors, found more.")]
    public void A_million_names_are_refused(string name, string expected)
    {
        var file = Many(1_000_000, i => Entry(name.Replace("{0}", $"{i}", StringComparison.Ordinal), "0", 36, 36));

        Assert.Equal(expected, RefusedWithin(file, 64 * Megabyte));
    }

    [Fact]
    public void A_million_texts_of_a_training_are_refused()
    {
        var file = Many(1, _ => $$"""
            "__metadata__":{{{string.Join(',', Enumerable.Range(0, 1_000_000).Select(i => $"\"training.{i}\":\"\""))}}}
            """);

        var (message, allocated) = Measured(file, new TrainingState());

        Assert.Equal("metadata: expected at most 65536 texts, found more.", message);
        Assert.InRange(allocated, 0, (4L * file.Length) + (64 * Megabyte));
    }

    [Fact]
    public void A_million_foreign_texts_are_passed_over()
    {
        var file = Many(1, _ => $$"""
            "__metadata__":{{{string.Join(',', Enumerable.Range(0, 1_000_000).Select(i => $"\"{i}\":\"\""))}}}
            """);

        var (message, allocated) = Measured(file);

        Assert.Null(message);
        Assert.InRange(allocated, 0, (4L * file.Length) + (64 * Megabyte));
    }

    [Fact]
    public void A_shape_of_a_million_axes_is_refused() => Assert.Equal(
        "tensor 'a.kernel': shape: expected at most 64 numbers, found more.",
        RefusedWithin(Of(Entry("a.kernel", string.Join(',', Enumerable.Repeat(1, 1_000_000)), 0, 24), Bias), Megabyte));

    [Fact]
    public void A_name_of_a_million_letters_is_refused() => Assert.Equal(
        "header: tensor: expected a name of at most 65536 bytes, found one of 1000000.",
        RefusedWithin(Of(Entry(new string('x', 1_000_000), "0", 0, 0)), Megabyte));

    [Fact]
    public void A_name_is_shown_on_one_line_and_cut() => Assert.Equal(
        $"tensor '{new string('x', 90)}\\n\\u001Byy...': expected a.kernel, a.bias, found one that the network does not have.",
        Refused(Of(Kernel, Bias, Entry(new string('x', 90) + "\\n\\u001b" + new string('y', 100), "0", 36, 36))));

    [Theory]
    [InlineData("F32", 4)]
    [InlineData("F64", 8)]
    public void No_memory_is_taken_for_what_a_stream_announces_and_does_not_have(string type, int size)
    {
        var length = Array.MaxLength;
        var file = Of(Kernel, Bias, Entry("training.moment", $"{length}", 36, 36 + ((long)size * length), type));

        var (message, allocated) = Measured(file, new TrainingState(), isSeekable: false);

        Assert.Equal($"data: expected {36 + ((long)size * length)} bytes, found 36.", message);
        Assert.InRange(allocated, 0, 64 * Megabyte);
    }

    [Fact]
    public void No_memory_is_taken_for_a_header_that_a_stream_does_not_have()
    {
        var (message, allocated) = Measured([.. BitConverter.GetBytes(100_000_000L), .. "{}"u8], isSeekable: false);

        Assert.Equal("header: expected 100000000 bytes, found 2.", message);
        Assert.InRange(allocated, 0, 8 * Megabyte);
    }

    [Fact]
    public void The_state_of_a_training_is_passed_over_where_nobody_asks_for_it()
    {
        const int length = 4_000_000;
        byte[] file = [.. Of(Kernel, Bias, Entry("training.moment", $"{length}", 36, 36 + (4L * length))), .. new byte[4 * length]];

        foreach (var isSeekable in new[] { true, false })
        {
            var (message, allocated) = Measured(file, isSeekable: isSeekable);

            Assert.Null(message);
            Assert.InRange(allocated, 0, Megabyte);
        }
    }

    [Fact]
    public void Texts_are_read_once_and_are_texts()
    {
        Assert.Equal(
            "metadata 'netgen.layers': expected once, found twice.",
            Refused(Of("\"__metadata__\":{\"netgen.layers\":\"a\",\"netgen\\u002elayers\":\"b\"}", Kernel, Bias)));
        Assert.Equal(
            "metadata 'netgen.layers': expected a text, found Number.",
            Refused(Of("\"__metadata__\":{\"netgen.layers\":1}", Kernel, Bias)));
        Assert.Equal(Values, Read(Of("\"__metadata__\":{\"a\":\"b\",\"a\":{\"c\":[1]}}", Kernel, Bias)));
    }

    private static byte[] Many(int count, Func<int, string> entry)
    {
        var header = new StringBuilder("{").Append(Kernel).Append(',').Append(Bias);
        for (var i = 0; i < count; i++)
            header.Append(',').Append(entry(i));
        return WithHeader(Encoding.UTF8.GetBytes(header.Append('}').ToString()));
    }

    private static string RefusedWithin(byte[] file, long allowance)
    {
        var (message, allocated) = Measured(file);
        Assert.InRange(allocated, 0, (4L * file.Length) + allowance);
        return message!;
    }

    /// <summary>Reads a file: what the message says after its name, null where it was taken, and how many bytes were allocated on the way.</summary>
    private static (string? Message, long Allocated) Measured(byte[] file, TrainingState? state = null, bool isSeekable = true)
    {
        using Stream stream = isSeekable ? new MemoryStream(file) : new BufferedPipe(file);
        var destination = new float[9];
        var before = GC.GetAllocatedBytesForCurrentThread();
        string? message = null;
        try
        {
            SafetensorsReader.ReadData(stream, "net", SafetensorsReader.ReadContent(stream, "net", state).Entries, Tensors, destination, state);
        }
        catch (InvalidDataException error)
        {
            message = error.Message["net: ".Length..];
        }

        return (message, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>Bytes whose number nobody knows before they are read.</summary>
    private sealed class BufferedPipe(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();
    }
}
