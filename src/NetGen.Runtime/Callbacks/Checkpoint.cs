namespace NetGen;

/// <summary>
/// Writes the training to a file now and then: the weights, which <see cref="Network.Load(string)"/> takes from it, and everything that
/// <see cref="FitOptions{TLabel}.ResumeFrom"/> needs.
/// </summary>
/// <remarks>
/// A file is replaced in one step, so that a crash while writing leaves the one before. It is written when all callbacks have seen the step or the epoch.
/// </remarks>
/// <param name="path">
/// The file, a safetensors file. <c>{epoch}</c> in it stands for the epoch, from 1, <c>{step}</c> for the steps made in the training, and the name of one of
/// <see cref="EpochResult.Values"/>, as in <c>{val_loss}</c>, for its value at the end of the epoch. A colon and a format for numbers may follow the
/// name, as in <c>{epoch:000}</c> and <c>{val_loss:0.000}</c>. Other names in braces are refused before training; braces of the file's own name are written
/// twice.
/// </param>
/// <exception cref="ArgumentException">The path is empty.</exception>
public sealed class Checkpoint(string path) : Callback
{
    // What is in files that were there before this training, by path; null where nothing that compares.
    private readonly Dictionary<string, double?> _found = new(StringComparer.Ordinal);
    private WatchedValue _watched;
    private CheckpointName? _name;
    private double _best = double.NaN;

    /// <summary>The file, as it was given.</summary>
    public string Path { get; } = NotEmpty(path);

    /// <summary>Writes after every so many steps of the training; never unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? EverySteps
    {
        get;
        set => field = value is { } steps ? Hyperparameter.AtLeast(1, steps, nameof(EverySteps)) : null;
    }

    /// <summary>Writes after every so many epochs; 1 unless this or <see cref="EverySteps"/> is set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? EveryEpochs
    {
        get => field ?? (EverySteps is null ? 1 : null);
        set => field = value is { } epochs ? Hyperparameter.AtLeast(1, epochs, nameof(EveryEpochs)) : null;
    }

    /// <summary>
    /// Whether to write only where <see cref="Monitor"/> is better than in all epochs of the training written before, and than in the file that would be
    /// replaced, where that is a checkpoint of this network and these data from another training; false unless set. Not together with
    /// <see cref="EverySteps"/>.
    /// </summary>
    public bool BestOnly { get; set; }

    /// <summary>
    /// What <see cref="BestOnly"/> watches, as <see cref="EpochResult.Values"/> names it; unless set <c>val_loss</c> where there are validation data, and
    /// <c>loss</c> where there are none.
    /// </summary>
    public string? Monitor { get; set; }

    /// <inheritdoc/>
    public override void Check(TrainingContext training)
    {
        if (BestOnly && EverySteps is not null)
            throw new ArgumentException("'BestOnly' compares epochs, so it does not go with 'EverySteps'; use a second Checkpoint for that.", nameof(BestOnly));
        _name = new CheckpointName(Path);
        _name.Check(Path, [.. WatchedValue.Values(training).Select(v => v.Name)], isForSteps: EverySteps is not null);
        // Said before hours of training, not after them.
        if (!_name.HasPlaces)
            TargetFile.ForWriting(_name.Start);
        else if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(_name.Start + "0")) is { } folder)
            TargetFile.CheckFolder(Path, folder);

        _watched = WatchedValue.Find(Monitor ?? (training.HasValidation ? "val_loss" : "loss"), training, this);
    }

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext training)
    {
        _found.Clear();
        if (!training.IsRestored(this))
            _best = double.NaN;
    }

    /// <inheritdoc/>
    public override void OnStepEnd(TrainingContext training)
    {
        if (EverySteps is { } steps && training.TotalSteps % steps == 0)
            Write(training, FileAt(training, null));
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext training, EpochResult epoch)
    {
        if (EveryEpochs is not { } epochs || epoch.Epoch % epochs != 0)
            return;

        var file = FileAt(training, epoch);
        if (BestOnly)
        {
            var value = _watched.In(epoch);
            if (!_watched.IsBetter(value, double.IsNaN(_best) ? _watched.Worst : _best))
                return;
            _best = value;
            if (FoundIn(training, file) is { } found && _watched.IsBetter(found, value))
                return;
        }

        Write(training, file);
    }

    /// <inheritdoc/>
    public override void Save(TrainingState state)
    {
        if (BestOnly)
            state.Set("monitor", _watched.Name);
        state.Set("best", _best);
    }

    /// <inheritdoc/>
    public override void CheckState(TrainingState state, TrainingContext training)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(training);
        if (!BestOnly)
        {
            state.GetNumber("best");
            return;
        }

        _watched.CheckName(state);
        _watched.CheckBest(state, training);
    }

    /// <inheritdoc/>
    public override void Restore(TrainingState state) => _best = state.GetNumber("best");

    private static string NotEmpty(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return path;
    }

    private string FileAt(TrainingContext training, EpochResult? epoch) => _name!.At(training.Epoch, training.TotalSteps, epoch);

    private void Write(TrainingContext training, string file)
    {
        // From now on it is this training's own.
        _found[file] = null;
        training.SaveCheckpoint(file);
    }

    /// <summary>The watched value of what another training has left in a file; null where there is nothing that compares.</summary>
    private double? FoundIn(TrainingContext training, string file)
    {
        if (!_found.TryGetValue(file, out var found))
            _found[file] = found = training.ValueInFile?.Invoke(file, _watched.Name);
        return found;
    }
}
