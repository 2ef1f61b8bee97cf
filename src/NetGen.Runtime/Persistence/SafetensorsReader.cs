using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>Reads parameters from a safetensors file (https://github.com/huggingface/safetensors, "Format").</summary>
internal static class SafetensorsReader
{
    // The reference implementation's limit.
    private const long LongestHeader = 100_000_000;

    /// <summary>Fills <paramref name="destination"/> from a file that holds exactly <paramref name="tensors"/>, in any order; a wrong file changes nothing.</summary>
    /// <remarks>A checkpoint's state may stand beside the tensors.</remarks>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another network.</exception>
    public static void Read(Stream stream, string source, IReadOnlyList<ParameterTensor> tensors, Span<float> destination) =>
        ReadData(stream, source, ReadEntries(stream, source), tensors, destination);

    /// <summary>What a file holds; <see cref="ReadData"/> goes on from there.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="source">What error messages call it.</param>
    /// <param name="state">Takes the values of a checkpoint's state; null where nobody asks for it.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static List<SafetensorsEntry> ReadEntries(Stream stream, string source, TrainingState? state = null)
    {
        byte[] header = ReadHeader(stream, source);
        Dictionary<string, string>? metadata = state is null ? null : [];
        List<SafetensorsEntry> entries = SafetensorsHeader.Parse(header, source, metadata);
        foreach (var (name, value) in metadata ?? [])
        {
            if (CheckpointFile.IsState(name))
                state!.Values[CheckpointFile.WithoutPrefix(name)] = value;
        }

        return entries;
    }

    /// <summary>The second half of <see cref="Read"/>, for who must see first what there is.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="source">What error messages call it.</param>
    /// <param name="entries">What it holds.</param>
    /// <param name="tensors">What it must hold.</param>
    /// <param name="destination">Takes the tensors.</param>
    /// <param name="state">Takes the arrays of a checkpoint's state; null where nobody asks for it.</param>
    /// <param name="vectors">What it must hold beside the tensors, as doubles or floats, by name; takes the values.</param>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another network.</exception>
    public static void ReadData(
        Stream stream,
        string source,
        List<SafetensorsEntry> entries,
        IReadOnlyList<ParameterTensor> tensors,
        Span<float> destination,
        TrainingState? state = null,
        IReadOnlyDictionary<string, double[]>? vectors = null)
    {
        Match(entries, tensors, vectors ?? new Dictionary<string, double[]>(), source);
        long length = CheckLayout(entries, source);
        // Before memory is taken for what is not there.
        if (stream.CanSeek && stream.Length - stream.Position < length)
            throw new InvalidDataException($"{source}: data: expected {length} bytes, found {stream.Length - stream.Position}.");

        // As they follow one another, so that a file may be larger than an array.
        var read = new Dictionary<string, Array>(StringComparer.Ordinal);
        foreach (SafetensorsEntry entry in entries.OrderBy(entry => entry.Start))
            read.Add(entry.Name, entry.Type == "F64" ? ReadValues<double>(stream, source, entry, length) : ReadValues<float>(stream, source, entry, length));
        if (stream.ReadByte() >= 0)
            throw new InvalidDataException($"{source}: data: expected {length} bytes, found more.");

        foreach (ParameterTensor tensor in tensors)
        {
            read.Remove(tensor.Name, out Array? values);
            ((float[])values!).CopyTo(destination.Slice(tensor.Offset, tensor.Length));
        }

        foreach (var (name, values) in vectors ?? new Dictionary<string, double[]>())
        {
            read.Remove(name, out Array? found);
            Array.Copy(found!, values, values.Length);
        }

        foreach (var (name, values) in read)
            state?.Arrays.Add(CheckpointFile.WithoutPrefix(name), values);
    }

    internal static string Show(long[]? numbers) => numbers is null ? "none" : $"[{string.Join(", ", numbers)}]";

    private static T[] ReadValues<T>(Stream stream, string source, SafetensorsEntry entry, long length)
        where T : unmanaged
    {
        var values = new T[(entry.End - entry.Start) / Unsafe.SizeOf<T>()];
        long found = LittleEndian.Read(stream, values.AsSpan());
        if (found < entry.End - entry.Start)
            throw new InvalidDataException($"{source}: data: expected {length} bytes, found {entry.Start + found}.");
        return values;
    }

    private static byte[] ReadHeader(Stream stream, string source)
    {
        Span<byte> prefix = stackalloc byte[8];
        int found = stream.ReadAtLeast(prefix, 8, throwOnEndOfStream: false);
        if (found < 8)
            throw new InvalidDataException($"{source}: expected a header length of 8 bytes, found {found}.");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length is < 2 or > LongestHeader)
            throw new InvalidDataException($"{source}: expected a header of 2 to {LongestHeader} bytes, found a length of {length}; this is no safetensors file.");
        if (stream.CanSeek && (long)length > stream.Length - stream.Position)
            throw new InvalidDataException($"{source}: header: expected {length} bytes, found {stream.Length - stream.Position}.");
        var header = new byte[length];
        found = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (found < header.Length)
            throw new InvalidDataException($"{source}: header: expected {length} bytes, found {found}.");
        return header;
    }

    private static void Match(List<SafetensorsEntry> entries, IReadOnlyList<ParameterTensor> tensors, IReadOnlyDictionary<string, double[]> vectors, string source)
    {
        foreach (var (name, values) in vectors)
        {
            if (!entries.Exists(entry => entry.Name == name))
                throw new InvalidDataException($"{source}: tensor '{name}': expected shape {Show([values.Length])}, found no such tensor.");
        }

        var wanted = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        foreach (SafetensorsEntry entry in entries)
        {
            if (!wanted.Remove(entry.Name, out ParameterTensor? tensor))
            {
                if (vectors.TryGetValue(entry.Name, out var vector))
                {
                    CheckVector(entry, source, vector.Length);
                    continue;
                }

                if (CheckpointFile.IsState(entry.Name))
                {
                    CheckVector(entry, source);
                    continue;
                }

                throw new InvalidDataException($"{source}: tensor '{entry.Name}': expected {string.Join(", ", tensors.Select(t => t.Name))}, found one that the network does not have.");
            }

            long[] shape = [.. tensor.Shape];
            if (entry.Type != "F32")
                throw new InvalidDataException($"{source}: tensor '{entry.Name}': expected dtype F32, found {entry.Type}.");
            if (!entry.Shape.AsSpan().SequenceEqual(shape))
                throw new InvalidDataException($"{source}: tensor '{entry.Name}': expected shape {Show(shape)}, found {Show(entry.Shape)}.");
            long length = 4L * tensor.Length;
            if (entry.End - entry.Start != length)
                throw new InvalidDataException($"{source}: tensor '{entry.Name}': expected data_offsets {length} bytes apart, found {Show([entry.Start, entry.End])}.");
        }

        foreach (ParameterTensor tensor in tensors)
        {
            if (wanted.ContainsKey(tensor.Name))
                throw new InvalidDataException($"{source}: tensor '{tensor.Name}': expected shape {Show([.. tensor.Shape])}, found no such tensor.");
        }
    }

    private static void CheckVector(SafetensorsEntry entry, string source, long? expected = null)
    {
        var size = entry.Type switch
        {
            "F32" => 4,
            "F64" => 8,
            _ => throw new InvalidDataException($"{source}: tensor '{entry.Name}': expected dtype F32 or F64, found {entry.Type}."),
        };
        if (entry.Shape is not [var length] || length > Array.MaxLength)
            throw new InvalidDataException($"{source}: tensor '{entry.Name}': expected a shape of one axis, found {Show(entry.Shape)}.");
        if (expected is { } wanted && length != wanted)
            throw new InvalidDataException($"{source}: tensor '{entry.Name}': expected shape {Show([wanted])}, found {Show(entry.Shape)}.");
        if (entry.End - entry.Start != size * length)
            throw new InvalidDataException($"{source}: tensor '{entry.Name}': expected data_offsets {size * length} bytes apart, found {Show([entry.Start, entry.End])}.");
    }

    /// <summary>Sees that the tensors follow one another without gaps or overlaps, and says where the last one ends.</summary>
    private static long CheckLayout(List<SafetensorsEntry> entries, string source)
    {
        long end = 0;
        foreach (SafetensorsEntry entry in entries.OrderBy(entry => entry.Start).ThenBy(entry => entry.End))
        {
            if (entry.Start != end)
                throw new InvalidDataException($"{source}: tensor '{entry.Name}': expected data from offset {end}, found {entry.Start}: the tensors {(entry.Start < end ? "overlap" : "leave a gap")}.");
            end = entry.End;
        }

        return end;
    }
}
