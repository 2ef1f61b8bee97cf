using System.Text;

namespace NetGen;

/// <summary>Shows a training: on a terminal a line with a bar that is drawn anew, and everywhere one line for each finished epoch.</summary>
/// <remarks>A step asks for the time and no more, unless the line is due; what is drawn at most ten times a second is built in memory that stays.</remarks>
internal sealed class ProgressDisplay : Callback
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly ProgressOutput _output;
    private readonly TimeProvider _clock;
    private readonly ProgressLine _line = new();
    private long _epochStart;
    private int _firstStep;
    private long _due;
    private int _told;

    /// <param name="output">Where to.</param>
    /// <param name="clock">Tells how long the steps took.</param>
    public ProgressDisplay(ProgressOutput output, TimeProvider clock)
    {
        _output = output;
        _clock = clock;
    }

    /// <summary>The display that options ask for; null where they ask for none.</summary>
    public static ProgressDisplay? From<TLabel>(FitOptions<TLabel> options)
        where TLabel : unmanaged => (options.ShowProgress, options.ProgressOutput) switch
        {
            (false, _) => null,
            (true, { } writer) => new ProgressDisplay(ProgressOutput.Plain(writer), TimeProvider.System),
            _ => new ProgressDisplay(ProgressOutput.OfConsole(), TimeProvider.System),
        };

    // A training that was resumed begins in the middle of an epoch, of which no beginning is told.
    public override void OnTrainBegin(TrainingContext training)
    {
        Warn(training);
        Begin(training);
    }

    public override void OnEpochBegin(TrainingContext training) => Begin(training);

    public override void OnStepEnd(TrainingContext training)
    {
        if (!_output.IsTerminal)
            return;

        var now = _clock.GetTimestamp();
        if (now < _due)
            return;

        _due = now + (long)(Interval.TotalSeconds * _clock.TimestampFrequency);
        _line.Describe(training, training.Step - _firstStep, _clock.GetElapsedTime(_epochStart, now), _output.Width, _output.HasUnicode);
        _output.Redraw(_line.Text);
    }

    public override void OnEpochEnd(TrainingContext training, EpochResult epoch)
    {
        _line.Describe(training, epoch, _output.IsTerminal ? _output.Width : int.MaxValue);
        _output.Finish(_line.Text);
        Warn(training);
    }

    /// <summary>Leaves the line of an epoch that was not finished, so that what is written next starts on its own, and says why no step could follow.</summary>
    public override void OnTrainEnd(TrainingContext training)
    {
        _output.Leave();
        Warn(training);
        if (training.Failure is { } failure)
            _output.Finish(new StringBuilder($"stopped: {failure}"));
    }

    private void Warn(TrainingContext training)
    {
        for (; _told < training.Warnings.Count; _told++)
            _output.Finish(new StringBuilder($"warning: {training.Warnings[_told]}"));
    }

    private void Begin(TrainingContext training)
    {
        _epochStart = _clock.GetTimestamp();
        _firstStep = training.Step;
        // Not at once: where an epoch is over in a moment, its line is all there is to see.
        _due = _epochStart + (long)(Interval.TotalSeconds * _clock.TimestampFrequency);
    }
}
