using System.Buffers.Binary;
using System.IO.Compression;

namespace NetGen;

/// <summary>How long a file should be by what it says at its start; throws where that cannot be.</summary>
/// <param name="start">The file's start, unpacked.</param>
/// <param name="length">How long the file is, where that is known before it is read.</param>
internal delegate long AnnouncedLength(ReadOnlySpan<byte> start, long? length);

/// <summary>Reads whole files, packed or not.</summary>
internal static class GZip
{
    private const int TrailerLength = 8;
    private const int ShortestMember = 18;

    /// <summary>What is read before it is known how much there is.</summary>
    private const int FirstPiece = 1 << 16;

    private static readonly uint[] CrcTable = MakeCrcTable();

    /// <summary>The rest of a stream, unpacked where it starts with gzip's magic number (RFC 1952).</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="name">What error messages call it.</param>
    /// <param name="limit">How many bytes there may be, before and after unpacking.</param>
    /// <exception cref="InvalidDataException">The packed data are damaged or end early, or there are too many bytes.</exception>
    public static byte[] ReadAll(Stream stream, string name, int limit = int.MaxValue)
    {
        // No array is longer.
        limit = Math.Min(limit, Array.MaxLength);
        byte[] raw = Drain(stream, [], limit, LengthOf(stream)) ?? throw TooLong(name, limit);
        if (!IsPacked(raw))
            return raw;

        using GZipStream unpacked = Open(raw);
        byte[] result = Decoded(name, () => Drain(unpacked, [], limit)) ?? throw TooLong(name, limit);
        CheckWhole(raw, result, name);
        return result;
    }

    /// <summary>The same for a file that says at its start how long it is: no more than that is unpacked, and memory is taken only for what is there.</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="name">What error messages call it.</param>
    /// <param name="startLength">How long the start is that <paramref name="announced"/> is shown, where there is so much.</param>
    /// <param name="announced">Says of the start how long the file should be.</param>
    /// <returns>The file, shorter than announced where it ends early; null where it is longer.</returns>
    /// <exception cref="InvalidDataException">The packed data are damaged or end early, or <paramref name="announced"/> refused.</exception>
    public static byte[]? ReadAnnounced(Stream stream, string name, int startLength, AnnouncedLength announced)
    {
        long? length = LengthOf(stream);
        byte[] start = Start(stream, startLength);
        if (!IsPacked(start))
            return Drain(stream, start, Limit(announced(start, length)), length);

        byte[] raw = Drain(stream, start, Array.MaxLength, length) ?? throw TooLong(name, Array.MaxLength);
        using GZipStream unpacked = Open(raw);
        start = Decoded(name, () => Start(unpacked, startLength));
        // A file that is all start may have been cut before it came to what it announces.
        if (start.Length < startLength)
            CheckWhole(raw, start, name);
        int limit = Limit(announced(start, null));
        byte[]? result = Decoded(name, () => Drain(unpacked, start, limit));
        if (result is not null)
            CheckWhole(raw, result, name);
        return result;

        static int Limit(long length) => (int)Math.Min(length, Array.MaxLength);
    }

    /// <summary>How much there is to read; null where the stream does not tell.</summary>
    private static long? LengthOf(Stream stream) => stream.CanSeek ? stream.Length - stream.Position : null;

    private static bool IsPacked(byte[] start) => start is [0x1f, 0x8b, ..];

    private static GZipStream Open(byte[] raw) => new(new MemoryStream(raw), CompressionMode.Decompress);

    private static T Decoded<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{name}: expected gzip data, found a damaged file: {error.Message}", error);
        }
    }

    private static void CheckWhole(byte[] raw, byte[] result, string name)
    {
        if (!IsWhole(raw, result) && !IsPadded(raw, result))
            throw new InvalidDataException($"{name}: expected gzip data, found a damaged file: it ends early, or something follows its end.");
    }

    /// <summary>The next bytes, fewer than asked for where the stream ends.</summary>
    private static byte[] Start(Stream stream, int length)
    {
        var start = new byte[length];
        int found = stream.ReadAtLeast(start, length, throwOnEndOfStream: false);
        return start[..found];
    }

    /// <summary>The bytes up to the stream's end, after those that were read before; null where there are more than <paramref name="limit"/>.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="start">What was read before.</param>
    /// <param name="limit">How many bytes there may be.</param>
    /// <param name="length">How many there are, as far as the stream tells.</param>
    private static byte[]? Drain(Stream stream, byte[] start, int limit, long? length = null)
    {
        if (start.Length > limit)
            return null;

        // Grows as bytes arrive: what announces more than it holds costs no memory.
        var bytes = new byte[Math.Min(limit, Math.Max(length ?? FirstPiece, start.Length + 1))];
        start.CopyTo(bytes, 0);
        for (int count = start.Length; ;)
        {
            if (count == bytes.Length)
            {
                int next = stream.ReadByte();
                if (next < 0)
                    return bytes;
                if (count == limit)
                    return null;
                Array.Resize(ref bytes, (int)Math.Min(limit, Math.Max(FirstPiece, 2L * count)));
                bytes[count++] = (byte)next;
                if (count == bytes.Length)
                    continue;
            }

            int read = stream.Read(bytes, count, bytes.Length - count);
            if (read == 0)
                return bytes[..count];
            count += read;
        }
    }

    /// <summary>
    /// Whether the file ends as gzip data do: with the checksum and the length of what its last member unpacks to. The decoder checks them
    /// where it gets so far, but takes a file that ends early for a short one.
    /// </summary>
    private static bool IsWhole(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> result)
    {
        if (raw.Length < ShortestMember)
            return false;
        uint checksum = BinaryPrimitives.ReadUInt32LittleEndian(raw[^TrailerLength..]);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(raw[^4..]);
        if (length == 0)
        {
            // Zeros alone prove nothing: the two ways to pack no bytes must stand before them.
            ReadOnlySpan<byte> packed = raw[..^TrailerLength];
            return checksum == 0 && (packed.EndsWith((ReadOnlySpan<byte>)[3, 0]) || packed.EndsWith((ReadOnlySpan<byte>)[1, 0, 0, 0xff, 0xff]));
        }

        return length <= result.Length && Crc(result[^(int)length..]) == checksum;
    }

    /// <summary>
    /// Whether only zeros follow the end, which fill the last block of a tape or a disk. The length at the end has zeros of its own, so that there are
    /// several places where it may stand; of data that unpack to nothing, where there are nothing but zeros, no place is told from another.
    /// </summary>
    private static bool IsPadded(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> result)
    {
        int end = raw.TrimEnd((byte)0).Length;
        for (int zeros = 0; zeros < sizeof(uint) && end + zeros < raw.Length; zeros++)
        {
            if (end + zeros >= ShortestMember && BinaryPrimitives.ReadUInt32LittleEndian(raw[(end + zeros - 4)..]) != 0
                && IsWhole(raw[..(end + zeros)], result))
                return true;
        }

        return false;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte next in bytes)
            crc = CrcTable[(byte)crc ^ next] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xedb88320;
            table[i] = crc;
        }

        return table;
    }

    private static InvalidDataException TooLong(string name, int limit) => new($"{name}: expected at most {limit} bytes, found more.");
}
