namespace NetGen;

/// <summary>Lowers the learning rate where a value no longer improves, as Keras' <c>ReduceLROnPlateau</c> does.</summary>
public sealed class ReduceOnPlateau : Callback
{
    private WatchedValue _watched;
    private double _best = double.NaN;
    private int _wait;
    private int _cooldown;

    /// <summary>What to watch, as <see cref="EpochResult.Values"/> names it; <c>val_loss</c> unless set.</summary>
    public string Monitor { get; set; } = "val_loss";

    /// <summary>What the rate is multiplied with; 0.1 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not between 0 and 1, both excluded.</exception>
    public double Factor
    {
        get;
        set => field = value is > 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Factor), value, "'Factor' must lie between 0 and 1, both excluded.");
    } = 0.1;

    /// <summary>After how many epochs without improvement to lower it; 10 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int Patience
    {
        get;
        set => field = Hyperparameter.AtLeast(0, value, nameof(Patience));
    } = 10;

    /// <summary>The least change that is an improvement; 0.0001 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double MinDelta
    {
        get;
        set => field = Hyperparameter.NotNegative(value, nameof(MinDelta));
    } = 1e-4;

    /// <summary>How many epochs to wait after lowering it, before counting again; 0 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int Cooldown
    {
        get;
        set => field = Hyperparameter.AtLeast(0, value, nameof(Cooldown));
    }

    /// <summary>The rate below which it does not go; 0 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double MinRate
    {
        get;
        set => field = Hyperparameter.NotNegative(value, nameof(MinRate));
    }

    /// <inheritdoc/>
    public override void Check(TrainingContext training)
    {
        LearningRateScheduler.RefuseSchedule(training, this);
        _watched = WatchedValue.Find(Monitor, training, this);
    }

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext training)
    {
        if (!training.IsRestored(this))
            (_best, _wait, _cooldown) = (double.NaN, 0, 0);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext training, EpochResult epoch)
    {
        if (_cooldown > 0)
            (_cooldown, _wait) = (_cooldown - 1, 0);

        var value = _watched.In(epoch);
        if (_watched.IsBetter(value, double.IsNaN(_best) ? _watched.Worst : _best, MinDelta))
            (_best, _wait) = (value, 0);
        else if (_cooldown == 0 && ++_wait >= Patience)
            Reduce(training.Optimizer);
    }

    /// <inheritdoc/>
    public override void Save(TrainingState state)
    {
        state.Set("monitor", _watched.Name);
        state.Set("best", _best);
        state.Set("wait", _wait);
        state.Set("cooldown", _cooldown);
    }

    /// <inheritdoc/>
    public override void CheckState(TrainingState state, TrainingContext training)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(training);
        _watched.CheckName(state);
        _watched.CheckBest(state, training);
        state.GetInteger("wait", 0, training.History.Count);
        state.GetInteger("cooldown", 0, Cooldown);
    }

    /// <inheritdoc/>
    public override void Restore(TrainingState state)
    {
        _best = state.GetNumber("best");
        _wait = state.GetCount("wait");
        _cooldown = state.GetCount("cooldown");
    }

    private void Reduce(Optimizer optimizer)
    {
        if (optimizer.LearningRate <= (float)MinRate)
            return;

        // A rate of 0 would be none: where it underflows, it stays.
        var rate = (float)Math.Max(optimizer.LearningRate * Factor, MinRate);
        if (rate > 0)
            optimizer.LearningRate = rate;
        (_cooldown, _wait) = (Cooldown, 0);
    }
}
