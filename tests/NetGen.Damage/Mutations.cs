using System.Globalization;
using System.Text;

namespace NetGen.Damage;

/// <summary>What can happen to a file: on disks, in transfers, by editors, and by those who mean harm.</summary>
internal static class Mutations
{
    private static readonly byte[][] Numbers =
    [
        .. new[]
        {
            "-1", "0", "1", "7", "-0", "0.5", "1e308", "-1e308", "1e999", "NaN", "Infinity", "-Infinity", "null", "true", "\"1\"", "[]", "65536", "100000000",
            "2147483591", "2147483647", "2147483648", "-2147483648", "-2147483649", "4294967296", "9223372036854775807", "9223372036854775808",
            "-9223372036854775808", "99999999999999999999999999999999", "1e-400", "",
        }.Select(Encoding.ASCII.GetBytes),
    ];

    private static readonly byte[][] Words =
    [
        [], [0], [0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], "\0\0"u8.ToArray(), "\n"u8.ToArray(), "\r\n"u8.ToArray(), "\u001b[2J"u8.ToArray(), "\ufeff"u8.ToArray(),
        "\""u8.ToArray(), ","u8.ToArray(), ";"u8.ToArray(), "\t"u8.ToArray(), "{"u8.ToArray(), "[[[[[[[["u8.ToArray(), "\\ud800"u8.ToArray(), "é日"u8.ToArray(), "?"u8.ToArray(), "NA"u8.ToArray(),
    ];

    private static readonly ulong[] Bits = [0, 1, 0xff, 0x7f, 0x80, 0x7fff_ffff, 0x8000_0000, 0x7fc0_0000, 0xffff_ffff, 0x7fff_ffff_ffff_ffff, 0x8000_0000_0000_0000, ulong.MaxValue];

    private static readonly Func<byte[], byte[], Random, byte[]>[] All =
        [Flip, Flip, Truncate, Splice, Number, Number, Number, Word, Extreme, Duplicate, Swap, Delete, Insert, Fill];

    /// <summary>One to three things that happen to a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="other">Another of its kind, for what gets mixed up.</param>
    /// <param name="random">Decides.</param>
    public static byte[] Apply(byte[] file, byte[] other, Random random)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
            file = All[random.Next(All.Length)](file, other, random);
        return file;
    }

    /// <summary>Other numbers in place of some in binary, and nothing moved.</summary>
    public static byte[] Overwrite(byte[] file, Random random)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
            file = Extreme(file, file, random);
        return file;
    }

    private static byte[] Flip(byte[] file, byte[] other, Random random)
    {
        var damaged = (byte[])file.Clone();
        for (var times = random.Next(1, 9); times > 0 && damaged.Length > 0; times--)
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
        return damaged;
    }

    private static byte[] Truncate(byte[] file, byte[] other, Random random) => file[..random.Next(file.Length + 1)];

    private static byte[] Splice(byte[] file, byte[] other, Random random) => [.. file[..random.Next(file.Length + 1)], .. other[random.Next(other.Length + 1)..]];

    /// <summary>Another number in place of one that is written out.</summary>
    public static byte[] Number(byte[] file, byte[] other, Random random)
    {
        if (file.Length == 0)
            return file;

        var first = random.Next(file.Length);
        var start = first + file.AsSpan(first).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (start < first)
            return Extreme(file, other, random);
        var length = file.AsSpan(start).IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return Replaced(file, start, length < 0 ? file.Length - start : length, random.Next(4) > 0
            ? Numbers[random.Next(Numbers.Length)]
            : Encoding.ASCII.GetBytes(random.NextInt64(-10, 1000).ToString(CultureInfo.InvariantCulture)));
    }

    private static byte[] Word(byte[] file, byte[] other, Random random) =>
        Replaced(file, random.Next(file.Length + 1), random.Next(2), random.Next(50) == 0 ? new byte[random.Next(100_000)] : Words[random.Next(Words.Length)]);

    /// <summary>Another number in place of one in binary.</summary>
    private static byte[] Extreme(byte[] file, byte[] other, Random random)
    {
        var bytes = BitConverter.GetBytes(Bits[random.Next(Bits.Length)]).AsSpan(0, 1 << random.Next(4));
        if (random.Next(2) == 0)
            bytes.Reverse();
        if (bytes.Length > file.Length)
            return bytes.ToArray();

        var damaged = (byte[])file.Clone();
        // Numbers that describe what follows stand at the front.
        var places = damaged.Length - bytes.Length + 1;
        bytes.CopyTo(damaged.AsSpan(random.Next(3) == 0 ? random.Next(Math.Min(places, 16)) : random.Next(places)));
        return damaged;
    }

    private static byte[] Duplicate(byte[] file, byte[] other, Random random)
    {
        var (start, length) = Block(file, random);
        return Replaced(file, start, 0, file[start..(start + length)]);
    }

    private static byte[] Swap(byte[] file, byte[] other, Random random)
    {
        var (start, length) = Block(file, random);
        var rest = Replaced(file, start, length, []);
        return Replaced(rest, random.Next(rest.Length + 1), 0, file[start..(start + length)]);
    }

    private static byte[] Delete(byte[] file, byte[] other, Random random)
    {
        var (start, length) = Block(file, random);
        return Replaced(file, start, length, []);
    }

    private static byte[] Insert(byte[] file, byte[] other, Random random)
    {
        var noise = new byte[random.Next(1, 40)];
        random.NextBytes(noise);
        return Replaced(file, random.Next(file.Length + 1), 0, noise);
    }

    private static byte[] Fill(byte[] file, byte[] other, Random random)
    {
        var damaged = (byte[])file.Clone();
        var (start, length) = Block(file, random);
        damaged.AsSpan(start, length).Fill(random.Next(2) == 0 ? (byte)0 : (byte)random.Next(256));
        return damaged;
    }

    /// <summary>A part of a file: often lines or entries as a text has them, else anything.</summary>
    private static (int Start, int Length) Block(byte[] file, Random random)
    {
        var (a, b) = (random.Next(file.Length + 1), random.Next(file.Length + 1));
        var (start, end) = (Math.Min(a, b), Math.Max(a, b));
        byte[] marks = random.Next(3) switch { 0 => [(byte)'\n'], 1 => [(byte)','], _ => [] };
        if (file.AsSpan(start).IndexOfAny(marks) is var first and >= 0 && file.AsSpan(start + first + 1).IndexOfAny(marks) is var second and >= 0)
            return (start + first, second + 1);
        return (start, end - start);
    }

    private static byte[] Replaced(byte[] file, int start, int length, byte[] by)
    {
        length = Math.Min(length, file.Length - start);
        var result = new byte[file.Length - length + by.Length];
        file.AsSpan(0, start).CopyTo(result);
        by.CopyTo(result, start);
        file.AsSpan(start + length).CopyTo(result.AsSpan(start + by.Length));
        return result;
    }
}
