using System.Buffers.Binary;
using System.Globalization;

namespace NetGen;

/// <summary>What an IDX file says of itself at its start.</summary>
/// <param name="Type">The numbers' type.</param>
/// <param name="Shape">The extents, outermost first.</param>
/// <param name="Count">How many numbers there are.</param>
internal sealed record IdxHeader(IdxType Type, int[] Shape, long Count)
{
    /// <summary>More numbers than any file holds, and few enough to count their bytes.</summary>
    public const long MostOnDisk = 1L << 56;

    /// <summary>The length of the longest in bytes.</summary>
    public const int MostBytes = 4 + (4 * byte.MaxValue);

    /// <summary>Its own length in bytes.</summary>
    public int Bytes => 4 + (4 * Shape.Length);

    /// <summary>How long the file is, by its shape, in bytes.</summary>
    public long FileLength => Bytes + (Count * IdxArray.SizeOf(Type));

    /// <summary>Reads a header.</summary>
    /// <param name="file">The start of the file, or all of it.</param>
    /// <param name="name">What error messages call it.</param>
    /// <param name="most">How many numbers there may be.</param>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static IdxHeader Parse(ReadOnlySpan<byte> file, string name, long most)
    {
        if (file.Length < 4)
            throw new InvalidDataException($"{name}: expected an IDX header of at least 4 bytes, found {file.Length}.");
        var type = (IdxType)file[2];
        int rank = file[3];
        if (file[0] != 0 || file[1] != 0 || IdxArray.SizeOf(type) == 0 || rank == 0)
            throw new InvalidDataException(
                $"{name}: expected IDX's magic number (0, 0, type, rank), found {file[0]:x2} {file[1]:x2} {file[2]:x2} {file[3]:x2}.");
        int header = 4 + 4 * rank;
        if (file.Length < header)
            throw new InvalidDataException($"{name}: expected an IDX header of {header} bytes for {rank} dimensions, found {file.Length}.");

        var shape = new int[rank];
        long count = 1;
        for (int i = 0; i < rank; i++)
        {
            uint extent = BinaryPrimitives.ReadUInt32BigEndian(file[(4 + 4 * i)..]);
            if (extent > int.MaxValue || (extent > 0 && count > most / extent))
                throw new InvalidDataException($"{name}: expected at most {most} values, found a dimension {i} of {extent} that makes more.");
            shape[i] = (int)extent;
            count *= extent;
        }

        return new IdxHeader(type, shape, count);
    }

    /// <summary>Throws unless the file is as long as its shape says.</summary>
    /// <param name="length">How long it is; null where all that is known is that there is more.</param>
    /// <param name="name">What error messages call the file.</param>
    public void CheckLength(long? length, string name)
    {
        if (length != FileLength)
            throw new InvalidDataException($"{name}: expected {FileLength} bytes for the shape [{string.Join(", ", Shape)}] of {Type}, found "
                + $"{length?.ToString(CultureInfo.InvariantCulture) ?? "more"}.");
    }
}
