using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace NetGen;

/// <summary>
/// Samples that lie in a file as records of one length. Reads are single calls of the system at an offset, so any number of threads read at once.
/// </summary>
internal abstract class RecordSource<TLabel> : SampleSource<TLabel>
{
    /// <summary>How much a read of many records takes at a time: what stays in the first-level cache until it is decoded.</summary>
    private const int PieceBytes = 32 * 1024;

    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly long _start;
    private readonly int _recordBytes;

    /// <param name="path">What error messages call the file.</param>
    /// <param name="file">The file; it is closed with the source.</param>
    /// <param name="start">Where the first record lies.</param>
    /// <param name="recordBytes">The bytes of a record.</param>
    protected RecordSource(string path, SafeFileHandle file, long start, int recordBytes)
    {
        _path = path;
        _file = file;
        _start = start;
        _recordBytes = recordBytes;
    }

    public override void Read(int sample, Span<float> features, Span<TLabel> labels) => ReadRange(sample, 1, features, labels);

    public override void ReadRange(int first, int count, Span<float> features, Span<TLabel> labels)
    {
        CheckRange(first, count, features.Length, labels.Length);
        var most = Math.Max(1, PieceBytes / _recordBytes);
        var bytes = ArrayPool<byte>.Shared.Rent(Math.Min(count, most) * _recordBytes);
        try
        {
            for (var done = 0; done < count; done += most)
            {
                var piece = Math.Min(most, count - done);
                var records = bytes.AsSpan(0, piece * _recordBytes);
                Fill(records, first + done);
                DecodeFeatures(records, features.Slice(done * SampleLength, piece * SampleLength));
                DecodeLabels(records, first + done, labels.Slice(done * LabelLength, piece * LabelLength));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    public override void Dispose() => _file.Dispose();

    /// <summary>What error messages call the file.</summary>
    protected string Name => _path;

    /// <summary>The bytes of a record.</summary>
    public int RecordBytes => _recordBytes;

    /// <summary>Whether the records are so much smaller than what they become that they should travel between threads as they are.</summary>
    public bool IsPacked => _recordBytes <= SampleLength * (sizeof(float) / 2L);

    /// <summary>Reads consecutive records as they are.</summary>
    public void ReadRecords(int first, Span<byte> records) => Fill(records, first);

    /// <summary>Makes features of consecutive records.</summary>
    public abstract void DecodeFeatures(ReadOnlySpan<byte> records, Span<float> features);

    /// <summary>Makes labels of consecutive records, the first of which is number <paramref name="first"/>.</summary>
    public abstract void DecodeLabels(ReadOnlySpan<byte> records, int first, Span<TLabel> labels);

    private void Fill(Span<byte> records, int first)
    {
        var offset = _start + ((long)first * _recordBytes);
        while (!records.IsEmpty)
        {
            var read = RandomAccess.Read(_file, records, offset);
            if (read == 0)
                throw new InvalidDataException($"{_path}: expected {records.Length} bytes more at byte {offset}, for the samples from {first} on, "
                    + "found the end of the file: it has become shorter.");

            records = records[read..];
            offset += read;
        }
    }
}
