using System.Buffers.Binary;
using System.Text;

namespace NetGen.Damage;

/// <summary>Damage to one part of a safetensors file, the others whole: a reader that refuses the header never comes to the rest.</summary>
internal static class Safetensors
{
    private const int Prefix = 8;
    private const int Many = 1_000_000;

    /// <summary>Headers of a million tensors, of a million texts, of one long name and of one long shape.</summary>
    public static IEnumerable<byte[]> Extremes =>
    [
        OfHeader($"{{{Each(i => $$"""
            "training.{{i}}":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}
            """)}}}"),
        OfHeader($"{{\"__metadata__\":{{{Each(i => $"\"training.{i}\":\"\"")}}}}}"),
        OfHeader($"{{\"{new string('x', 50 * Many)}\":{{}}}}"),
        OfHeader($"{{\"training.x\":{{\"dtype\":\"F32\",\"shape\":[{Each(i => "1")}],\"data_offsets\":[0,0]}}}}"),
    ];

    public static byte[] Damaged(byte[] file, byte[] other, Random random)
    {
        if (random.Next(4) == 0)
            return Mutations.Apply(file, other, random);

        var (header, data) = Parts(file);
        var (otherHeader, otherData) = Parts(other);
        switch (random.Next(6))
        {
            case 0:
                header = Mutations.Apply(header, otherHeader, random);
                break;
            case 1:
                data = Mutations.Apply(data, otherData, random);
                break;
            case 2:
                data = Mutations.Overwrite(data, random);
                break;
            default:
                // The texts beside the tensors: every value of a training that is no array.
                var end = header.AsSpan().IndexOf((byte)'}') + 1;
                byte[] texts = header[..end];
                for (var times = random.Next(1, 3); times > 0; times--)
                    texts = random.Next(4) == 0 ? Mutations.Apply(texts, otherHeader, random) : Mutations.Number(texts, otherHeader, random);
                header = [.. texts, .. header[end..]];
                break;
        }

        return [.. BitConverter.GetBytes((long)header.Length), .. header, .. data];
    }

    private static string Each(Func<int, string> entry) => string.Join(',', Enumerable.Range(0, Many).Select(entry));

    private static byte[] OfHeader(string text) => [.. BitConverter.GetBytes((long)text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static (byte[] Header, byte[] Data) Parts(byte[] file)
    {
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        return (file[Prefix..(Prefix + length)], file[(Prefix + length)..]);
    }
}
