using System.Globalization;

namespace NetGen.Runtime.Tests.Training;

public class ProgressDisplayTests
{
    private readonly StringWriter _writer = new();
    private readonly Clock _clock = new();
    private readonly List<EpochResult> _history = [];

    [Fact]
    public void On_a_terminal_a_line_is_drawn_anew_and_the_epochs_line_takes_its_place()
    {
        var display = Display(width: 120);
        var training = Training(stepsPerEpoch: 10);
        display.OnTrainBegin(training);
        display.OnEpochBegin(training);

        Step(display, training, 1, seconds: 0.5);
        Assert.Equal("\repoch  2/30 ==----------------------- 1/10: loss 0.5000, accuracy 0.7500, top_5 0.9000, 64 samples/s, 0:05 left", _writer.ToString());

        _writer.GetStringBuilder().Clear();
        Step(display, training, 5, seconds: 2);
        Assert.Equal("\repoch  2/30 ============------------- 5/10: loss 0.5000, accuracy 0.7500, top_5 0.9000, 64 samples/s, 0:03 left", _writer.ToString());

        _writer.GetStringBuilder().Clear();
        display.OnEpochEnd(training, Epoch());
        // Where there is no room for all of it, the end is left out; where the old line was longer, it is painted over.
        Assert.Equal(
            "\repoch  2/30: loss 0.4000, accuracy 0.8000, top_5 0.9300, val_loss 0.3500, val_accuracy 0.8100, val_top_5 0.9500",
            _writer.ToString().TrimEnd());
    }

    [Fact]
    public void Between_two_drawings_lies_a_tenth_of_a_second_and_nothing_is_allocated()
    {
        var display = Display(width: 120);
        var training = Training(stepsPerEpoch: 100_000);
        display.OnTrainBegin(training);
        Step(display, training, 1, seconds: 0.2);
        var drawn = _writer.ToString();

        var step = 1;
        void StepUntil(int last)
        {
            while (step < last)
                Step(display, training, ++step, seconds: 0.0001);
        }

        Assert.Equal(0, Allocations.Of(() => StepUntil(step + 200)));
        StepUntil(999);
        Assert.Equal(drawn, _writer.ToString());

        Step(display, training, 1000, seconds: 0.0002);
        Assert.Equal(2, _writer.ToString().Count(c => c == '\r'));
    }

    [Fact]
    public void No_line_of_a_terminal_is_longer_than_it()
    {
        for (var width = 2; width < 160; width++)
        {
            _writer.GetStringBuilder().Clear();
            var display = Display(width);
            var training = Training(stepsPerEpoch: 10);
            display.OnTrainBegin(training);
            Step(display, training, 3, seconds: 1);
            display.OnEpochEnd(training, Epoch());

            Assert.All(_writer.ToString().Split('\r', '\n'), line => Assert.True(line.Length < width, $"{width}: '{line}'"));
        }
    }

    [Theory]
    [InlineData(40, "epoch  2/30 3/10: loss 0.5000")]
    [InlineData(55, "epoch  2/30 3/10: loss 0.5000, accuracy 0.7500")]
    [InlineData(8, "epoch")]
    public void A_narrow_terminal_loses_the_parts_at_the_end(int width, string expected)
    {
        var display = Display(width);
        var training = Training(stepsPerEpoch: 10);
        display.OnTrainBegin(training);
        Step(display, training, 3, seconds: 1);

        Assert.Equal(expected, _writer.ToString().Trim());
    }

    [Fact]
    public void An_epoch_of_unknown_length_has_no_bar_and_no_end()
    {
        var display = Display(width: 120);
        var training = Training(stepsPerEpoch: 0, epochs: int.MaxValue);
        display.OnTrainBegin(training);
        Step(display, training, 7, seconds: 7);

        Assert.Equal("\repoch 2 step 7: loss 0.5000, accuracy 0.7500, top_5 0.9000, 32 samples/s", _writer.ToString());
    }

