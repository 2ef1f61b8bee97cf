using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace NetGen.EndToEnd.TensorBoards;

/// <summary>A picture of 8 bits a channel, not interlaced, read from PNG with every checksum looked at.</summary>
/// <param name="Height">The rows.</param>
/// <param name="Width">The pixels of a row.</param>
/// <param name="Channels">The values of a pixel.</param>
/// <param name="Pixels">Row by row, channel by channel.</param>
internal sealed record PngFile(int Height, int Width, int Channels, byte[] Pixels)
{
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static PngFile Read(byte[] file)
    {
        Assert.Equal(Signature, file[..8]);
        var chunks = Chunks(file).ToList();
        Assert.Equal("IHDR", chunks[0].Type);
        Assert.Equal("IEND", chunks[^1].Type);

        var header = chunks[0].Data;
        Assert.Equal(13, header.Length);
        Assert.Equal(8, header[8]);
        Assert.Equal([0, 0, 0], header[10..]);
        var channels = header[9] switch { 0 => 1, 2 => 3, 6 => 4, var other => throw new InvalidDataException($"Colour type {other}.") };
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));

        using var compressed = new MemoryStream([.. chunks.Where(c => c.Type == "IDAT").SelectMany(c => c.Data)]);
        using var rows = new MemoryStream();
        using (var inflate = new ZLibStream(compressed, CompressionMode.Decompress))
            inflate.CopyTo(rows);
        Assert.Equal(height * (1 + (width * channels)), rows.Length);
        return new(height, width, channels, Unfilter(rows.ToArray(), width * channels, channels));
    }

    private static IEnumerable<(string Type, byte[] Data)> Chunks(byte[] file)
    {
        for (var start = 8; start < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(start));
            Assert.Equal(Crc(file.AsSpan(start + 4, 4 + length)), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(start + 8 + length)));
            yield return (Encoding.ASCII.GetString(file, start + 4, 4), file[(start + 8)..(start + 8 + length)]);
            start += 12 + length;
        }
    }

    private static byte[] Unfilter(byte[] rows, int rowLength, int pixelLength)
    {
        var pixels = new byte[rows.Length / (1 + rowLength) * rowLength];
        for (int from = 0, to = 0; from < rows.Length; from += 1 + rowLength, to += rowLength)
        {
            for (var i = 0; i < rowLength; i++)
            {
                int left = i < pixelLength ? 0 : pixels[to + i - pixelLength];
                int up = to == 0 ? 0 : pixels[to + i - rowLength];
                int corner = i < pixelLength || to == 0 ? 0 : pixels[to + i - rowLength - pixelLength];
                var predicted = rows[from] switch
                {
                    0 => 0,
                    1 => left,
                    2 => up,
                    3 => (left + up) / 2,
                    4 => Paeth(left, up, corner),
                    var other => throw new InvalidDataException($"Filter {other}."),
                };
                pixels[to + i] = unchecked((byte)(rows[from + 1 + i] + predicted));
            }
        }

        return pixels;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (a, b, c) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - (2 * corner)));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = 0xFFFFFFFF;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
