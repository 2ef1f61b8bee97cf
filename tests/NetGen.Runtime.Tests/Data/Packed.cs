using System.IO.Compression;

namespace NetGen.Runtime.Tests.Data;

/// <summary>Bytes packed with gzip.</summary>
internal static class Packed
{
    public static byte[] Of(byte[] content, CompressionLevel level = CompressionLevel.Optimal)
    {
        var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, level))
            stream.Write(content);
        return packed.ToArray();
    }
}
