using System.Text;

namespace NetGen;

/// <summary>Shows a training: on a terminal a line with a bar that is drawn anew, and everywhere a line for each finished epoch, or for some of them.</summary>
/// <remarks>A step asks for the time and no more, unless the line is due; what is drawn at most ten times a second is built in memory that stays.</remarks>
internal sealed class ProgressDisplay : Callback
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly ProgressOutput _output;
    private readonly TimeProvider _clock;
    private readonly int _every;
    private readonly ProgressLine _line = new();
    private EpochResult? _passing;
    private long _epochStart;
    private int _firstStep;
    private long _due;
    private int _told;

    /// <param name="output">Where to.</param>
    /// <param name="clock">Tells how long the steps took.</param>
    /// <param name="every">After how many epochs each a line stays; 0 for the last one's alone.</param>
    public ProgressDisplay(ProgressOutput output, TimeProvider clock, int every = 1)
    {
        _output = output;
        _clock = clock;
        _every = every;
    }

    /// <summary>The display that options ask for; null where they ask for none, or for nothing and nobody watches.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="FitOptions{TLabel}.ProgressEvery"/> is negative.</exception>
    public static ProgressDisplay? From<TLabel>(FitOptions<TLabel> options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.ProgressEvery, nameof(options.ProgressEvery));
        return Output(options.AsksForProgress, options.ProgressOutput, Console.IsOutputRedirected) is { } output
            ? new ProgressDisplay(output, TimeProvider.System, options.ProgressEvery)
            : null;
    }

    /// <summary>Where a progress goes; null for nowhere: what was not asked for must not get into a log.</summary>
    /// <param name="isAsked">Whether it was asked for; null where nothing was said.</param>
    /// <param name="writer">Where to in place of the console; null for the console.</param>
    /// <param name="isRedirected">Whether the console's output goes to a file or a pipe.</param>
    internal static ProgressOutput? Output(bool? isAsked, TextWriter? writer, bool isRedirected) => (isAsked, writer) switch
    {
        (false, _) => null,
        (_, { }) => ProgressOutput.Plain(writer),
        (true, _) => ProgressOutput.OfConsole(),
        _ => isRedirected ? null : ProgressOutput.OfConsole(),
    };

    // A training that was resumed begins in the middle of an epoch, of which no beginning is told.
    public override void OnTrainBegin(TrainingContext training)
    {
        _passing = null;
        Warn(training);
        Begin(training);
        Wait(_epochStart);
    }

    public override void OnEpochBegin(TrainingContext training)
    {
        Begin(training);
        // Where each epoch has a line and is over in a moment, its line is all there is to see.
        if (_every == 1)
            Wait(_epochStart);
    }

    public override void OnStepEnd(TrainingContext training)
    {
        if (!_output.IsTerminal)
            return;

        var now = _clock.GetTimestamp();
        if (now < _due)
            return;

        Wait(now);
        _line.Describe(training, training.Step - _firstStep, _clock.GetElapsedTime(_epochStart, now), _output.Width, _output.HasUnicode);
        _output.Redraw(_line.Text);
    }

    public override void OnEpochEnd(TrainingContext training, EpochResult epoch)
    {
        if (_every > 0 && epoch.Epoch % _every == 0)
        {
            Keep(training, epoch);
            return;
        }

        _passing = epoch;
        var now = _clock.GetTimestamp();
        if (!_output.IsTerminal || now < _due)
            return;

        Wait(now);
        _line.Describe(training, epoch, _output.Width);
        _output.Redraw(_line.Text);
    }

    /// <summary>Leaves the last line: that of the last epoch, or of one that was not finished, so that what is written next starts on its own.</summary>
    public override void OnTrainEnd(TrainingContext training)
    {
        if (_passing is { } last)
            Keep(training, last);
        else
            _output.Leave();
        // Why no step could follow.
        Warn(training);
        if (training.Failure is { } failure)
            _output.Finish(new StringBuilder($"stopped: {failure}"));
    }

    private void Keep(TrainingContext training, EpochResult epoch)
    {
        _passing = null;
        _line.Describe(training, epoch, _output.IsTerminal ? _output.Width : int.MaxValue);
        _output.Finish(_line.Text);
        Warn(training);
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
    }

    private void Wait(long now) => _due = now + (long)(Interval.TotalSeconds * _clock.TimestampFrequency);
}
