using System.Buffers.Binary;

namespace NetGen.Benchmarks.Training;

/// <summary>IDX files of the size of Fashion-MNIST's, of random bytes, in a folder that goes with it.</summary>
internal sealed class ImageFiles : IDisposable
{
    public const int Count = 60_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("netgen-").FullName;

    public ImageFiles()
    {
        var random = new Random(1);
        var pixels = new byte[Count * ImageClassifier.InputLength];
        random.NextBytes(pixels);
        Write(Images, pixels, Count, 28, 28);
        var labels = new byte[Count];
        for (var i = 0; i < Count; i++)
            labels[i] = (byte)random.Next(ImageClassifier.OutputLength);

        Write(Labels, labels, Count);
    }

    public string Images => Path.Combine(_folder, "images");

    public string Labels => Path.Combine(_folder, "labels");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Write(string path, byte[] values, params ReadOnlySpan<int> shape)
    {
        using var file = File.Create(path);
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
