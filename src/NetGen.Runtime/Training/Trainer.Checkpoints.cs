using System.Globalization;

namespace NetGen;

/// <summary>How a training gets into a checkpoint, and out of it.</summary>
internal sealed partial class Trainer<TLabel>
{
    private const string Data = "data";
    private const string ValidationData = "validation_data";

    // Of all data, so they are made once, and only where a checkpoint is written or read.
    private string? _dataDigest;
    private string? _validationDigest;

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
        foreach (var (name, value) in Settings().Concat(Digests()))
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

    /// <summary>
    /// Goes to where a checkpoint was written. All of the file is checked first; then callbacks and metrics take what is theirs, and at last the optimizer
    /// and the network, where nothing can go wrong any more.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is damaged, or of another training; nothing has changed.</exception>
    private void Resume(string path)
    {
        var parameters = new float[_network.Parameters.Length];
        var (state, preprocessor, names) = CheckpointFile.Read(path, _network, parameters);
        try
        {
            var restoreOptimizer = Check(state, preprocessor, names);
            Restore(state, areOfUsers: true);
            Restore(state, areOfUsers: false);
            restoreOptimizer();
            (_network.Steps, _network.Epochs) = (state.GetInteger("network_steps"), state.GetInteger("network_epochs"));
            parameters.CopyTo(_network.Parameters);
            _network.Preprocessor = preprocessor;
            // A checkpoint of an earlier version has none.
            _network.Names = names.Or(_plan.Names);
            _plan.Optimizer.EnterTraining(isResumed: true);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }

    /// <summary>Checks every value of a checkpoint, and goes to its place with what no one else sees of this training: its history and its context.</summary>
    /// <returns>What restores the optimizer.</returns>
    private Action Check(TrainingState state, Preprocessor? preprocessor, NetworkNames names)
    {
        // Before the data as a whole: where they number their classes otherwise, this says what is different.
        if (names.Difference("the checkpoint", _plan.Names, "this training") is { } difference)
            throw new InvalidDataException($"{difference} This checkpoint is of another training. Load takes just its weights.");
        CheckSettings(state.Section("settings"));
        CheckPreprocessor(preprocessor);
        _plan.Optimizer.CheckKind(state.Section("optimizer"), leastSteps: 0);
        RestorePlace(state);
        var restoreOptimizer = _plan.Optimizer.Read(state.Section("optimizer"), _network.TrainableCount, _context.TotalSteps);
        if (_context.Step > 0)
        {
            foreach (var (metric, section) in MetricSections(state))
                metric.CheckState(section, _context);
        }

        foreach (var (callback, section) in CallbackSections(state).Where(IsThere))
        {
            section.GetInteger("saved", 1, 1);
            callback.CheckState(section, _context);
        }

        return restoreOptimizer;
    }

    /// <summary>Reads where the training was, and what it had seen by then.</summary>
    private void RestorePlace(TrainingState state)
    {
        var metrics = _plan.Metrics.Select(m => m.Name).ToArray();
        var history = HistoryColumns.Restore(state.Section("history"), _network.HasAccuracy, _plan.Validation is not null, metrics);
        var place = CheckpointPlace.Read(state, history.Count, StepsPerEpoch, _plan.BatchSize, _plan.Samples);
        if (state.GetInteger("network_steps", 0, TrainingState.MostCount) is var networkSteps && networkSteps < place.TotalSteps)
            throw state.Invalid(
                "network_steps", $"at least {TrainingState.Text(place.TotalSteps)}, for so many 'total_steps' were made", TrainingState.Text(networkSteps));
        state.GetInteger("network_epochs", history.Count, TrainingState.MostCount);
        var seconds = state.GetNumber("seconds", 0, HistoryColumns.LongestTime.TotalSeconds);
        // What a loss is, its training decides: also NaN.
        var batchLoss = state.GetNumber("batch_loss");
        if (state.Contains("stopped") && string.IsNullOrWhiteSpace(state.GetText("stopped")))
            throw state.Invalid("stopped", "why training ended, in words", "nothing");

        _samples = place.Samples;
        _earlier = TimeSpan.FromSeconds(seconds);
        _context.EpochLabels = place.Step == 0 ? 0 : place.Samples * _network.Description.LabelLength;
        _running = RunningResult.Restore(state.Section("running"), place.Step == 0 ? null : _context.EpochLabels);
        _history.AddRange(history);
        _context.Epoch = history.Count + 1;
        (_context.Step, _context.TotalSteps) = (place.Step, place.TotalSteps);
        (_context.BatchLoss, _context.Loss, _context.Accuracy) = (batchLoss, _running.Loss, Accuracy(_running));
        _context.StopExplanation = state.Contains("stopped") ? state.GetText("stopped") : null;
    }

    /// <summary>
    /// Has metrics and callbacks take what is theirs. Those that users wrote come first: they may refuse here what the others have let pass by then.
    /// </summary>
    private void Restore(TrainingState state, bool areOfUsers)
    {
        foreach (var (metric, section) in MetricSections(state).Where(saved => IsOfUser(saved.Metric) == areOfUsers))
        {
            metric.Reset();
            if (_context.Step > 0)
                metric.Restore(section);
        }

        // One that was not there starts anew.
        foreach (var (callback, section) in CallbackSections(state).Where(IsThere).Where(saved => IsOfUser(saved.Callback) == areOfUsers))
        {
            callback.Restore(section);
            _context.SetRestored(callback);
        }
    }

    private static bool IsOfUser(object taker) => taker.GetType().Assembly != typeof(Callback).Assembly;

    private static bool IsThere((Callback Callback, TrainingState Section) saved) => saved.Section.Contains("saved");

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
        ("class_weights", DataDigest.Of(_plan.ClassWeights)),
        ("sample_weights", DataDigest.Of(_plan.SampleWeights)),
        ("validation", Text(_plan.Validation is not null)),
        ("l2", Text(_plan.Penalty.L2)),
        ("alpha", Text(_plan.Penalty.Alpha)),
        ("clip_value", Limit(_plan.Limits.Clipping.Value)),
        ("clip_norm", Limit(_plan.Limits.Clipping.Norm)),
        ("global_clip_norm", Limit(_plan.Limits.Clipping.GlobalNorm)),
        ("max_norm", Limit(_plan.Limits.MaxNorm)),
        ("metrics", string.Join(", ", _plan.Metrics.Select(m => m.Name))),
    ];

