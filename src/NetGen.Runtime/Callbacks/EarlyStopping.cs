using System.Globalization;

namespace NetGen;

/// <summary>Stops a training that no longer improves, as Keras' <c>EarlyStopping</c> does.</summary>
/// <remarks>A value improves where it is better than the best so far by more than <see cref="MinDelta"/>. NaN is no improvement.</remarks>
public sealed class EarlyStopping : Callback
{
    private WatchedValue _watched;
    private float[] _weights = [];
    private bool _hasWeights;
    private double _best;
    private int _wait;

    /// <summary>What to watch, as <see cref="EpochResult.Values"/> names it; <c>val_loss</c> unless set.</summary>
    public string Monitor { get; set; } = "val_loss";

    /// <summary>The least change that is an improvement; 0 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double MinDelta
    {
        get;
        set => field = Hyperparameter.NotNegative(value, nameof(MinDelta));
    }

    /// <summary>After how many epochs without improvement to stop; 0 unless set, which stops at the first, as 1 does.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int Patience
    {
        get;
        set => field = Hyperparameter.AtLeast(0, value, nameof(Patience));
    }

    /// <summary>How many epochs to let pass before watching; 0 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int StartFromEpoch
    {
        get;
        set => field = Hyperparameter.AtLeast(0, value, nameof(StartFromEpoch));
    }

    /// <summary>A value that must be reached: an improvement that is no better than it does not end the waiting. None unless set.</summary>
    public double? Baseline { get; set; }

    /// <summary>Whether the network has the weights of the best epoch at the end, however training ends; false unless set.</summary>
    public bool RestoreBestWeights { get; set; }

    /// <summary>The epoch with the best value, from 1; 0 before there is one.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>The epoch after which it stopped the training, from 1; 0 where it did not.</summary>
    public int StoppedEpoch { get; private set; }

    /// <inheritdoc/>
    public override void Check(TrainingContext training) => _watched = WatchedValue.Find(Monitor, training, this);

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext training)
    {
        // Where the best weights are wanted but were not kept before, there is no best yet.
        if (training.IsRestored(this) && BestEpoch > 0 && (_hasWeights || !RestoreBestWeights))
            return;

        (_best, _wait, _hasWeights, BestEpoch, StoppedEpoch) = (_watched.Worst, 0, false, 0, 0);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext training, EpochResult epoch)
    {
        // Where the training ends because something is not finite, that is the reason, and the weights may be no good.
        if (epoch.Epoch <= StartFromEpoch || training.Failure is not null)
            return;

        var value = _watched.In(epoch);
        // Were no epoch ever better, the first one watched is the best.
        if (BestEpoch == 0)
            Remember(training, epoch.Epoch);

        _wait++;
        if (_watched.IsBetter(value, _best, MinDelta))
        {
            _best = value;
            Remember(training, epoch.Epoch);
            if (Baseline is not { } baseline || _watched.IsBetter(value, baseline, MinDelta))
                _wait = 0;
        }
        else if (_wait >= Patience && epoch.Epoch > 1)
        {
            StoppedEpoch = epoch.Epoch;
            training.Stop(Explain(training));
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingContext training)
    {
        if (RestoreBestWeights && _hasWeights)
            _weights.CopyTo(training.Network.Parameters);
        _hasWeights = false;
    }

    /// <inheritdoc/>
    public override void Save(TrainingState state)
    {
        state.Set("monitor", _watched.Name);
        state.Set("best", _best);
        state.Set("best_epoch", BestEpoch);
        state.Set("stopped_epoch", StoppedEpoch);
        state.Set("wait", _wait);
        if (RestoreBestWeights && _hasWeights)
            state.Set("weights", _weights);
    }

    /// <inheritdoc/>
    public override void CheckState(TrainingState state, TrainingContext training)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(training);
        _watched.CheckName(state);
        var epochs = training.History.Count;
        var bestEpoch = state.GetCount("best_epoch", epochs);
        state.GetInteger("stopped_epoch", 0, epochs);
        // The first epoch watched is the best one even where its value is none.
        var best = state.GetNumber("best");
        var value = bestEpoch == 0 ? _watched.Worst : _watched.In(training.History[bestEpoch - 1]);
        if (best != _watched.Worst && best != value)
            throw state.Invalid("best", $"{TrainingState.Text(value)}, for 'best_epoch' is {TrainingState.Text(bestEpoch)}", TrainingState.Text(best));
        if (state.GetCount("wait") is var wait && wait > (bestEpoch == 0 ? 0 : epochs))
            throw state.Invalid("wait", $"at most {TrainingState.Text(bestEpoch == 0 ? 0 : epochs)}, for 'best_epoch' is {TrainingState.Text(bestEpoch)}",
                TrainingState.Text(wait));
        if (state.Contains("weights"))
            state.GetFloats("weights", training.Network.Parameters.Length);
    }

    /// <inheritdoc/>
    public override void Restore(TrainingState state)
    {
        _best = state.GetNumber("best");
        BestEpoch = state.GetCount("best_epoch");
        StoppedEpoch = state.GetCount("stopped_epoch");
        _wait = state.GetCount("wait");
        _hasWeights = state.Contains("weights");
        if (_hasWeights)
            _weights = state.GetFloats("weights").ToArray();
    }

    private string Explain(TrainingContext training)
    {
        var nans = training.History.TakeLast(_wait).Count(e => double.IsNaN(_watched.In(e)));
        var waited = string.Create(CultureInfo.InvariantCulture, $"{_wait} {(_wait == 1 ? "epoch" : "epochs")}");
        var what = nans == 0 ? $"did not improve for {waited}"
            : nans == _wait ? $"was NaN for {waited}"
            : string.Create(CultureInfo.InvariantCulture, $"did not improve for {waited}, and was NaN in {nans} of them");
        // Until a value was better than none there is no best; the weights are those of the first epoch watched.
        var best = _best == _watched.Worst
            ? "there was no best before"
            : string.Create(CultureInfo.InvariantCulture, $"the best was {_best:G6} in epoch {BestEpoch}");
        return $"{Monitor} {what}; {best}";
    }

    private void Remember(TrainingContext training, int epoch)
    {
        BestEpoch = epoch;
        if (!RestoreBestWeights)
            return;

        var weights = training.Network.Parameters;
        if (_weights.Length != weights.Length)
            _weights = new float[weights.Length];
        weights.CopyTo(_weights);
        _hasWeights = true;
    }
}
