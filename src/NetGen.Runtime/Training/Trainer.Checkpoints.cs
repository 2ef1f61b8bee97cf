using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NetGen;

/// <summary>How a training gets into a checkpoint, and out of it.</summary>
internal sealed partial class Trainer<TLabel>
{
    private void WriteCheckpoints()
    {
        if (_context.Checkpoints.Count == 0)
            return;

        var state = new TrainingState();
        Save(state);
        foreach (var path in _context.Checkpoints)
            CheckpointFile.Write(path, _network, state);
        _context.Checkpoints.Clear();
    }

    private void Save(TrainingState state)
    {
        var settings = state.Section("settings");
        foreach (var (name, value) in Settings())
            settings.Set(name, value);

        state.Set("step", _context.Step);
        state.Set("total_steps", _context.TotalSteps);
        state.Set("network_steps", _network.Steps);
        state.Set("network_epochs", _network.Epochs);
        state.Set("batch_loss", _context.BatchLoss);
        state.Set("samples", _samples);
        state.Set("seconds", _context.Step == 0 ? 0 : Elapsed.TotalSeconds);
        if (_context.StopExplanation is { } why)
            state.Set("stopped", why);

        _running.Save(state.Section("running"));
        HistoryColumns.Save(_history, state.Section("history"));
        _plan.Optimizer.Save(state.Section("optimizer"));
        // At the end of an epoch nothing of them is needed any more.
        if (_context.Step > 0)
        {
            foreach (var (metric, section) in MetricSections(state))
                metric.Save(section);
        }

        foreach (var (callback, section) in CallbackSections(state))
        {
            section.Set("saved", 1);
            callback.Save(section);
        }
    }

    /// <summary>Goes to where a checkpoint was written. The network and the optimizer change last, when nothing can go wrong any more.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or of another training.</exception>
    private void Resume(string path)
    {
        var parameters = new float[_network.Parameters.Length];
        var (state, preprocessor, names) = CheckpointFile.Read(path, _network, parameters);
        try
        {
            CheckSettings(state.Section("settings"));
            CheckPreprocessor(preprocessor);
            if (names.Difference("the checkpoint", _plan.Names, "this training") is { } difference)
                throw new InvalidDataException($"{difference} This checkpoint is of another training. Load takes just its weights.");
            _plan.Optimizer.CheckKind(state.Section("optimizer"));
            Restore(state);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }

        parameters.CopyTo(_network.Parameters);
        _network.Preprocessor = preprocessor;
        // A checkpoint of an earlier version has none.
        _network.Names = names.Or(_plan.Names);
    }

    private void Restore(TrainingState state)
    {
        var (step, totalSteps) = ((int)state.GetInteger("step"), state.GetInteger("total_steps"));
        var (networkSteps, networkEpochs) = (state.GetInteger("network_steps"), state.GetInteger("network_epochs"));
        var (batchLoss, samples, earlier) = (state.GetNumber("batch_loss"), state.GetInteger("samples"), TimeSpan.FromSeconds(state.GetNumber("seconds")));
        var running = RunningResult.Restore(state.Section("running"));
        var metrics = _plan.Metrics.Select(m => m.Name).ToArray();
        var history = HistoryColumns.Restore(state.Section("history"), _network.HasAccuracy, _plan.Validation is not null, metrics);

        foreach (var (metric, section) in MetricSections(state))
        {
            metric.Reset();
            if (step > 0)
                metric.Restore(section);
        }

        foreach (var (callback, section) in CallbackSections(state))
        {
            // One that was not there starts anew.
            if (!section.Contains("saved"))
                continue;

            callback.Restore(section);
            _context.SetRestored(callback);
        }

        _plan.Optimizer.Restore(state.Section("optimizer"), _network.Parameters.Length);

        (_running, _samples, _earlier) = (running, samples, earlier);
        (_network.Steps, _network.Epochs) = (networkSteps, networkEpochs);
        _history.AddRange(history);
        _context.Epoch = history.Count + 1;
        (_context.Step, _context.TotalSteps) = (step, totalSteps);
        (_context.BatchLoss, _context.Loss, _context.Accuracy) = (batchLoss, running.Loss, Accuracy(running));
        _context.StopExplanation = state.Contains("stopped") ? state.GetText("stopped") : null;
    }

    /// <summary>What must be the same before and after a resume, because the order of the samples, the masks and the values follow from it.</summary>
    private (string Name, string Value)[] Settings() =>
    [
        ("seed", Text(_network.Seed)),
        ("batch_size", Text(_plan.BatchSize)),
        ("samples", _plan.Samples is { } samples ? Text(samples) : "a stream"),
        ("batches_per_epoch", Text(_feed.BatchesPerEpoch)),
        ("steps_per_epoch", Text(StepsPerEpoch)),
        ("shuffle", Text(_plan.Shuffle)),
        ("shuffle_buffer", Text(_plan.ShuffleBuffer)),
        ("class_weights", Digest(_plan.ClassWeights)),
        ("sample_weights", Digest(_plan.SampleWeights)),
        ("validation", Text(_plan.Validation is not null)),
        ("l2", Text(_plan.Penalty.L2)),
        ("alpha", Text(_plan.Penalty.Alpha)),
        ("clip_value", Limit(_plan.Limits.Clipping.Value)),
        ("clip_norm", Limit(_plan.Limits.Clipping.Norm)),
        ("global_clip_norm", Limit(_plan.Limits.Clipping.GlobalNorm)),
        ("max_norm", Limit(_plan.Limits.MaxNorm)),
        ("metrics", string.Join(", ", _plan.Metrics.Select(m => m.Name))),
    ];

    private void CheckSettings(TrainingState state)
    {
        foreach (var (name, expected) in Settings())
        {
            // A checkpoint of before there were limits has none.
            var found = IsLimit(name) && !state.Contains(name) ? Limit(null) : state.GetText(name);
            if (found != expected)
                throw new InvalidDataException($"'{name}': expected '{expected}', found '{found}'; this checkpoint is of another training. Load takes just its weights.");
        }
    }

    private static bool IsLimit(string name) => name is "clip_value" or "clip_norm" or "global_clip_norm" or "max_norm";

    private static string Limit(double? limit) => limit is { } number ? Text(number) : "none";

    private void CheckPreprocessor(Preprocessor? found)
    {
        if (_plan.Preprocessor is { } asked && found?.GetType() != asked.GetType())
            throw new InvalidDataException($"'preprocessor': expected {asked.GetType().Name}, found {found?.GetType().Name ?? "none"}; this checkpoint is of another training. Load takes just its weights.");
    }

    /// <summary>Few characters that stand for many numbers.</summary>
    private static string Digest(float[]? values) =>
        values is null ? "none" : Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan())).AsSpan(0, 8));

    private IEnumerable<(Metric Metric, TrainingState Section)> MetricSections(TrainingState state) =>
        _plan.Metrics.Select((metric, i) => (metric, state.Section("metrics").Section(Text(i))));

    private IEnumerable<(Callback Callback, TrainingState Section)> CallbackSections(TrainingState state)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var callback in _plan.Callbacks)
        {
            var number = seen[callback.Name] = seen.GetValueOrDefault(callback.Name) + 1;
            yield return (callback, state.Section("callbacks").Section(number == 1 ? callback.Name : $"{callback.Name}#{Text(number)}"));
        }
    }

    private static string Text<T>(T value)
        where T : notnull => Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
