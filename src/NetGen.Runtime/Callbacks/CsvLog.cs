using System.Globalization;
using System.Text;

namespace NetGen;

/// <summary>Writes a row for each epoch to a CSV file (RFC 4180): <c>epoch</c>, then <see cref="EpochResult.Values"/>, numbers with all their digits.</summary>
/// <remarks>A name that a spreadsheet would take for a formula has an apostrophe before it.</remarks>
/// <param name="path">The file. After a resume it goes on where it was when the checkpoint was written.</param>
/// <exception cref="ArgumentException">The path is empty.</exception>
public sealed class CsvLog(string path) : Callback
{
    private const string LineEnd = "\r\n";

    private readonly LogFile _file = new();

    /// <summary>The file.</summary>
    public string Path { get; } = string.IsNullOrEmpty(path) ? throw new ArgumentException("'path' is empty; expected a file.", nameof(path)) : path;

    /// <summary>Whether to add to a file that is there, whose columns must be the same; false unless set, which starts it anew.</summary>
    public bool Append { get; set; }

    /// <inheritdoc/>
    public override void Check(TrainingContext training)
    {
        LogFile.Check(Path);
        if (Append)
            CheckColumns(Columns(training));
    }

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext training)
    {
        _file.Open(Path, Append, training.IsRestored(this));
        if (_file.Length == 0)
            Write(Columns(training));
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext training, EpochResult epoch) =>
        Write(string.Join(',', epoch.Values().Select(v => v.Value.ToString("R", CultureInfo.InvariantCulture))
            .Prepend(epoch.Epoch.ToString(CultureInfo.InvariantCulture))));

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingContext training) => _file.Close();

    /// <inheritdoc/>
    public override void Save(TrainingState state) => _file.Save(state);

    /// <inheritdoc/>
    public override void CheckState(TrainingState state, TrainingContext training)
    {
        ArgumentNullException.ThrowIfNull(state);
        var columns = Columns(training);
        state.GetInteger("length", Encoding.UTF8.GetByteCount(columns) + 1, long.MaxValue);
        LogFile.CheckState(state, Path);
        CheckColumns(columns);
    }

    /// <inheritdoc/>
    public override void Restore(TrainingState state) => _file.Restore(state);

    private static string Columns(TrainingContext training) =>
        string.Join(',', WatchedValue.Values(training).Select(v => CsvText.Field(v.Name)).Prepend("epoch"));

    /// <summary>Throws where there is a file to add to that has other columns.</summary>
    private void CheckColumns(string columns)
    {
        var expected = Encoding.UTF8.GetBytes(columns);
        var start = LogFile.Start(Path, expected.Length + 512);
        if (start.Length == 0 || (start.AsSpan().StartsWith(expected) && start.Length > expected.Length && start[expected.Length] is (byte)'\r' or (byte)'\n'))
            return;

        var line = start.AsSpan().IndexOfAny((byte)'\r', (byte)'\n') is >= 0 and var end ? start[..end] : start;
        throw new InvalidDataException($"{Path}: expected the columns '{columns}' to append to, found {Found.Quote(Encoding.UTF8.GetString(line))}.");
    }

    private void Write(string line) => _file.Write(Encoding.UTF8.GetBytes(line + LineEnd));
}
