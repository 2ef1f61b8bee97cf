using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using static NetGen.Runtime.Tests.Persistence.SafetensorsFile;

namespace NetGen.Runtime.Tests.Persistence;

/// <summary>What is written is what https://github.com/huggingface/safetensors, "Format", prescribes.</summary>
public class SafetensorsWriterTests
{
    private readonly byte[] _file = Written(Values);

    private int HeaderLength => (int)BinaryPrimitives.ReadUInt64LittleEndian(_file);

    [Fact]
    public void The_file_is_a_length_a_header_and_the_values_in_little_endian()
    {
        Assert.Equal(8 + HeaderLength + 36, _file.Length);
        for (int i = 0; i < 9; i++)
            Assert.Equal(Values[i], BinaryPrimitives.ReadSingleLittleEndian(_file.AsSpan(8 + HeaderLength + 4 * i)));
    }

    [Fact]
    public void The_header_starts_with_a_brace_and_is_padded_with_spaces_to_a_multiple_of_eight()
    {
        string header = Encoding.UTF8.GetString(_file, 8, HeaderLength);

        Assert.StartsWith("{\"", header);
        Assert.Equal(0, header.Length % 8);
        Assert.InRange(header.Length - header.TrimEnd(' ').Length, 0, 7);
        Assert.EndsWith("}", header.TrimEnd(' '));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void The_data_are_aligned_whatever_the_names(int length)
    {
        var stream = new MemoryStream();
        ParameterTensor tensor = new("w" + new string('x', length), 0, [1], Initializer.Zeros);

        SafetensorsWriter.Write(stream, [tensor], [1], Metadata);

        Assert.Equal(4, stream.Length % 8);
    }

    [Fact]
    public void The_header_describes_every_tensor_and_the_network()
    {
        using var header = JsonDocument.Parse(_file.AsMemory(8, HeaderLength));
        var root = header.RootElement;

        Assert.Equal(["__metadata__", "a.kernel", "a.bias"], root.EnumerateObject().Select(property => property.Name));
        Assert.Equal("""{"format":"netgen","network":"Net"}""", root.GetProperty("__metadata__").GetRawText());
        Assert.Equal("""{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}""", root.GetProperty("a.kernel").GetRawText());
        Assert.Equal("""{"dtype":"F32","shape":[3],"data_offsets":[24,36]}""", root.GetProperty("a.bias").GetRawText());
    }

    [Fact]
    public void A_network_says_its_name_and_its_layers()
    {
        var stream = new MemoryStream();
        NetworkFile.Write(stream, new NetworkDescription("Net", [2], [3], 1, false, 1, 1, Tensors, "", Signature: "Input(2), Dense(3)"), Values, preprocessor: null, names: default);
        stream.Position = 0;

        var metadata = SafetensorsReader.ReadContent(stream, "net").Metadata;

        Assert.Equal([new("netgen.layers", "Input(2), Dense(3)")], metadata);
        Assert.Contains("""{"format":"netgen","network":"Net","netgen.layers":"Input(2), Dense(3)"}""", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_any_letters_come_back()
    {
        ParameterTensor[] tensors = [new("schicht \"größe\"\n日本", 0, [1], Initializer.Zeros)];
        var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, tensors, [5], [("network", "日本")]);
        stream.Position = 0;
        var read = new float[1];

        SafetensorsReader.Read(stream, "net", tensors, read);

        Assert.Equal(5, read[0]);
    }

    [Fact]
    public void Every_bit_of_a_value_comes_back()
    {
        float[] values = [0f, -0f, float.NaN, BitConverter.UInt32BitsToSingle(0xffc12345), float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, float.MaxValue, 0.1f];

        float[] read = Read(Written(values));

        Assert.Equal(values.Select(BitConverter.SingleToUInt32Bits), read.Select(BitConverter.SingleToUInt32Bits));
    }

    [Fact]
    public void A_network_without_parameters_is_written_and_read()
    {
        var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, [], [], Metadata);
        stream.Position = 0;

        SafetensorsReader.Read(stream, "net", [], []);

        Assert.Equal(stream.Length, stream.Position);
    }
}
