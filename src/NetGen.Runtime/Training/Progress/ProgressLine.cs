using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace NetGen;

/// <summary>The text of a progress line, in memory that stays: its parts in the order of their weight, as many as fit.</summary>
internal sealed class ProgressLine
{
    private const int LongestBar = 25;
    private const int ShortestBar = 5;

    // Longer than any line of some metrics, so that it stays in one piece.
    private readonly StringBuilder _text = new(1024);
    private int _width;
    private bool _isFull;

    public StringBuilder Text => _text;

    /// <summary>
    /// An epoch under way: <c>epoch 3/30 ━━━━━───── 123/469: loss 0.3412, accuracy 0.8812, 51,234 samples/s, 0:12 left</c>.
    /// </summary>
    /// <param name="training">The training.</param>
    /// <param name="steps">The steps made in the time.</param>
    /// <param name="time">The time.</param>
    /// <param name="width">The most characters.</param>
    /// <param name="hasUnicode">Whether the bar may be of more than ASCII.</param>
    public void Describe(TrainingContext training, int steps, TimeSpan time, int width, bool hasUnicode)
    {
        Begin(training.Epoch, training.Epochs, width);
        var barPlace = _text.Length;
        if (training.StepsPerEpoch > 0)
            Add($" {training.Step}/{training.StepsPerEpoch}");
        else
            Add($" step {training.Step}");

        Add($": loss {training.Loss:F4}");
        if (training.ShownAccuracy is { } accuracy)
            Add($", accuracy {accuracy:F4}");
        foreach (var metric in training.Metrics)
            Add($", {metric.Name} {metric.Value:F4}");

        var perSecond = steps / time.TotalSeconds;
        Add($", {perSecond * training.BatchSize:N0} samples/s");
        if (training.StepsPerEpoch == 0)
            return;

        // Beyond that nobody counts, and a TimeSpan might not.
        var left = TimeSpan.FromSeconds(Math.Min(Math.Ceiling((training.StepsPerEpoch - training.Step) / perSecond), 359_999));
        if (left.TotalHours >= 1)
            Add($", {(int)left.TotalHours}:{left.Minutes:D2}:{left.Seconds:D2} left");
        else
            Add($", {left.Minutes}:{left.Seconds:D2} left");

        InsertBar(barPlace, (double)training.Step / training.StepsPerEpoch, hasUnicode);
    }

    /// <summary>A finished epoch: <c>epoch 3/30: loss 0.3412, accuracy 0.8812, val_loss 0.3512, 115,123 samples/s, 0.52 s</c>.</summary>
    /// <param name="training">The training.</param>
    /// <param name="epoch">What happened in it.</param>
    /// <param name="width">The most characters.</param>
    public void Describe(TrainingContext training, EpochResult epoch, int width)
    {
        Begin(epoch.Epoch, training.Epochs, width);
        var separator = ':';
        foreach (var value in epoch.Values())
        {
            if (value.Name == "learning_rate")
                continue;

            Add($"{separator} {value.Name} {value.Value:F4}");
            separator = ',';
        }

        Add($", {epoch.SamplesPerSecond:N0} samples/s");
        if (epoch.Duration.TotalMilliseconds < 10)
            Add($", {epoch.Duration.TotalMilliseconds:F2} ms");
        else
            Add($", {epoch.Duration.TotalSeconds:F2} s");
    }

    private void Begin(int epoch, int epochs, int width)
    {
        _text.Clear();
        _width = width;
        _isFull = false;
        Add($"epoch ");
        if (epochs == int.MaxValue)
        {
            Add($"{epoch}");
            return;
        }

        for (var digits = Digits(epoch); digits < Digits(epochs); digits++)
            Add($" ");
        Add($"{epoch}/{epochs}");
    }

    private static int Digits(int number) => number < 10 ? 1 : 1 + Digits(number / 10);

    /// <summary>Adds a part where it fits in full. What comes after one that does not is left out: it would read as if it belonged to the one before.</summary>
    private void Add([InterpolatedStringHandlerArgument("")] Part part)
    {
        if (_isFull)
            return;

        _isFull = _text.Length > _width;
        if (_isFull)
            _text.Length = part.Start;
    }

    private void InsertBar(int place, double share, bool hasUnicode)
    {
        var length = Math.Min(LongestBar, _width - _text.Length - 1);
        if (_isFull || length < ShortestBar)
            return;

        // From back to front, as each goes before what was inserted.
        var done = (int)(share * length);
        for (var i = length - 1; i >= 0; i--)
            _text.Insert(place, (i < done, hasUnicode) switch { (true, true) => '━', (false, true) => '─', (true, false) => '=', _ => '-' });
        _text.Insert(place, ' ');
    }

    /// <summary>Writes an interpolated string straight into the line, in the invariant culture.</summary>
    [InterpolatedStringHandler]
    private ref struct Part
    {
        private StringBuilder.AppendInterpolatedStringHandler _inner;

        public Part(int literalLength, int formattedCount, ProgressLine line, out bool goesOn)
        {
            goesOn = !line._isFull;
            Start = line._text.Length;
            _inner = new(literalLength, formattedCount, line._text, CultureInfo.InvariantCulture);
        }

        public int Start { get; }

        public void AppendLiteral(string text) => _inner.AppendLiteral(text);

        public void AppendFormatted<T>(T value) => _inner.AppendFormatted(value);

        public void AppendFormatted<T>(T value, string? format) => _inner.AppendFormatted(value, format);
    }
}
