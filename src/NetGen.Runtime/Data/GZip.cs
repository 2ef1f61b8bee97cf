using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace NetGen;

/// <summary>Reads whole files, packed or not.</summary>
internal static class GZip
{
    private const int TrailerLength = 8;
    private const int ShortestMember = 18;

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
        byte[] raw = Drain(stream, limit) ?? throw TooLong(name, limit);
        return raw.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]) ? Unpack(raw, name, limit) : raw;
    }

    private static byte[] Unpack(byte[] raw, string name, int limit)
    {
        byte[]? result;
        try
        {
            using var unpacked = new GZipStream(new MemoryStream(raw), CompressionMode.Decompress);
            result = Drain(unpacked, limit);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{name}: expected gzip data, found a damaged file: {error.Message}", error);
        }

        if (result is null)
            throw TooLong(name, limit);
        if (!IsWhole(raw, result) && !IsPadded(raw, result))
            throw new InvalidDataException($"{name}: expected gzip data, found a damaged file: it ends early, or something follows its end.");
        return result;
    }

    /// <summary>The bytes up to the stream's end; null where there are more than <paramref name="limit"/>.</summary>
    private static byte[]? Drain(Stream stream, int limit)
    {
        using var result = new MemoryStream();
        byte[] chunk = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            for (int read; (read = stream.Read(chunk)) > 0; result.Write(chunk, 0, read))
            {
                if (read > limit - result.Length)
                    return null;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        return result.ToArray();
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
            if (end + zeros >= ShortestMember && BinaryPrimitives.ReadUInt32LittleEndian(raw[(end + zeros - 4)..]) != 0 && IsWhole(raw[..(end + zeros)], result))
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
