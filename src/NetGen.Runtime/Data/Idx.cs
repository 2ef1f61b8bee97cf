using System.Buffers.Binary;

namespace NetGen;

/// <summary>Reads IDX files, the format of MNIST and its relatives, packed with gzip or not.</summary>
public static class Idx
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it lies.</param>
    /// <exception cref="InvalidDataException">It is no IDX file, or not a whole one.</exception>
    public static IdxArray Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="name">What error messages call it.</param>
    /// <exception cref="InvalidDataException">It holds no IDX data, or not all of it.</exception>
    public static IdxArray Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        // The header first: what a small packed file unpacks to may be a thousand times as long as what it announces.
        IdxHeader? header = null;
        byte[]? file = GZip.ReadAnnounced(stream, name, IdxHeader.MostBytes, (start, length) =>
        {
            header = IdxHeader.Parse(start, name, Array.MaxLength);
            if (length is { } known)
                header.CheckLength(known, name);
            return header.FileLength;
        });
        header!.CheckLength(file?.Length, name);
        return new IdxArray(name, header.Shape, (int)header.Count, header.Type, file.AsMemory(header.Bytes));
    }
}

/// <summary>IDX's element types, by their code in the file.</summary>
internal enum IdxType : byte
{
    UInt8 = 0x08,
    Int8 = 0x09,
    Int16 = 0x0b,
    Int32 = 0x0c,
    Float32 = 0x0d,
    Float64 = 0x0e,
}

/// <summary>What an IDX file holds: an array of numbers.</summary>
public sealed class IdxArray
{
    private readonly string _name;
    private readonly int[] _shape;
    private readonly IdxType _type;
    private readonly ReadOnlyMemory<byte> _data;

    internal IdxArray(string name, int[] shape, int length, IdxType type, ReadOnlyMemory<byte> data)
    {
        _name = name;
        _shape = shape;
        _type = type;
        _data = data;
        Length = length;
    }

    /// <summary>The extents, outermost first.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>The first extent: how many samples there are.</summary>
    public int Count => _shape[0];

    /// <summary>How many numbers there are in all.</summary>
    public int Length { get; }

    /// <summary>What <see cref="PixelScale(IdxType)"/> says of these numbers.</summary>
    internal float DefaultScale => PixelScale(_type);

    /// <summary>The numbers, row-major, each multiplied by <paramref name="scale"/>.</summary>
    /// <param name="scale">The factor.</param>
    /// <exception cref="InvalidDataException">A 64-bit number is beyond the range of a float.</exception>
    public float[] ToFloats(double scale = 1)
    {
        var factor = (float)scale;
        var result = new float[Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = FloatAt(_data.Span, _type, i, _name) * factor;
        return result;
    }

    /// <summary>The numbers, row-major.</summary>
    /// <exception cref="InvalidDataException">One of them is no 32-bit whole number; the message names the file and the number's index.</exception>
    public int[] ToInts()
    {
        var result = new int[Length];
        for (int i = 0; i < result.Length; i++)
        {
            double value = At(_data.Span, _type, i);
            if (!(value >= int.MinValue && value <= int.MaxValue) || value != Math.Floor(value))
                throw new InvalidDataException(FormattableString.Invariant($"{_name}: expected a whole number of 32 bits at index {i}, found {value}."));
            result[i] = (int)value;
        }

        return result;
    }

    internal static int SizeOf(IdxType type) => type switch
    {
        IdxType.UInt8 or IdxType.Int8 => 1,
        IdxType.Int16 => 2,
        IdxType.Int32 or IdxType.Float32 => 4,
        IdxType.Float64 => 8,
        _ => 0,
    };

    /// <summary>What pixels are multiplied by unless told otherwise: bytes come to 0 to 1, and what is no byte stays as it is.</summary>
    internal static float PixelScale(IdxType type) => type == IdxType.UInt8 ? 1 / 255f : 1;

    /// <summary>A number as a float; one that no float comes near is refused.</summary>
    internal static float FloatAt(ReadOnlySpan<byte> data, IdxType type, int index, string name)
    {
        double value = At(data, type, index);
        float rounded = (float)value;
        return float.IsInfinity(rounded) && double.IsFinite(value)
            ? throw new InvalidDataException(FormattableString.Invariant($"{name}: expected numbers within the range of a float, found {value}."))
            : rounded;
    }

    // A double holds every value of every type exactly.
    internal static double At(ReadOnlySpan<byte> data, IdxType type, int index)
    {
        int size = SizeOf(type);
        ReadOnlySpan<byte> bytes = data.Slice(index * size, size);
        return type switch
        {
            IdxType.UInt8 => bytes[0],
            IdxType.Int8 => (sbyte)bytes[0],
            IdxType.Int16 => BinaryPrimitives.ReadInt16BigEndian(bytes),
            IdxType.Int32 => BinaryPrimitives.ReadInt32BigEndian(bytes),
            IdxType.Float32 => BinaryPrimitives.ReadSingleBigEndian(bytes),
            _ => BinaryPrimitives.ReadDoubleBigEndian(bytes),
        };
    }
}
