using System.Buffers;
using System.Text.Json;

namespace NetGen;

/// <summary>Writes a JSON object a line to a file: one for each epoch, and one for every so many steps where asked for.</summary>
/// <remarks>
/// An epoch's object has <c>epoch</c>, <see cref="EpochResult.Values"/>, <c>seconds</c> and <c>samples_per_second</c>; a step's has <c>epoch</c>,
/// <c>step</c>, <c>total_steps</c> and the values of the epoch so far. What is not finite is a text, <c>"NaN"</c>, <c>"Infinity"</c> or
/// <c>"-Infinity"</c>, because JSON has no such numbers.
/// </remarks>
/// <param name="path">The file. After a resume it goes on where it was when the checkpoint was written.</param>
/// <exception cref="ArgumentException">The path is empty.</exception>
public sealed class JsonLinesLog(string path) : Callback
{
    private readonly LogFile _file = new();
    private readonly ArrayBufferWriter<byte> _line = new();
    private Utf8JsonWriter? _json;

    /// <summary>The file.</summary>
    public string Path { get; } = string.IsNullOrEmpty(path) ? throw new ArgumentException("'path' is empty; expected a file.", nameof(path)) : path;

    /// <summary>Whether to add to a file that is there; false unless set, which starts it anew.</summary>
    public bool Append { get; set; }

    /// <summary>Writes a line after every so many steps of the training; none unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? EverySteps
    {
        get;
        set => field = value is { } steps ? Hyperparameter.AtLeast(1, steps, nameof(EverySteps)) : null;
    }

    /// <inheritdoc/>
    public override void Check(TrainingContext training) => LogFile.Check(Path);

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext training) => _file.Open(Path, Append, training.IsRestored(this));

    /// <inheritdoc/>
    public override void OnStepEnd(TrainingContext training)
    {
        if (EverySteps is not { } every || training.TotalSteps % every != 0)
            return;

        var json = Begin();
        json.WriteNumber("epoch", training.Epoch);
        json.WriteNumber("step", training.Step);
        json.WriteNumber("total_steps", training.TotalSteps);
        WriteNumber(json, "loss", training.Loss);
        if (training.ShownAccuracy is { } accuracy)
            WriteNumber(json, "accuracy", accuracy);
        for (var i = 0; i < training.Metrics.Count; i++)
            WriteNumber(json, training.Metrics[i].Name, training.Metrics[i].Value);
        WriteNumber(json, "learning_rate", training.Optimizer.LearningRate);
        End(json);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext training, EpochResult epoch)
    {
        var json = Begin();
        json.WriteNumber("epoch", epoch.Epoch);
        foreach (var value in epoch.Values())
            WriteNumber(json, value.Name, value.Value);
        WriteNumber(json, "seconds", epoch.Duration.TotalSeconds);
        WriteNumber(json, "samples_per_second", epoch.SamplesPerSecond);
        End(json);
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingContext training) => _file.Close();

    /// <inheritdoc/>
    public override void Save(TrainingState state) => _file.Save(state);

    /// <inheritdoc/>
    public override void CheckState(TrainingState state, TrainingContext training) => LogFile.CheckState(state, Path);

    /// <inheritdoc/>
    public override void Restore(TrainingState state) => _file.Restore(state);

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteString(name, double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }

    private Utf8JsonWriter Begin()
    {
        _line.ResetWrittenCount();
        _json ??= new Utf8JsonWriter(_line);
        _json.Reset();
        _json.WriteStartObject();
        return _json;
    }

    private void End(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.Flush();
        _line.Write("\n"u8);
        _file.Write(_line.WrittenSpan);
    }
}
