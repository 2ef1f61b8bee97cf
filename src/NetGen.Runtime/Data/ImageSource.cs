using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Microsoft.Win32.SafeHandles;

namespace NetGen;

/// <summary>Labelled images that stay on the disk.</summary>
public static class ImageSource
{
    /// <summary>
    /// Opens a pair of IDX files, as MNIST and its relatives come, unpacked. Each image is read when it is needed; the labels are read at once.
    /// </summary>
    /// <param name="imagesPath">The images, [count, ...], not packed.</param>
    /// <param name="labelsPath">The labels, [count]: whole numbers from 0; packed with gzip or not.</param>
    /// <param name="scale">What each pixel is multiplied by; null for 1/255 where the pixels are bytes, and 1 for other types.</param>
    /// <returns>The images; dispose it to close the file.</returns>
    /// <exception cref="InvalidDataException">
    /// A file is no IDX file, the images are packed, a label is no class index, or the two files do not belong together; the message names the file.
    /// </exception>
    public static SampleSource<int> FromIdx(string imagesPath, string labelsPath, double? scale = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(imagesPath);
        ArgumentException.ThrowIfNullOrEmpty(labelsPath);
        var file = File.OpenHandle(imagesPath);
        try
        {
            var header = ReadHeader(file, imagesPath);
            return new IdxImages(
                imagesPath, file, header, ImageDataset.ReadLabels(labelsPath, imagesPath, header.Shape[0]), (float?)scale ?? IdxArray.PixelScale(header.Type));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static IdxHeader ReadHeader(SafeFileHandle file, string path)
    {
        Span<byte> start = stackalloc byte[IdxHeader.MostBytes];
        start = start[..RandomAccess.Read(file, start, 0)];
        if (start.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
            throw new InvalidDataException($"{path}: expected an IDX file, found one packed with gzip, of which no image can be read alone; unpack it first.");

        var header = IdxHeader.Parse(start, path, IdxHeader.MostOnDisk);
        header.CheckLength(RandomAccess.GetLength(file), path);
        var sampleBytes = header.Shape[0] == 0 ? 0 : header.Count / header.Shape[0] * IdxArray.SizeOf(header.Type);
        if (sampleBytes == 0 || sampleBytes > Array.MaxLength)
            throw new InvalidDataException($"{path}: expected one or more images of 1 to {Array.MaxLength} bytes, found the shape "
                + $"[{string.Join(", ", header.Shape)}] of {header.Type}.");

        return header;
    }

    private sealed class IdxImages(string path, SafeFileHandle file, IdxHeader header, int[] labels, float scale)
        : RecordSource<int>(path, file, header.Bytes, (int)(header.Count / header.Shape[0]) * IdxArray.SizeOf(header.Type))
    {
        public override int Count => labels.Length;

        public override int SampleLength { get; } = (int)(header.Count / header.Shape[0]);

        public override int LabelLength => 1;

        public override void DecodeLabels(ReadOnlySpan<byte> records, int first, Span<int> taken) => labels.AsSpan(first, taken.Length).CopyTo(taken);

        public override void DecodeFeatures(ReadOnlySpan<byte> records, Span<float> features)
        {
            var next = header.Type == IdxType.UInt8 ? Scale(records, features, scale) : 0;
            for (; next < features.Length; next++)
                features[next] = IdxArray.FloatAt(records, header.Type, next, Name) * scale;
        }

        /// <summary>Converts bytes in groups of 8, and says how many it did. The same values come out as one by one.</summary>
        private static int Scale(ReadOnlySpan<byte> bytes, Span<float> floats, float scale)
        {
            var done = 0;
            for (; done <= bytes.Length - sizeof(long); done += sizeof(long))
            {
                var eight = Vector128.CreateScalarUnsafe(MemoryMarshal.Read<long>(bytes[done..])).AsByte();
                var wide = Vector256.WidenLower(Vector128.WidenLower(eight).ToVector256Unsafe()).AsInt32();
                (Vector256.ConvertToSingle(wide) * scale).CopyTo(floats[done..]);
            }

            return done;
        }
    }
}
