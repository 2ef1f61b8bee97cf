using System.Globalization;

namespace NetGen;

/// <summary>Writes the training to a file now and then: the weights, which <see cref="Network.Load(string)"/> takes from it, and everything that <see cref="FitOptions{TLabel}.ResumeFrom"/> needs.</summary>
/// <remarks>A file is replaced in one step, so that a crash while writing leaves the one before. It is written when all callbacks have seen the step or the epoch.</remarks>
/// <param name="path">The file, a safetensors file. <c>{epoch}</c> in it stands for the epoch, from 1, and <c>{step}</c> for the steps made in the training.</param>
/// <exception cref="ArgumentException">The path is empty.</exception>
public sealed class Checkpoint(string path) : Callback
{
    private WatchedValue _watched;
    private double _best = double.NaN;

    /// <summary>The file, as it was given.</summary>
    public string Path { get; } = NotEmpty(path);

    /// <summary>Writes after every so many steps of the training; never unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? EverySteps
    {
        get;
        set => field = CheckCount(value, nameof(EverySteps));
    }

    /// <summary>Writes after every so many epochs; 1 unless this or <see cref="EverySteps"/> is set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? EveryEpochs
    {
        get => field ?? (EverySteps is null ? 1 : null);
        set => field = CheckCount(value, nameof(EveryEpochs));
    }

    /// <summary>Whether to write only where <see cref="Monitor"/> is better than in all epochs written before; false unless set. Not together with <see cref="EverySteps"/>.</summary>
    public bool BestOnly { get; set; }

    /// <summary>What <see cref="BestOnly"/> watches, as <see cref="EpochResult.Values"/> names it; unless set <c>val_loss</c> where there are validation data, and <c>loss</c> where there are none.</summary>
    public string? Monitor { get; set; }

    /// <inheritdoc/>
    public override void Check(TrainingContext training)
    {
        if (BestOnly && EverySteps is not null)
            throw new ArgumentException("'BestOnly' compares epochs, so it does not go with 'EverySteps'; use a second Checkpoint for that.", nameof(BestOnly));
        // Said before hours of training, not after them.
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path));
        if (folder is not null && !folder.Contains('{', StringComparison.Ordinal) && !Directory.Exists(folder))
            throw new DirectoryNotFoundException($"{Path}: expected an existing folder to write into, found none at '{folder}'.");
        if (!Path.Contains('{', StringComparison.Ordinal))
            TargetFile.ForWriting(Path);

        _watched = WatchedValue.Find(Monitor ?? (training.HasValidation ? "val_loss" : "loss"), training, this);
    }

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext training)
    {
        if (!training.IsRestored(this))
            _best = double.NaN;
    }

    /// <inheritdoc/>
    public override void OnStepEnd(TrainingContext training)
    {
        if (EverySteps is { } steps && training.TotalSteps % steps == 0)
            training.SaveCheckpoint(File(training));
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext training, EpochResult epoch)
    {
        if (EveryEpochs is not { } epochs || epoch.Epoch % epochs != 0)
            return;

        if (BestOnly)
        {
            var value = _watched.In(epoch);
            if (!_watched.IsBetter(value, double.IsNaN(_best) ? _watched.Worst : _best))
                return;
            _best = value;
        }

        training.SaveCheckpoint(File(training));
    }

    /// <inheritdoc/>
    public override void Save(TrainingState state) => state.Set("best", _best);

    /// <inheritdoc/>
    public override void Restore(TrainingState state) => _best = state.GetNumber("best");

    private static int? CheckCount(int? value, string name)
        => value is null or > 0
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"'{name}' must be at least 1.");

    private static string NotEmpty(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return path;
    }

    private string File(TrainingContext training) => Path
        .Replace("{epoch}", training.Epoch.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{step}", training.TotalSteps.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
