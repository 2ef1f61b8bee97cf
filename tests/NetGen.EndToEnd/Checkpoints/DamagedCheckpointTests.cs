using System.Globalization;
using System.Text.RegularExpressions;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Checkpoints;

/// <summary>
/// Every entry of a checkpoint, changed to what it cannot be and to what it might be: refused by the names of file and entry with nothing touched, or a training that
/// goes on to its end.
/// </summary>
public sealed class DamagedCheckpointTests : IDisposable
{
    private const string Prefix = "training.";

    private static readonly string[] Numbers =
    [
        "-1", "0", "1", "2147483647", "-9223372036854775808", "9223372036854775807", "NaN", "Infinity", "-Infinity", "2147483591", "0.5", "1e999", "",
        "\u001b[2J" + new string('x', 300),
    ];

    private static readonly double[] Values = [-1, 0, int.MaxValue, long.MinValue, double.NaN, double.PositiveInfinity, 2147483591, 0.5];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Lessons => [.. DamagedLesson.All.Keys];

    private string Checkpoint => _folder[DamagedLesson.CheckpointName];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Lessons))]
    public void Whatever_is_changed_is_refused_by_name_or_goes_on_to_the_end(string name)
    {
        var create = DamagedLesson.All[name];
        var begun = create();
        begun.Fit(_folder.Path, resumes: false, begun.Steps);
        var whole = CheckpointContent.Read(File.ReadAllBytes(Checkpoint));
        var before = Files();
        Assert.NotNull(Outcome(create(), before, null, "nothing", whole));

        var (refused, passed) = (0, 0);
        var wrong = new List<string>();
        foreach (var (entry, what, damaged) in Damage(whole))
        {
            if (Outcome(create(), before, entry, what, damaged) is null)
            {
                refused++;
                continue;
            }

            passed++;
            if (!MayPass(name, entry, what))
                wrong.Add($"'{entry}' made {what}");
        }

        Assert.True(wrong.Count == 0, $"Accepted: {string.Join("; ", wrong)}.");
        Assert.True(refused > 2 * passed, $"{refused} were refused and {passed} accepted.");
    }

    [Theory]
    [MemberData(nameof(Lessons))]
    public void After_a_refusal_the_same_network_and_callbacks_train_as_if_nothing_had_been(string name)
    {
        var create = DamagedLesson.All[name];
        using var elsewhere = new TemporaryFolder();
        var whole = create();
        var history = whole.Fit(elsewhere.Path, resumes: false);
        create().Fit(_folder.Path, resumes: false, create().Steps);
        var content = CheckpointContent.Read(File.ReadAllBytes(Checkpoint));
        // What is read last of all.
        content.Texts["training.callbacks.Noted.seen"] = "-1";
        File.WriteAllBytes(Checkpoint, content.Write());
        var lesson = create();
        Assert.Throws<InvalidDataException>(() => lesson.Fit(_folder.Path, resumes: true));
        using var another = new TemporaryFolder();

        new Outcome(lesson.Network, lesson.Fit(another.Path, resumes: false)).ShouldEqual(new Outcome(whole.Network, history));
    }

    /// <summary>Every text and every array, changed, cut and left out.</summary>
    private static IEnumerable<(string Entry, string What, CheckpointContent Damaged)> Damage(CheckpointContent whole)
    {
        foreach (var entry in whole.Texts.Keys.Where(k => k.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            foreach (var number in Numbers.Where(n => n != whole.Texts[entry]))
                yield return (entry, number, Changed(whole, c => c.Texts[entry] = number));
            yield return (entry, "missing", Changed(whole, c => c.Texts.Remove(entry)));
        }

        foreach (var (entry, tensor) in whole.Tensors.Where(t => t.Key.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            yield return (entry, "shorter", Changed(whole, c => c.Tensors[entry] = tensor.WithLength(tensor.Length - 1)));
            yield return (entry, "longer", Changed(whole, c => c.Tensors[entry] = tensor.WithLength(tensor.Length + 1)));
            yield return (entry, "empty", Changed(whole, c => c.Tensors[entry] = tensor.WithLength(0)));
            yield return (entry, "of another type", Changed(whole, c => c.Tensors[entry] = tensor.WithOtherType()));
            yield return (entry, "missing", Changed(whole, c => c.Tensors.Remove(entry)));
            foreach (var value in Values.Where(v => !tensor.With(tensor.Length - 1, v).Data.AsSpan().SequenceEqual(tensor.Data)))
                yield return (entry, value.ToString(CultureInfo.InvariantCulture), Changed(whole, c => c.Tensors[entry] = tensor.With(tensor.Length - 1, value)));
        }
    }

    private static CheckpointContent Changed(CheckpointContent whole, Action<CheckpointContent> change)
    {
        var copy = whole.Copy();
        change(copy);
        return copy;
    }

    /// <summary>What came out; null where the file was refused, and rightly so.</summary>
    private History? Outcome(DamagedLesson lesson, Dictionary<string, byte[]> before, string? entry, string what, CheckpointContent content)
    {
        File.WriteAllBytes(Checkpoint, content.Write());
        var files = Files();
        var parameters = lesson.Network.Parameters.ToArray();
        var (rate, steps) = (lesson.Optimizer.LearningRate, lesson.Optimizer.Steps);
        try
        {
            var history = lesson.Fit(_folder.Path, resumes: true);
            Assert.Equal(Enumerable.Range(1, history.Epochs.Count), history.Epochs.Select(e => e.Epoch));
            Restore(before);
            return history;
        }
        catch (InvalidDataException error)
        {
            var told = $"'{entry}' made {what}: {error.Message}";
            Assert.True(error.Message.StartsWith($"{Checkpoint}: ", StringComparison.Ordinal), told);
            Assert.True(Names(error.Message, entry!) || (entry, what) == ("training.version", "missing"), told);
            Assert.Contains("expected ", error.Message, StringComparison.Ordinal);
            Assert.Contains("found ", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("\u001b", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(new string('x', 101), error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(parameters, lesson.Network.Parameters.ToArray());
        Assert.Equal((rate, steps, 0L), (lesson.Optimizer.LearningRate, lesson.Optimizer.Steps, lesson.Network.Steps));
        Assert.Equal((0, 0, 0), (lesson.Stopping.BestEpoch, lesson.Stopping.StoppedEpoch, lesson.Own.Seen));
        var after = Files();
        Assert.Equal(files.Keys.Order(), after.Keys.Order());
        Assert.All(after, file => Assert.True(files[file.Key].AsSpan().SequenceEqual(file.Value), $"'{entry}' made {what}: {file.Key} has changed."));
        return null;
    }

    /// <summary>Whether a message names an entry, by itself or as what another one does not go with. A column of the history is known by what was best in it.</summary>
    private static bool Names(string message, string entry)
    {
        var name = entry[Prefix.Length..];
        var last = name[(name.LastIndexOf('.') + 1)..];
        return message.Contains($"'{name}'", StringComparison.Ordinal) || message.Contains($"'{entry}'", StringComparison.Ordinal) || message.Contains($"'{last}'", StringComparison.Ordinal)
            || (name.StartsWith("history.column", StringComparison.Ordinal) && message.Contains(".best'", StringComparison.Ordinal));
    }

    /// <summary>What a sound checkpoint might hold as well, as far as its other entries tell.</summary>
    private static bool MayPass(string lesson, string entry, string what)
    {
        var name = entry[Prefix.Length..];
        var isNumber = what is not ("" or "missing" or "shorter" or "longer" or "empty" or "of another type") && !what.StartsWith('\u001b');
        var isLarge = what is "2147483647" or "2147483591";
        var isSmall = what is "0" or "1";
        var isPositive = isNumber && !what.StartsWith('-');
        // Of what is made anew at the begin of an epoch, the checkpoint has what was there before.
        var isAtBegin = lesson is "classes, after an epoch" or "all at once";
        bool Is(string pattern) => Regex.IsMatch(name, $"^({pattern})$");

        return
            // What older checkpoints do not have, and callbacks that were not there.
            (what == "missing" && Is(@"settings\.(data|validation_data|clip_value|clip_norm|global_clip_norm|max_norm)|metrics\.\d+\.undecided_of|optimizer\.(initial_rate|schedule_settings)|callbacks\.[^.]+\.(monitor|saved|weights)"))
            // A loss may be anything, and so may what users' own metrics add up; errors are at least 0, and an accuracy is a share.
            || (isNumber && Is(@"batch_loss|running\.loss|" + lesson switch { "labels" => "none", "numbers" => @"metrics\.4\.(sum|count)", _ => @"metrics\.1[01]\.(sum|count)" }))
            || (isPositive && Is(lesson switch { "labels" => @"metrics\.1\.sum", "numbers" => @"metrics\.[0-2]\.sum", _ => @"metrics\.2\.sum" }))
            || (what is "0" or "1" or "0.5" && Is(@"metrics\.\d+\.sum"))
            // Steps of other trainings, a rate that was set by hand, and what is only counted.
            || (isLarge && Is(@"network_steps|network_epochs|optimizer\.(steps|evaluations)"))
            || (isPositive && what is not ("0" or "NaN" or "Infinity" or "1e999") && lesson != "numbers" && Is(@"optimizer\.(learning|initial)_rate"))
            || (what == "0" && Is(lesson == "labels" ? @"metrics\.\d+\.(wrong|missed)" : @"metrics\.\d+\.wrong"))
            || (what is "0" or "1" or "0.5" && Is("seconds"))
            || (isSmall && Is(@"running\.correct|optimizer\.(converged|pairs|evaluations)|metrics\.\d+\.has_nan|callbacks\.[^.]+\.(wait|stopped_epoch|cooldown)|callbacks\.JsonLinesLog\.length"))
            || (isAtBegin && (isSmall || isLarge) && Is(@"samples|running\.(count|correct)"))
            // Where nobody knows how long an epoch is, it may have ended before.
            || (what == "0" && lesson == "a stream" && Is(@"step"))
            // No epoch was better than none; of a checkpoint that writes all, none is asked for.
            || (what == "NaN" && Is(@"callbacks\.(ReduceOnPlateau|Checkpoint)\.best"))
            || (what is "Infinity" or "1e999" && Is(@"callbacks\.EarlyStopping\.best"))
            || (isNumber && Is(@"callbacks\.Checkpoint#2\.best"))
            // Beyond the end of a log.
            || (what is "2147483647" or "2147483591" or "9223372036854775807" && Is(@"callbacks\.(CsvLog|JsonLinesLog)\.length"))
            // Squares and times are at least 0, shares at most 1, and all but times may be no numbers after a training that went wrong. From -1 down, a number stands
            // for a square beyond the floats.
            || (isNumber && Is(@"history\.column\d+|optimizer\.(moment|step|change)\d|callbacks\.EarlyStopping\.weights|metrics\.\d+\.(scores|means)")
                && !(what.StartsWith('-') && what is not ("-1" or "-9.223372036854776E+18") && Is(lesson switch { "numbers" => @"optimizer\.moment0", "classes, within an epoch" or "classes, after an epoch" => @"optimizer\.moment1", _ => "none" })))
            || (isPositive && Is(@"history\.samples_per_second|metrics\.\d+\.(spreads|residuals)"))
            || (what is "0" or "1" or "0.5" && Is(@"history\.seconds|metrics\.\d+\.(labels|confidences|hits)"));
    }

    private Dictionary<string, byte[]> Files() =>
        Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).ToDictionary(path => path, File.ReadAllBytes);

    private void Restore(Dictionary<string, byte[]> files)
    {
        foreach (var path in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Where(path => !files.ContainsKey(path)))
            File.Delete(path);
        foreach (var (path, content) in files)
            File.WriteAllBytes(path, content);
    }
}
