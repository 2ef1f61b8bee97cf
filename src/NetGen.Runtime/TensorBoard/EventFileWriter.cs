using System.Diagnostics;
using System.Globalization;

namespace NetGen;

/// <summary>Writes values of one's own for TensorBoard: an event file in a folder, which TensorBoard shows as a run.</summary>
/// <remarks>
/// The format is TensorFlow's: records of protobuf messages <c>Event</c>, as tensorflow/core/util/event.proto and
/// tensorflow/core/framework/summary.proto describe them. What was written is in the file at the latest with the first value after two
/// seconds, <see cref="Flush"/> or <see cref="Dispose"/>. Not thread-safe.
/// </remarks>
public sealed class EventFileWriter : IDisposable
{
    private const int GreyColorspace = 1;
    private const int RgbColorspace = 3;
    private const int SessionStart = 1;

    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(2);
    private static int _created;

    private readonly FileStream _file;
    private readonly TimeProvider _time;

    // Used again for each event, so that a scalar allocates nothing.
    private readonly ProtoMessage _event = new();
    private readonly ProtoMessage _summary = new();
    private readonly ProtoMessage _value = new();
    private readonly ProtoMessage _content = new();
    private long _flushed = Stopwatch.GetTimestamp();

    /// <summary>Creates an event file with a name of its own.</summary>
    /// <param name="folder">Where to; it is created where it does not exist.</param>
    /// <exception cref="IOException">The file cannot be created.</exception>
    public EventFileWriter(string folder)
        : this(folder, TimeProvider.System)
    {
    }

    internal EventFileWriter(string folder, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _time = time;
        // Where a link leads to a folder that is not there yet, too.
        Directory.CreateDirectory(TargetFile.Follow(folder));
        Path = System.IO.Path.Combine(folder, string.Create(
            CultureInfo.InvariantCulture,
            $"events.out.tfevents.{time.GetUtcNow().ToUnixTimeSeconds():D10}.{HostName()}.{Environment.ProcessId}.{Interlocked.Increment(ref _created)}"));
        _file = new FileStream(Path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 64 * 1024);
        TfRecord.Write(_file, Begin(0).Write(EventFields.FileVersion, "brain.Event:2").Bytes);
        Flush();
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Writes a point of a curve.</summary>
    /// <param name="tag">The curve, such as <c>epoch_loss</c>; what stands before a slash groups curves.</param>
    /// <param name="step">Where it is on the horizontal axis.</param>
    /// <param name="value">The value; the format keeps it with the precision of a <see langword="float"/>.</param>
    /// <exception cref="ArgumentException">The tag is empty.</exception>
    public void AddScalar(string tag, long step, double value) =>
        WriteValue(step, BeginValue(tag).Write(SummaryFields.SimpleValue, (float)value));

    /// <summary>Writes how values are spread, in 30 intervals. Those that are not finite are left out; where none is, nothing is written.</summary>
    /// <param name="tag">The name, such as <c>dense1/kernel/histogram</c>.</param>
    /// <param name="step">Where it is in time.</param>
    /// <param name="values">The values.</param>
    /// <exception cref="ArgumentException">The tag is empty.</exception>
    public void AddHistogram(string tag, long step, ReadOnlySpan<float> values)
    {
        BeginValue(tag);
        if (ValueHistogram.Of(values) is not { } histogram)
            return;

        var limits = new double[histogram.Counts.Length];
        for (var i = 0; i < limits.Length; i++)
            limits[i] = histogram.Limit(i);

        WriteValue(step, _value.Write(SummaryFields.Histogram, _content.Clear()
            .Write(HistogramFields.Min, histogram.Min)
            .Write(HistogramFields.Max, histogram.Max)
            .Write(HistogramFields.Count, (double)histogram.Count)
            .Write(HistogramFields.Sum, histogram.Sum)
            .Write(HistogramFields.SumOfSquares, histogram.SumOfSquares)
            .Write(HistogramFields.Limits, limits)
            .Write(HistogramFields.Counts, histogram.Counts)));
    }

    /// <summary>Writes a picture.</summary>
    /// <param name="tag">The name.</param>
    /// <param name="step">Where it is in time.</param>
    /// <param name="pixels">Row by row, channel by channel, black at 0 and white at 1; what is outside becomes the nearer one, and NaN black.</param>
    /// <param name="height">The rows.</param>
    /// <param name="width">The pixels of a row.</param>
    /// <param name="channels">1 for grey, 3 for red, green and blue.</param>
    /// <exception cref="ArgumentException">The tag is empty, an extent is out of range, or the pixels are not so many.</exception>
    public void AddImage(string tag, long step, ReadOnlySpan<float> pixels, int height, int width, int channels = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "A picture has 1 channel, grey, or 3: red, green and blue.");
        if (pixels.Length != (long)height * width * channels)
            throw new ArgumentException(
                $"'pixels' holds {pixels.Length} values; expected {(long)height * width * channels}: {height} x {width} with {channels} each.", nameof(pixels));

        BeginValue(tag);
        WriteValue(step, _value.Write(SummaryFields.Image, _content.Clear()
            .Write(ImageFields.Height, (long)height)
            .Write(ImageFields.Width, (long)width)
            .Write(ImageFields.Colorspace, (long)(channels == 1 ? GreyColorspace : RgbColorspace))
            .Write(ImageFields.Encoded, Png.Encode(pixels, height, width, channels))));
    }

    /// <summary>Writes the network's layers, shapes and parameters as a graph.</summary>
    /// <param name="network">The network.</param>
    public void AddGraph(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        WriteRecord(Begin(0).Write(EventFields.GraphDef, GraphMessage.Of(network.Description)));
    }

    /// <summary>Writes everything to the file.</summary>
    public void Flush()
    {
        _file.Flush();
        _flushed = Stopwatch.GetTimestamp();
    }

    /// <summary>Writes everything and closes the file.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>Says that training resumes: TensorBoard forgets what earlier files of the folder hold from this step on.</summary>
    internal void AddSessionStart(long step) =>
        WriteRecord(Begin(step).Write(EventFields.SessionLog, _content.Clear().Write(SessionFields.Status, (long)SessionStart)));

    private ProtoMessage BeginValue(string tag)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tag);
        return _value.Clear().Write(SummaryFields.Tag, tag);
    }

    private void WriteValue(long step, ProtoMessage value) =>
        WriteRecord(Begin(step).Write(EventFields.Summary, _summary.Clear().Write(SummaryFields.Value, value)));

    private ProtoMessage Begin(long step) => _event.Clear()
        .Write(EventFields.WallTime, (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds)
        .Write(EventFields.Step, step);

    private void WriteRecord(ProtoMessage message)
    {
        TfRecord.Write(_file, message.Bytes);
        if (Stopwatch.GetElapsedTime(_flushed) > FlushInterval)
            Flush();
    }

    private static string HostName()
    {
        var name = string.Concat(Environment.MachineName.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'));
        return name.Length > 0 ? name : "localhost";
    }
}
