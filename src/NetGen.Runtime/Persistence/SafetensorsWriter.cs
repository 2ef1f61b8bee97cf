using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace NetGen;

/// <summary>Writes parameters as a safetensors file (https://github.com/huggingface/safetensors, "Format").</summary>
internal static class SafetensorsWriter
{
    /// <summary>Writes <paramref name="parameters"/>, cut into <paramref name="tensors"/>.</summary>
    public static void Write(Stream stream, IReadOnlyList<ParameterTensor> tensors, ReadOnlySpan<float> parameters, string networkName)
    {
        ReadOnlySpan<byte> header = Header(tensors, networkName);
        // The data then starts at a multiple of 8, as the format wants it.
        int padded = (header.Length + 7) / 8 * 8;
        var start = new byte[8 + padded];
        BinaryPrimitives.WriteInt64LittleEndian(start, padded);
        header.CopyTo(start.AsSpan(8));
        start.AsSpan(8 + header.Length).Fill((byte)' ');
        stream.Write(start);
        foreach (ParameterTensor tensor in tensors)
            WriteFloats(stream, parameters.Slice(tensor.Offset, tensor.Length));
    }

    private static ReadOnlySpan<byte> Header(IReadOnlyList<ParameterTensor> tensors, string networkName)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartObject("__metadata__");
        json.WriteString("format", "netgen");
        json.WriteString("network", networkName);
        json.WriteEndObject();
        long offset = 0;
        foreach (ParameterTensor tensor in tensors)
        {
            json.WriteStartObject(tensor.Name);
            json.WriteString("dtype", "F32");
            json.WriteStartArray("shape");
            foreach (int extent in tensor.Shape)
                json.WriteNumberValue(extent);
            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(offset);
            offset += 4L * tensor.Length;
            json.WriteNumberValue(offset);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan;
    }

    private static void WriteFloats(Stream stream, ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        Span<byte> bytes = stackalloc byte[4];
        foreach (float value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
            stream.Write(bytes);
        }
    }
}
