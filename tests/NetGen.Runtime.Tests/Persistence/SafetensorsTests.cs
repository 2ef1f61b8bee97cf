using System.Text;

namespace NetGen.Tests.Persistence;

public class SafetensorsTests
{
    private static readonly ParameterTensor[] Tensors =
        [new("a.kernel", 0, [2, 3], Initializer.Zeros), new("a.bias", 6, [3], Initializer.Zeros)];

    private static readonly float[] Values = [1, 2, 3, 4, 5, 6, 7, 8, 9];

    [Fact]
    public void What_is_written_is_read_back() => Assert.Equal(Values, Read(Written()));

    [Fact]
    public void A_file_cut_anywhere_is_refused_and_changes_nothing()
    {
        byte[] file = Written();
        for (int length = 0; length < file.Length; length++)
        {
            var destination = new float[9];
            Assert.Throws<InvalidDataException>(() => SafetensorsReader.Read(new MemoryStream(file[..length]), "net", Tensors, destination));
            Assert.All(destination, value => Assert.Equal(0, value));
        }
    }

    [Fact]
    public void Tensors_may_come_in_any_order() =>
        Assert.Equal([4, 5, 6, 7, 8, 9, 1, 2, 3], Read(File(Entry("a.bias", "3", 0, 12) + "," + Entry("a.kernel", "2,3", 12, 36))));

    [Theory]
    [InlineData("3,2", 0, 24, "F32", "expected shape [2, 3], found [3, 2]")]
    [InlineData("2,3", 0, 24, "F16", "expected dtype F32, found F16")]
    [InlineData("2,3", 0, 20, "F32", "expected data_offsets 24 bytes apart")]
    [InlineData("2,3", 4, 28, "F32", "expected data from offset")]
    public void A_mismatch_names_source_and_tensor(string shape, int start, int end, string type, string expected)
    {
        byte[] file = File(Entry("a.kernel", shape, start, end, type) + "," + Entry("a.bias", "3", 24, 36));
        string message = Assert.Throws<InvalidDataException>(() => Read(file)).Message;
        Assert.StartsWith("net: tensor 'a.", message);
        Assert.Contains(expected, message);
    }

    [Fact]
    public void A_failing_write_leaves_the_old_file_and_nothing_beside_it()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        string path = Path.Combine(folder, "net");
        AtomicFile.Write(path, stream => stream.WriteByte(1));
        Assert.Throws<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(2);
            throw new IOException();
        }));
        Assert.Equal([1], System.IO.File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(folder));
        Directory.Delete(folder, recursive: true);
    }

    private static string Entry(string name, string shape, int start, int end, string type = "F32") =>
        $$"""
        "{{name}}":{"dtype":"{{type}}","shape":[{{shape}}],"data_offsets":[{{start}},{{end}}]}
        """;

    private static byte[] File(string entries)
    {
        byte[] header = Encoding.UTF8.GetBytes("{" + entries + "}");
        return [.. BitConverter.GetBytes((long)header.Length), .. header, .. Values.SelectMany(BitConverter.GetBytes)];
    }

    private static byte[] Written()
    {
        var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, Tensors, Values, "Net");
        return stream.ToArray();
    }

    private static float[] Read(byte[] file)
    {
        var destination = new float[9];
        SafetensorsReader.Read(new MemoryStream(file), "net", Tensors, destination);
        return destination;
    }
}
