using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace NetGen.Persistence;

/// <summary>Writes the safetensors format: the header's length, 8 bytes little-endian; the header, JSON padded with spaces; the values.</summary>
internal static class SafetensorsWriter
{
    public static void Write(Stream destination, ParameterTensor[] tensors, ReadOnlySpan<float> parameters, string network)
    {
        var header = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(header))
            WriteHeader(json, tensors, network);

        while (header.WrittenCount % 8 != 0)
            header.Write(" "u8);

        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.WrittenCount);
        destination.Write(length);
        destination.Write(header.WrittenSpan);
        foreach (var tensor in tensors)
            WriteValues(destination, parameters.Slice(tensor.Offset, tensor.Length));
    }

    private static void WriteHeader(Utf8JsonWriter json, ParameterTensor[] tensors, string network)
    {
        json.WriteStartObject();
        json.WriteStartObject("__metadata__");
        json.WriteString("format", "netgen");
        json.WriteString("network", network);
        json.WriteEndObject();
        long start = 0;
        foreach (var tensor in tensors)
        {
            json.WriteStartObject(tensor.Name);
            json.WriteString("dtype", "F32");
            json.WriteStartArray("shape");
            foreach (var extent in tensor.Shape)
                json.WriteNumberValue(extent);
            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(start);
            start += (long)tensor.Length * sizeof(float);
            json.WriteNumberValue(start);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteValues(Stream destination, ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            destination.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        Span<byte> bytes = stackalloc byte[sizeof(float)];
        foreach (var value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
            destination.Write(bytes);
        }
    }
}
