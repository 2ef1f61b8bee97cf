using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>Floats and doubles in a file, the lowest byte first. In pieces, because a span of bytes is at most 2 GB long.</summary>
internal static class LittleEndian
{
    private const int Piece = 1 << 20;

    /// <summary>Fills values from a file.</summary>
    /// <returns>The bytes that were found: fewer than asked for where the file ends.</returns>
    public static long Read<T>(Stream stream, Span<T> values)
        where T : unmanaged
    {
        var found = 0L;
        for (var rest = values; !rest.IsEmpty; rest = rest[Math.Min(Piece, rest.Length)..])
        {
            var bytes = MemoryMarshal.AsBytes(rest[..Math.Min(Piece, rest.Length)]);
            var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            found += read;
            if (read < bytes.Length)
                return found;
        }

        Order(values);
        return found;
    }

    /// <summary>Writes values to a file.</summary>
    public static void Write<T>(Stream stream, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        for (var rest = values; !rest.IsEmpty; rest = rest[Math.Min(Piece, rest.Length)..])
        {
            var piece = rest[..Math.Min(Piece, rest.Length)];
            stream.Write(MemoryMarshal.AsBytes(BitConverter.IsLittleEndian ? piece : Ordered(piece)));
        }
    }

    /// <summary>Turns values from the machine's order of bytes into the file's, or back; that changes nothing where they are the same.</summary>
    public static void Order<T>(Span<T> values)
        where T : unmanaged
    {
        if (BitConverter.IsLittleEndian)
            return;

        if (Unsafe.SizeOf<T>() == sizeof(double))
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<T, long>(values), MemoryMarshal.Cast<T, long>(values));
        else
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<T, int>(values), MemoryMarshal.Cast<T, int>(values));
    }

    private static T[] Ordered<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var copy = values.ToArray();
        Order(copy.AsSpan());
        return copy;
    }
}
