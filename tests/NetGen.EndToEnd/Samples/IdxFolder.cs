using System.Buffers.Binary;
using System.IO.Compression;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Samples;

/// <summary>A folder with the four files of Fashion-MNIST, small and made up: the class of an image is the band of rows that is lit.</summary>
internal sealed class IdxFolder : IDisposable
{
    private const int Side = 28;
    private readonly TemporaryFolder _folder = new();

    public IdxFolder(int train, int test)
    {
        Write("train", train);
        Write("t10k", test);
    }

    public string Path => _folder.Path;

    public string this[string name] => _folder[name];

    public void Dispose() => _folder.Dispose();

    private void Write(string set, int count)
    {
        var images = new byte[count * Side * Side];
        var labels = new byte[count];
        for (var i = 0; i < count; i++)
        {
            labels[i] = (byte)(i % 10);
            images.AsSpan(((i * Side) + (2 * labels[i])) * Side, 3 * Side).Fill(200);
        }

        WriteIdx(_folder[$"{set}-images-idx3-ubyte.gz"], images, count, Side, Side);
        WriteIdx(_folder[$"{set}-labels-idx1-ubyte.gz"], labels, count);
    }

    /// <summary>Writes bytes as IDX: two zeros, the type (8: bytes), the rank, the extents in big endian, the values.</summary>
    private static void WriteIdx(string path, byte[] values, params ReadOnlySpan<int> shape)
    {
        using var file = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        file.Write([0, 0, 8, (byte)shape.Length]);
        Span<byte> extent = stackalloc byte[4];
        foreach (var length in shape)
        {
            BinaryPrimitives.WriteInt32BigEndian(extent, length);
            file.Write(extent);
        }

        file.Write(values);
    }
}