    [Theory]
    [InlineData(1, "0:09 left")]
    [InlineData(100, "15:00 left")]
    [InlineData(1000, "2:30:00 left")]
    [InlineData(1e9, "99:59:59 left")]
    public void The_time_left_is_that_of_the_epoch(double secondsOfAStep, string expected)
    {
        var display = Display(width: 150);
        var training = Training(stepsPerEpoch: 10);
        display.OnTrainBegin(training);
        Step(display, training, 1, seconds: secondsOfAStep);

        Assert.EndsWith(expected, _writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_resume_the_speed_is_that_of_the_steps_made_since()
    {
        var display = Display(width: 150);
        var training = Training(stepsPerEpoch: 10);
        training.Step = 6;
        display.OnTrainBegin(training);
        Step(display, training, 8, seconds: 1);

        Assert.Contains(" 8/10: ", _writer.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("64 samples/s, 0:01 left", _writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_unicode_is_read_the_bar_is_of_lines()
    {
        var display = new ProgressDisplay(new ProgressOutput(_writer, isTerminal: true, hasUnicode: true, () => 120), _clock);
        var training = Training(stepsPerEpoch: 10);
        display.OnTrainBegin(training);
        Step(display, training, 10, seconds: 1);

        Assert.Contains(new string('━', 25), _writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_is_left_under_way_ends()
    {
        var display = Display(width: 120);
        var training = Training(stepsPerEpoch: 10);
        display.OnTrainBegin(training);
        Step(display, training, 3, seconds: 1);
        display.OnTrainEnd(training);
        display.OnTrainEnd(training);

        Assert.EndsWith(" left" + Environment.NewLine, _writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_terminal_each_epoch_is_one_plain_line_in_any_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (other.NumberFormat.NumberDecimalSeparator, other.NumberFormat.NumberGroupSeparator) = (",", ".");
        CultureInfo.CurrentCulture = other;
        try
        {
            var display = new ProgressDisplay(ProgressOutput.Plain(_writer), _clock);
            var training = Training(stepsPerEpoch: 10);
            display.OnTrainBegin(training);
            Step(display, training, 5, seconds: 5);
            display.OnEpochEnd(training, Epoch());
            display.OnTrainEnd(training);

            Assert.Equal(
                "epoch  2/30: loss 0.4000, accuracy 0.8000, top_5 0.9300, val_loss 0.3500, val_accuracy 0.8100, val_top_5 0.9500, 12,345 samples/s, 1.50 s" + Environment.NewLine,
                _writer.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData(4.25, "4.25 ms")]
    [InlineData(0.004, "0.00 ms")]
    [InlineData(10, "0.01 s")]
    [InlineData(1500, "1.50 s")]
    public void Short_times_are_in_milliseconds(double milliseconds, string expected)
    {
        var display = new ProgressDisplay(ProgressOutput.Plain(_writer), _clock);
        var training = Training(stepsPerEpoch: 10);
        display.OnTrainBegin(training);
        display.OnEpochEnd(training, Epoch() with { Duration = TimeSpan.FromMilliseconds(milliseconds) });

        Assert.EndsWith($" samples/s, {expected}{Environment.NewLine}", _writer.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "1 2 3 4 5 6 7")]
    [InlineData(3, "3 6 7")]
    [InlineData(7, "7")]
    [InlineData(100, "7")]
    [InlineData(0, "7")]
    public void A_line_stays_for_every_so_many_epochs_and_for_the_last(int every, string expected)
    {
        foreach (var isTerminal in new[] { false, true })
        {
            _writer.GetStringBuilder().Clear();
            var display = new ProgressDisplay(new ProgressOutput(_writer, isTerminal, hasUnicode: false, () => 120), _clock, every);
            Train(display, epochs: 7, secondsOfAnEpoch: 0.03);

            // Plain lines are as long as they are.
            var lines = Screen.Of(_writer.ToString(), 400).TakeWhile(line => line.Length > 0).ToList();
            Assert.Equal(expected.Split(' '), lines.Select(line => line.Split(' ', '/')[1]));
            Assert.All(lines, line => Assert.Contains("/7: loss 0.4000, accuracy", line, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_single_line_goes_on_from_epoch_to_epoch_and_is_drawn_ten_times_a_second()
    {
        var display = new ProgressDisplay(new ProgressOutput(_writer, isTerminal: true, hasUnicode: false, () => 120), _clock, every: 0);
        Train(display, epochs: 100, secondsOfAnEpoch: 0.02);

        // Each drawing starts with a carriage return; the last one is the line that stays.
        Assert.InRange(_writer.ToString().Count(c => c == '\r'), 19, 22);
        Assert.Equal(1, _writer.ToString().Count(c => c == '\n'));
    }

    [Fact]
    public void An_epoch_that_was_left_gives_way_to_the_last_finished_one()
    {
        var display = new ProgressDisplay(new ProgressOutput(_writer, isTerminal: true, hasUnicode: false, () => 120), _clock, every: 0);
        var training = Training(stepsPerEpoch: 10);
        display.OnTrainBegin(training);
        display.OnEpochEnd(training, Epoch());
        training.Epoch = 3;
        display.OnEpochBegin(training);
        Step(display, training, 3, seconds: 1);
        display.OnTrainEnd(training);

        Assert.StartsWith("epoch  2/30: loss 0.4000", Screen.Of(_writer.ToString(), 120)[0], StringComparison.Ordinal);
        Assert.Equal("", Screen.Of(_writer.ToString(), 120)[1]);
    }

    [Fact]
    public void What_nobody_asked_for_does_not_get_into_a_log()
    {
        Assert.Null(ProgressDisplay.Output(isAsked: null, writer: null, isRedirected: true));
        Assert.Null(ProgressDisplay.Output(isAsked: false, writer: null, isRedirected: false));
        Assert.Null(ProgressDisplay.Output(isAsked: false, _writer, isRedirected: false));
        Assert.NotNull(ProgressDisplay.Output(isAsked: null, writer: null, isRedirected: false));
        Assert.NotNull(ProgressDisplay.Output(isAsked: true, writer: null, isRedirected: true));
        Assert.False(ProgressDisplay.Output(isAsked: null, _writer, isRedirected: true)!.IsTerminal);

        var options = new FitOptions<int>();
        Assert.True(options.ShowProgress);
        Assert.Null(options.AsksForProgress);
        options.ShowProgress = true;
        Assert.True(options.AsksForProgress);
        Assert.Throws<ArgumentOutOfRangeException>("ProgressEvery", () => ProgressDisplay.From(new FitOptions<int> { ProgressEvery = -1 }));
    }

    /// <summary>A terminal that becomes narrower breaks the line that stands there into several, and the next one must take all of them away.</summary>
    [Fact]
    public void Nothing_of_a_line_stays_where_the_terminal_becomes_narrower()
    {
        for (var width = 12; width < 120; width++)
        {
            var (screen, columns) = (new Screen(120), 120);
            var display = new ProgressDisplay(new ProgressOutput(screen, isTerminal: true, hasUnicode: false, () => columns, movesCursor: true), _clock);
            var training = Training(stepsPerEpoch: 10);
            display.OnTrainBegin(training);
            display.OnEpochEnd(training, Epoch());
            display.OnEpochBegin(training);
            Step(display, training, 3, seconds: 1);
            var above = Screen.Broken(screen.Lines[0], width);
            screen.Resize(columns = width);
            Step(display, training, 5, seconds: 1);

            Assert.Equal(above, screen.Lines.Take(above.Length));
            Assert.StartsWith(Math.Min(width, 18) > 17 ? "epoch  2/30 " : "epoch", screen.Lines[above.Length], StringComparison.Ordinal);
            Assert.DoesNotContain("3/10", string.Concat(screen.Lines), StringComparison.Ordinal);
            Assert.All(screen.Lines.Skip(above.Length + 1), line => Assert.Equal("", line));

            // And it goes on as if nothing had happened.
            display.OnEpochEnd(training, Epoch());
            Assert.StartsWith("epoch", screen.Lines[above.Length], StringComparison.Ordinal);
            Assert.All(screen.Lines.Skip(above.Length + 1), line => Assert.Equal("", line));
        }
    }

    [Fact]
    public void Where_the_cursor_cannot_go_up_a_broken_line_is_left_and_the_next_starts_on_its_own()
    {
        var columns = 120;
        var display = new ProgressDisplay(new ProgressOutput(_writer, isTerminal: true, hasUnicode: false, () => columns), _clock);
        var training = Training(stepsPerEpoch: 10);
        display.OnTrainBegin(training);
        Step(display, training, 3, seconds: 1);
        columns = 40;
        Step(display, training, 5, seconds: 1);

        Assert.EndsWith(" left" + Environment.NewLine + "epoch  2/30 5/10: loss 0.5000", _writer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\e', _writer.ToString());
    }

    private void Train(ProgressDisplay display, int epochs, double secondsOfAnEpoch)
    {
        var training = Training(stepsPerEpoch: 2, epochs);
        training.Epoch = 1;
        display.OnTrainBegin(training);
        for (; training.Epoch <= epochs; training.Epoch++)
        {
            display.OnEpochBegin(training);
            Step(display, training, 1, secondsOfAnEpoch / 2);
            Step(display, training, 2, secondsOfAnEpoch / 2);
            training.Step = 0;
            display.OnEpochEnd(training, Epoch() with { Epoch = training.Epoch });
        }

        display.OnTrainEnd(training);
    }

    private ProgressDisplay Display(int width) => new(new ProgressOutput(_writer, isTerminal: true, hasUnicode: false, () => width), _clock);

    private void Step(ProgressDisplay display, TrainingContext training, int step, double seconds)
    {
        _clock.Now += (long)(seconds * TimeSpan.TicksPerSecond);
        training.Step = step;
        display.OnStepEnd(training);
    }

    private TrainingContext Training(int stepsPerEpoch, int epochs = 30) => new(null!, new Sgd(), [new Top5()], _history)
    {
        Epoch = 2,
        Epochs = epochs,
        StepsPerEpoch = stepsPerEpoch,
        BatchSize = 32,
        Loss = 0.5,
        Accuracy = 0.75,
    };

    private static EpochResult Epoch() => new()
    {
        Epoch = 2,
        Loss = 0.4,
        Accuracy = 0.8,
        Metrics = [new("top_5", 0.93)],
        ValidationLoss = 0.35,
        ValidationAccuracy = 0.81,
        ValidationMetrics = [new("top_5", 0.95)],
        Duration = TimeSpan.FromSeconds(1.5),
        SamplesPerSecond = 12345,
    };

    private sealed class Top5() : Metric("top_5")
    {
        public override double Value => 0.9;

        public override void Reset()
        {
        }
    }

    private sealed class Clock : TimeProvider
    {
        public long Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now;
    }
}
