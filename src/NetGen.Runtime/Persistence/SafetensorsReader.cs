using System.Buffers.Binary;

namespace NetGen.Persistence;

/// <summary>Reads the safetensors format, and changes nothing before everything was checked.</summary>
internal static class SafetensorsReader
{
    /// <summary>The limit of the reference implementation.</summary>
    private const long LargestHeader = 100_000_000;

    public static void Read(Stream source, string name, ParameterTensor[] tensors, Span<float> parameters)
    {
        Span<byte> prefix = stackalloc byte[8];
        if (source.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) < prefix.Length)
            throw Bad(name, "expected 8 bytes with the header's length; the data end before");

        var length = BinaryPrimitives.ReadInt64LittleEndian(prefix);
        if (length is < 2 or > LargestHeader)
            throw Bad(name, $"expected a safetensors header of 2 to {LargestHeader} bytes; found a length of {length}");

        var entries = SafetensorsHeader.Parse(ReadExactly(source, length, name, "the header"), name);
        Match(entries, tensors, name);
        CheckOffsets(entries, name);

        var data = ReadExactly(source, entries.Values.Sum(e => e.End - e.Start), name, "the values");
        if (source.ReadByte() >= 0)
            throw Bad(name, $"expected {data.Length} bytes of values; found more");

        foreach (var tensor in tensors)
        {
            var start = (int)entries[tensor.Name].Start;
            for (var i = 0; i < tensor.Length; i++)
                parameters[tensor.Offset + i] = BinaryPrimitives.ReadSingleLittleEndian(data.AsSpan(start + (i * sizeof(float))));
        }
    }

    public static InvalidDataException Bad(string name, string what) => new($"{name}: {what}.");

    private static void Match(Dictionary<string, SafetensorsEntry> entries, ParameterTensor[] tensors, string name)
    {
        foreach (var tensor in tensors)
        {
            var expected = $"F32 of shape ({string.Join(", ", tensor.Shape)})";
            if (!entries.TryGetValue(tensor.Name, out var entry))
                throw Bad(name, $"tensor '{tensor.Name}': expected {expected}; found none");

            if (entry.Type != "F32" || !entry.Shape.AsSpan().SequenceEqual(Array.ConvertAll(tensor.Shape, e => (long)e)))
                throw Bad(name, $"tensor '{tensor.Name}': expected {expected}; found {entry.Type} of shape ({string.Join(", ", entry.Shape)})");

            if (entry.End - entry.Start != (long)tensor.Length * sizeof(float))
                throw Bad(name, $"tensor '{tensor.Name}': expected {(long)tensor.Length * sizeof(float)} bytes; found offsets {entry.Start} to {entry.End}");
        }

        foreach (var found in entries.Keys)
        {
            if (!tensors.Any(t => t.Name == found))
                throw Bad(name, $"tensor '{found}': expected no such tensor; the network has {string.Join(", ", tensors.Select(t => t.Name))}");
        }
    }

    /// <summary>The format has neither gaps nor overlaps.</summary>
    private static void CheckOffsets(Dictionary<string, SafetensorsEntry> entries, string name)
    {
        long end = 0;
        foreach (var (tensor, entry) in entries.OrderBy(e => e.Value.Start))
        {
            if (entry.Start != end)
                throw Bad(name, $"tensor '{tensor}': expected its data at {end}; found {entry.Start}");

            end = entry.End;
        }
    }

    private static byte[] ReadExactly(Stream source, long length, string name, string what)
    {
        // Read in pieces, so that a wrong length is found before it is allocated.
        using var memory = new MemoryStream();
        var piece = new byte[(int)Math.Min(length, 1 << 20)];
        while (memory.Length < length)
        {
            var read = source.Read(piece, 0, (int)Math.Min(piece.Length, length - memory.Length));
            if (read == 0)
                throw Bad(name, $"expected {length} bytes of {what}; the data end after {memory.Length}");

            memory.Write(piece, 0, read);
        }

        return memory.ToArray();
    }
}
