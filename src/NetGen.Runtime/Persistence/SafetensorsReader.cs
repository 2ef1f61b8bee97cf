using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>Reads parameters from a safetensors file (https://github.com/huggingface/safetensors, "Format").</summary>
internal static class SafetensorsReader
{
    // The reference implementation's limit.
    internal const long LongestHeader = 100_000_000;

    private const int FirstPiece = 1 << 20;
    private const int SkippedPiece = 1 << 16;

    /// <summary>
    /// Fills <paramref name="destination"/> from a file that holds exactly <paramref name="tensors"/>, in any order; a wrong file changes nothing.
    /// </summary>
    /// <remarks>A checkpoint's state may stand beside the tensors.</remarks>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another network.</exception>
    public static void Read(Stream stream, string source, IReadOnlyList<ParameterTensor> tensors, Span<float> destination) =>
        ReadData(stream, source, ReadContent(stream, source).Entries, tensors, destination);

    /// <summary>What a file holds; <see cref="ReadData"/> goes on from there.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="source">What error messages call it.</param>
    /// <param name="state">Takes the values of a checkpoint's state; null where nobody asks for it.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static SafetensorsContent ReadContent(Stream stream, string source, TrainingState? state = null)
    {
        var content = SafetensorsHeader.Parse(
            ReadHeader(stream, source), source, name => NetworkFile.IsOwn(name) || (state is not null && CheckpointFile.IsState(name)));
        foreach (var (name, value) in content.Metadata)
        {
            if (state is not null && CheckpointFile.IsState(name))
                state.Values[CheckpointFile.WithoutPrefix(name)] = value;
        }

        return content;
    }

    /// <summary>The second half of <see cref="Read"/>, for who must see first what there is.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="source">What error messages call it.</param>
    /// <param name="entries">What it holds.</param>
    /// <param name="tensors">What it must hold.</param>
    /// <param name="destination">Takes the tensors.</param>
    /// <param name="state">Takes the arrays of a checkpoint's state; null where nobody asks for it.</param>
    /// <param name="vectors">What it must hold beside the tensors, as doubles or floats, by name; takes the values.</param>
    /// <param name="allowsOthers">Whether it may hold other tensors besides, which are passed over.</param>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another network.</exception>
    public static void ReadData(
        Stream stream,
        string source,
        List<SafetensorsEntry> entries,
        IReadOnlyList<ParameterTensor> tensors,
        Span<float> destination,
        TrainingState? state = null,
        IReadOnlyDictionary<string, double[]>? vectors = null,
        bool allowsOthers = false)
    {
        Match(entries, tensors, vectors ?? new Dictionary<string, double[]>(), source, allowsOthers);
        var isOther = allowsOthers ? entries.Select(entry => entry.Name).Except(tensors.Select(tensor => tensor.Name)).ToHashSet(StringComparer.Ordinal) : [];
        long length = CheckLayout(entries, source);
        // Before memory is taken for what is not there.
        if (stream.CanSeek && stream.Length - stream.Position < length)
            throw new InvalidDataException($"{source}: data: expected {length} bytes, found {stream.Length - stream.Position}.");

        // As they follow one another, so that a file may be larger than an array.
        var read = new Dictionary<string, Array>(StringComparer.Ordinal);
        foreach (SafetensorsEntry entry in entries.OrderBy(entry => entry.Start))
        {
            if ((state is null && CheckpointFile.IsState(entry.Name)) || isOther.Contains(entry.Name))
                Skip(stream, source, entry, length);
            else
                read.Add(entry.Name, entry.Type == "F64"
                    ? ReadValues<double>(stream, source, entry, length)
                    : ReadValues<float>(stream, source, entry, length));
        }

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

    internal static string Show(long[]? numbers) => numbers is null ? "none" : Found.Show($"[{string.Join(", ", numbers)}]");

    private static T[] ReadValues<T>(Stream stream, string source, SafetensorsEntry entry, long length)
        where T : unmanaged
    {
        long count = (entry.End - entry.Start) / Unsafe.SizeOf<T>(), found = 0;
        // Where nobody knows how long the data are, no more memory is taken than twice what was there.
        var values = new T[stream.CanSeek ? count : Math.Min(count, FirstPiece)];
        for (var filled = 0; ; filled = values.Length, Array.Resize(ref values, (int)Math.Min(count, 2L * filled)))
        {
            found += LittleEndian.Read(stream, values.AsSpan(filled));
            if (found < (long)values.Length * Unsafe.SizeOf<T>())
                throw Short(source, entry, length, found);
            if (values.Length == count)
                return values;
        }
    }

    private static void Skip(Stream stream, string source, SafetensorsEntry entry, long length)
    {
        // Bytes, because nothing is made of them.
        Span<byte> piece = new byte[Math.Min(entry.End - entry.Start, SkippedPiece)];
        for (long found = 0; found < entry.End - entry.Start;)
        {
            int read = stream.ReadAtLeast(piece[..(int)Math.Min(piece.Length, entry.End - entry.Start - found)], 1, throwOnEndOfStream: false);
            if (read == 0)
                throw Short(source, entry, length, found);
            found += read;
        }
    }

    private static InvalidDataException Short(string source, SafetensorsEntry entry, long length, long found) =>
        new($"{source}: data: expected {length} bytes, found {entry.Start + found}.");

    private static byte[] ReadHeader(Stream stream, string source)
    {
        Span<byte> prefix = stackalloc byte[8];
        int found = stream.ReadAtLeast(prefix, 8, throwOnEndOfStream: false);
        if (found < 8)
            throw new InvalidDataException($"{source}: expected a header length of 8 bytes, found {found}.");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length is < 2 or > LongestHeader)
            throw new InvalidDataException(
                $"{source}: expected a header of 2 to {LongestHeader} bytes, found a length of {length}; this is no safetensors file.");
        if (stream.CanSeek && (long)length > stream.Length - stream.Position)
            throw new InvalidDataException($"{source}: header: expected {length} bytes, found {stream.Length - stream.Position}.");

        // Where nobody knows how long the file is, no more memory is taken than twice what was there.
        var header = new byte[stream.CanSeek ? (int)length : (int)Math.Min(length, FirstPiece)];
        for (int filled = 0; ; filled = header.Length, Array.Resize(ref header, (int)Math.Min(length, 2UL * (ulong)filled)))
        {
            found = filled + stream.ReadAtLeast(header.AsSpan(filled), header.Length - filled, throwOnEndOfStream: false);
            if (found < header.Length)
                throw new InvalidDataException($"{source}: header: expected {length} bytes, found {found}.");
            if (header.Length == (int)length)
                return header;
        }
    }

    private static void Match(
        List<SafetensorsEntry> entries, IReadOnlyList<ParameterTensor> tensors, IReadOnlyDictionary<string, double[]> vectors, string source, bool allowsOthers)
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

                if (allowsOthers)
                    continue;

                throw new InvalidDataException($"{source}: tensor {Found.Quote(entry.Name)}: expected "
                    + $"{string.Join(", ", tensors.Select(t => t.Name))}, found one that the network does not have.");
            }

            long[] shape = [.. tensor.Shape];
            if (entry.Type != "F32")
                throw new InvalidDataException($"{source}: tensor {Found.Quote(entry.Name)}: expected dtype F32, found {Found.Show(entry.Type)}.");
            if (!entry.Shape.AsSpan().SequenceEqual(shape))
                throw new InvalidDataException($"{source}: tensor {Found.Quote(entry.Name)}: expected shape {Show(shape)}, found {Show(entry.Shape)}.");
            long length = 4L * tensor.Length;
            if (entry.End - entry.Start != length)
                throw new InvalidDataException($"{source}: tensor {Found.Quote(entry.Name)}: expected data_offsets {length} bytes apart, found "
                    + $"{Show([entry.Start, entry.End])}.");
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
            _ => throw new InvalidDataException($"{source}: tensor {Found.Quote(entry.Name)}: expected dtype F32 or F64, found {Found.Show(entry.Type)}."),
        };
        if (entry.Shape is not [var length] || length > Array.MaxLength)
            throw new InvalidDataException($"{source}: tensor {Found.Quote(entry.Name)}: expected a shape of one axis, found {Show(entry.Shape)}.");
        if (expected is { } wanted && length != wanted)
            throw new InvalidDataException($"{source}: tensor {Found.Quote(entry.Name)}: expected shape {Show([wanted])}, found {Show(entry.Shape)}.");
        if (entry.End - entry.Start != size * length)
            throw new InvalidDataException($"{source}: tensor {Found.Quote(entry.Name)}: expected data_offsets {size * length} bytes apart, found "
                + $"{Show([entry.Start, entry.End])}.");
    }

    /// <summary>Sees that the tensors follow one another without gaps or overlaps, and says where the last one ends.</summary>
    private static long CheckLayout(List<SafetensorsEntry> entries, string source)
    {
        long end = 0;
        foreach (SafetensorsEntry entry in entries.OrderBy(entry => entry.Start).ThenBy(entry => entry.End))
        {
            if (entry.Start != end)
                throw new InvalidDataException($"{source}: tensor {Found.Quote(entry.Name)}: expected data from offset {end}, found {entry.Start}: "
                    + $"the tensors {(entry.Start < end ? "overlap" : "leave a gap")}.");
            end = entry.End;
        }

        return end;
    }
}
