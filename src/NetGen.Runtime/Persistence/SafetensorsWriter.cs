using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace NetGen;

/// <summary>Writes parameters as a safetensors file (https://github.com/huggingface/safetensors, "Format").</summary>
internal static class SafetensorsWriter
{
    /// <summary>
    /// Writes <paramref name="parameters"/>, cut into <paramref name="tensors"/>, and beside them <paramref name="vectors"/> of doubles and the state of a
    /// training where there is one.
    /// </summary>
    /// <remarks>
    /// <paramref name="metadata"/> are the texts that stand in the header, in this order.
    /// The state's values stand in the metadata, its arrays beside the weights, all under names that start with <see cref="CheckpointFile.Prefix"/>.
    /// Doubles come first, so that everything lies at a multiple of its size.
    /// </remarks>
    public static void Write(
        Stream stream,
        IReadOnlyList<ParameterTensor> tensors,
        ReadOnlySpan<float> parameters,
        IReadOnlyList<(string Name, string Value)> metadata,
        TrainingState? state = null,
        IReadOnlyList<(string Name, double[] Values)>? vectors = null)
    {
        List<(string Name, double[] Values)> doubles = [.. vectors ?? [], .. ArraysOf<double>(state)];
        var floats = ArraysOf<float>(state);
        ReadOnlySpan<byte> header = Header(tensors, metadata, state, doubles, floats);
        // Better no file than one that nobody can read.
        if (header.Length > SafetensorsReader.LongestHeader - 8)
            throw new InvalidOperationException($"The names of tensors, classes and categories make a header of {header.Length} bytes; a safetensors "
                + $"file has one of {SafetensorsReader.LongestHeader} at most.");
        // The data then starts at a multiple of 8, as the format wants it.
        int padded = (header.Length + 7) / 8 * 8;
        var start = new byte[8 + padded];
        BinaryPrimitives.WriteInt64LittleEndian(start, padded);
        header.CopyTo(start.AsSpan(8));
        start.AsSpan(8 + header.Length).Fill((byte)' ');
        stream.Write(start);
        foreach (var (_, values) in doubles)
            LittleEndian.Write<double>(stream, values);
        foreach (ParameterTensor tensor in tensors)
            LittleEndian.Write(stream, parameters.Slice(tensor.Offset, tensor.Length));
        foreach (var (_, values) in floats)
            LittleEndian.Write<float>(stream, values);
    }

    private static List<(string Name, T[] Values)> ArraysOf<T>(TrainingState? state) =>
        [.. from array in state?.Arrays ?? [] where array.Value is T[] select (CheckpointFile.Prefix + array.Key, (T[])array.Value)];

    private static ReadOnlySpan<byte> Header(
        IReadOnlyList<ParameterTensor> tensors,
        IReadOnlyList<(string Name, string Value)> metadata,
        TrainingState? state,
        List<(string Name, double[] Values)> doubles,
        List<(string Name, float[] Values)> floats)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartObject("__metadata__");
        foreach (var (name, value) in metadata)
            json.WriteString(name, value);
        foreach (var (name, value) in state?.Values ?? [])
            json.WriteString(CheckpointFile.Prefix + name, value);
        json.WriteEndObject();
        long offset = 0;
        foreach (var (name, values) in doubles)
            WriteEntry(json, name, "F64", [values.Length], ref offset, 8L * values.Length);
        foreach (ParameterTensor tensor in tensors)
            WriteEntry(json, tensor.Name, "F32", tensor.Shape, ref offset, 4L * tensor.Length);
        foreach (var (name, values) in floats)
            WriteEntry(json, name, "F32", [values.Length], ref offset, 4L * values.Length);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan;
    }

    private static void WriteEntry(Utf8JsonWriter json, string name, string type, ReadOnlySpan<int> shape, ref long offset, long bytes)
    {
        json.WriteStartObject(name);
        json.WriteString("dtype", type);
        json.WriteStartArray("shape");
        foreach (int extent in shape)
            json.WriteNumberValue(extent);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        offset += bytes;
        json.WriteNumberValue(offset);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
