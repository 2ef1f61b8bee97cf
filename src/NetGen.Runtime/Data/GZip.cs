using System.Buffers.Binary;
using System.IO.Compression;

namespace NetGen;

/// <summary>Reads whole files, packed or not.</summary>
internal static class GZip
{
    /// <summary>The rest of a stream, unpacked where it starts with gzip's magic number (RFC 1952).</summary>
    public static byte[] ReadAll(Stream stream, string name)
    {
        byte[] raw = Drain(stream, name);
        if (raw.Length < 2 || raw[0] != 0x1f || raw[1] != 0x8b)
            return raw;
        try
        {
            using var unpacked = new GZipStream(new MemoryStream(raw), CompressionMode.Decompress);
            byte[] result = Drain(unpacked, name);
            // The last four bytes are the unpacked length; the decoder itself may take a truncated file for a short one.
            if (raw.Length < 18 || result.Length < BinaryPrimitives.ReadUInt32LittleEndian(raw.AsSpan(raw.Length - 4)))
                throw new InvalidDataException("the packed data ends early");
            return result;
        }
        catch (InvalidDataException error) when (!error.Message.StartsWith(name, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{name}: expected gzip data, found a damaged file: {error.Message}", error);
        }
    }

    private static byte[] Drain(Stream stream, string name)
    {
        using var buffer = new MemoryStream();
        try
        {
            stream.CopyTo(buffer);
        }
        catch (IOException error) when (error is not FileNotFoundException && error.Message.Contains("too long", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{name}: expected at most {Array.MaxLength} bytes, found more.", error);
        }

        return buffer.ToArray();
    }
}
