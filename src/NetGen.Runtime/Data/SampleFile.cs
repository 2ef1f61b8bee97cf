using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NetGen;

/// <summary>Samples in a plain binary file, which stays on the disk.</summary>
/// <remarks>
/// The file has nothing but the samples, one after another: the features as 32-bit floats, then the labels, class indices as 32-bit integers
/// or targets as 32-bit floats, all with the lowest byte first. NumPy writes such a file with <c>tofile</c>, and <see cref="Write"/> makes one of a stream.
/// </remarks>
public static class SampleFile
{
    private const int ValueBytes = 4;

    /// <summary>Opens a file with one or more class indices a sample.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sampleLength">How many features a sample has.</param>
    /// <param name="labelLength">How many class indices a sample has.</param>
    /// <returns>The samples; dispose it to close the file.</returns>
    /// <exception cref="InvalidDataException">The file does not hold a whole number of samples, or none.</exception>
    public static SampleSource<int> OpenClassification(string path, int sampleLength, int labelLength = 1) => Open<int>(path, sampleLength, labelLength);

    /// <summary>Opens a file with one or more targets a sample.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sampleLength">How many features a sample has.</param>
    /// <param name="targetLength">How many targets a sample has.</param>
    /// <returns>The samples; dispose it to close the file.</returns>
    /// <exception cref="InvalidDataException">The file does not hold a whole number of samples, or none.</exception>
    public static SampleSource<float> OpenRegression(string path, int sampleLength, int targetLength = 1) => Open<float>(path, sampleLength, targetLength);

    /// <summary>
    /// Writes a stream into a file, from which its samples can be read in any order. The file is replaced in one step: a crash leaves the old one or the new
    /// one.
    /// </summary>
    /// <typeparam name="TLabel">The labels' type: <see cref="int"/> or <see cref="float"/>.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="samples">The samples.</param>
    /// <returns>How many there were.</returns>
    /// <exception cref="IOException">The file cannot be written; an older one is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or its folder takes no new files.</exception>
    public static long Write<TLabel>(string path, SampleStream<TLabel> samples)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(samples);
        if (typeof(TLabel) != typeof(int) && typeof(TLabel) != typeof(float))
            throw new NotSupportedException($"Labels of type {typeof(TLabel).Name} cannot be written; expected Int32 or Single.");

        var count = 0L;
        AtomicFile.Write(path, file =>
        {
            using var reader = samples.Open();
            var features = new float[samples.SampleLength];
            var labels = new TLabel[samples.LabelLength];
            for (; reader.TryRead(features, labels); count++)
            {
                LittleEndian.Order(features.AsSpan());
                LittleEndian.Order(LabelSpan.As<TLabel, int>(labels.AsSpan()));
                file.Write(MemoryMarshal.AsBytes(features.AsSpan()));
                file.Write(MemoryMarshal.AsBytes(LabelSpan.As<TLabel, int>(labels.AsSpan())));
            }
        });
        return count;
    }

    private static Records<TLabel> Open<TLabel>(
        string path, int sampleLength, int labelLength, [CallerArgumentExpression(nameof(labelLength))] string name = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(labelLength, name);
        var recordBytes = ((long)sampleLength + labelLength) * ValueBytes;
        if (recordBytes > Array.MaxLength)
            throw new ArgumentOutOfRangeException(
                nameof(sampleLength), sampleLength, $"A sample may have at most {Array.MaxLength / ValueBytes} features and labels.");

        var file = File.OpenHandle(path);
        try
        {
            var length = RandomAccess.GetLength(file);
            if (length == 0 || length % recordBytes != 0 || length / recordBytes > int.MaxValue)
            {
                throw new InvalidDataException(
                    $"{path}: expected 1 to {int.MaxValue} samples of {recordBytes} bytes, for {sampleLength} features and {labelLength} labels each, "
                        + $"found {length} bytes.");
            }

            return new Records<TLabel>(path, file, (int)(length / recordBytes), sampleLength, labelLength);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private sealed class Records<TLabel>(string path, SafeFileHandle file, int count, int sampleLength, int labelLength)
        : RecordSource<TLabel>(path, file, 0, (sampleLength + labelLength) * ValueBytes)
    {
        public override int Count => count;

        public override int SampleLength => sampleLength;

        public override int LabelLength => labelLength;

        public override void DecodeFeatures(ReadOnlySpan<byte> records, Span<float> features)
        {
            for (var (at, record) = (0, 0); at < features.Length; at += sampleLength, record += RecordBytes)
                MemoryMarshal.Cast<byte, float>(records.Slice(record, sampleLength * ValueBytes)).CopyTo(features[at..]);
            LittleEndian.Order(features);
        }

        public override void DecodeLabels(ReadOnlySpan<byte> records, int first, Span<TLabel> labels)
        {
            var values = LabelSpan.As<TLabel, int>(labels);
            for (var (at, record) = (0, 0); at < labels.Length; at += labelLength, record += RecordBytes)
                MemoryMarshal.Cast<byte, int>(records.Slice(record + (sampleLength * ValueBytes), labelLength * ValueBytes)).CopyTo(values[at..]);
            LittleEndian.Order(values);
        }
    }
}
