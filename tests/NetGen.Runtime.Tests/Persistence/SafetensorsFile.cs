using System.Runtime.InteropServices;
using System.Text;

namespace NetGen.Runtime.Tests.Persistence;

/// <summary>Safetensors files made by hand, for two tensors of nine values.</summary>
internal static class SafetensorsFile
{
    public static readonly ParameterTensor[] Tensors =
        [new("a.kernel", 0, [2, 3], Initializer.Zeros), new("a.bias", 6, [3], Initializer.Zeros)];

    public static readonly (string Name, string Value)[] Metadata = [("format", "netgen"), ("network", "Net")];

    public static readonly float[] Values = [1, 2, 3, 4, 5, 6, 7, 8, 9];

    public static readonly string Kernel = Entry("a.kernel", "2,3", 0, 24);

    public static readonly string Bias = Entry("a.bias", "3", 24, 36);

    public static string Entry(string name, string shape, long start, long end, string type = "F32") =>
        $$"""
        "{{name}}":{"dtype":"{{type}}","shape":[{{shape}}],"data_offsets":[{{start}},{{end}}]}
        """;

    /// <summary>A file with these entries in its header, and the nine values.</summary>
    public static byte[] Of(params string[] entries) => WithHeader(Encoding.UTF8.GetBytes("{" + string.Join(',', entries) + "}"));

    public static byte[] WithHeader(ReadOnlySpan<byte> header) =>
        [.. BitConverter.GetBytes((long)header.Length), .. header, .. MemoryMarshal.AsBytes<float>(Values)];

    public static byte[] Written(ReadOnlySpan<float> values)
    {
        var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, Tensors, values, Metadata);
        return stream.ToArray();
    }

    public static float[] Read(byte[] file)
    {
        var destination = new float[9];
        SafetensorsReader.Read(new MemoryStream(file), "net", Tensors, destination);
        return destination;
    }

    /// <summary>The message; nothing may be written.</summary>
    public static string Refused(byte[] file)
    {
        var destination = Enumerable.Repeat(-1f, 9).ToArray();
        var error = Assert.Throws<InvalidDataException>(() => SafetensorsReader.Read(new MemoryStream(file), "net", Tensors, destination));
        Assert.All(destination, value => Assert.Equal(-1, value));
        Assert.StartsWith("net: ", error.Message);
        return error.Message["net: ".Length..];
    }
}