    /// <summary>What the samples must be. Data that are not in memory have no hash, nor have they in older checkpoints.</summary>
    private IEnumerable<(string Name, string Value)> Digests()
    {
        if ((_dataDigest ??= _feed.Digest) is { } data)
            yield return (Data, data);
        if (_plan.Validation is { } validation)
            yield return (ValidationData, _validationDigest ??= DataDigest.Of(validation));
    }

    private void CheckSettings(TrainingState state)
    {
        foreach (var (name, expected) in Settings())
            CheckSetting(state, name, expected);
        foreach (var (name, expected) in Digests().Where(digest => state.Contains(digest.Name)))
            CheckSetting(state, name, expected);
    }

    private static void CheckSetting(TrainingState state, string name, string expected)
    {
        // A checkpoint of before there were limits has none.
        var found = IsLimit(name) && !state.Contains(name) ? Limit(null) : state.GetText(name);
        if (found != expected)
        {
            throw new InvalidDataException(
                $"{state.NameOf(name)}: expected '{expected}', found {Found.QuoteWhereItDiffers(found, expected)}; this checkpoint is of another "
                    + "training. Load takes just its weights.");
        }
    }

    private static bool IsLimit(string name) => name is "clip_value" or "clip_norm" or "global_clip_norm" or "max_norm";

    private static string Limit(double? limit) => limit is { } number ? Text(number) : "none";

    private void CheckPreprocessor(Preprocessor? found)
    {
        // The network's own would be ignored where it is another; one that is fitted to the data follows from them.
        var asked = _plan.Preprocessor ?? _network.Preprocessor;
        if (asked is null || (found?.Kind == asked.Kind && (_plan.Preprocessor is not null || found.IsLike(asked))))
            return;

        var other = found?.Kind == asked.Kind ? "one that was fitted to other samples" : found?.Kind ?? "none";
        throw new InvalidDataException(
            $"'preprocessor': expected {asked.Kind}, found {other}; this checkpoint is of another training. Load takes just its weights.");
    }

    /// <summary>
    /// The value of a name in the last epoch of a checkpoint that another training has left: null unless that training had this network's tensors, these data
    /// and these metrics, so that values compare.
    /// </summary>
    private double? ValueInFile(string path, string name)
    {
        if (!TargetFile.Exists(path))
            return null;

        try
        {
            var (state, _, _) = CheckpointFile.Read(path, _network, new float[_network.Parameters.Length]);
            var settings = state.Section("settings");
            string[] shared = ["validation", "metrics", Data, ValidationData];
            foreach (var (setting, expected) in Settings().Concat(Digests()).Where(s => shared.Contains(s.Name) && settings.Contains(s.Name)))
                CheckSetting(settings, setting, expected);

            var history = HistoryColumns.Restore(
                state.Section("history"), _network.HasAccuracy, _plan.Validation is not null, [.. _plan.Metrics.Select(m => m.Name)]);
            return history.Count > 0 ? history[^1][name] : null;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

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
