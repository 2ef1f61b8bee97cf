using System.Globalization;
using System.Text.Json;
using NetGen.EndToEnd.Checkpoints;
using NetGen.EndToEnd.Networks;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Callbacks;

/// <summary>Logs say what the history says, in files that others read.</summary>
public sealed class LogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Log => _folder["log"];

    private string Saved => _folder["training.safetensors"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_row_of_csv_stands_for_each_epoch()
    {
        var history = Train(new CsvLog(Log));

        var lines = File.ReadAllText(Log).Split("\r\n");
        Assert.Equal("epoch,loss,accuracy,label_sum,val_loss,val_accuracy,val_label_sum,learning_rate", lines[0]);
        Assert.Equal(Lesson.Epochs + 2, lines.Length);
        Assert.Equal("", lines[^1]);
        foreach (var epoch in history.Epochs)
        {
            var fields = lines[epoch.Epoch].Split(',').Select(field => double.Parse(field, CultureInfo.InvariantCulture));
            Assert.Equal(epoch.Values().Select(v => v.Value).Prepend(epoch.Epoch), fields);
        }
    }

    [Fact]
    public void Names_of_columns_are_quoted_where_they_must_be()
    {
        var network = new SmallClassifier(seed: 3);

        network.Fit(Lesson.Data, new() { Metrics = [new Named("a,b"), new Named("say \"c\"")], Callbacks = [new CsvLog(Log)] });

        var lines = File.ReadAllLines(Log);
        Assert.Equal("epoch,loss,accuracy,\"a,b\",\"say \"\"c\"\"\",learning_rate", lines[0]);
        Assert.Contains(",NaN,NaN,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_columns_are_no_formulas_and_numbers_stay_numbers()
    {
        new SmallClassifier(seed: 3).Fit(Lesson.Data, new() { Metrics = [new Named("=1+1", -0.5), new Named("@a,b", double.NegativeInfinity)], Callbacks = [new CsvLog(Log)] });

        var lines = File.ReadAllLines(Log);
        Assert.Equal("epoch,loss,accuracy,'=1+1,\"'@a,b\",learning_rate", lines[0]);
        Assert.Contains(",-0.5,-Infinity,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_added_on_lines_of_their_own_and_below_any_names()
    {
        Callback[] csv() => [new CsvLog(Log) { Append = true }];
        FitOptions<int> options() => new() { Metrics = [new Named("two\nlines")], Callbacks = csv() };
        new SmallClassifier(seed: 3).Fit(Lesson.Data, options());
        File.WriteAllText(Log, File.ReadAllText(Log).TrimEnd());

        new SmallClassifier(seed: 3).Fit(Lesson.Data, options());

        Assert.Equal(2 + 2, File.ReadAllLines(Log).Length);
        File.WriteAllText(Log, "a,b\n");
        Assert.Contains("found 'a,b'", Assert.Throws<InvalidDataException>(() => new SmallClassifier(seed: 3).Fit(Lesson.Data, options())).Message);
    }

    [Fact]
    public void A_second_training_starts_the_file_anew_or_adds_to_it()
    {
        Train(new CsvLog(Log));
        var once = File.ReadAllLines(Log);
        Train(new CsvLog(Log));
        Assert.Equal(once, File.ReadAllLines(Log));

        Train(new CsvLog(Log) { Append = true });

        Assert.Equal([.. once, .. once[1..]], File.ReadAllLines(Log));
    }

    [Fact]
    public void A_file_with_other_columns_is_not_added_to()
    {
        File.WriteAllText(Log, "epoch,loss\r\n1,2\r\n");

        var error = Assert.Throws<InvalidDataException>(() => Train(new CsvLog(Log) { Append = true }));

        Assert.Equal($"{Log}: expected the columns 'epoch,loss,accuracy,label_sum,val_loss,val_accuracy,val_label_sum,learning_rate' to append to, found 'epoch,loss'.", error.Message);
        Assert.Equal("epoch,loss\r\n1,2\r\n", File.ReadAllText(Log));
    }

    [Fact]
    public void Json_lines_stand_for_epochs_and_steps()
    {
        var history = Train(new JsonLinesLog(Log) { EverySteps = 2 });

        var lines = File.ReadAllLines(Log).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var steps = lines.Where(line => line.TryGetProperty("step", out _)).ToList();
        var epochs = lines.Except(steps).ToList();
        Assert.Equal(Enumerable.Range(1, Lesson.Steps / 2).Select(i => 2 * i), steps.Select(step => step.GetProperty("total_steps").GetInt32()));
        Assert.Equal(["epoch", "step", "total_steps", "loss", "accuracy", "label_sum", "learning_rate"], steps[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal(history.Epochs.Count, epochs.Count);
        foreach (var (epoch, line) in history.Epochs.Zip(epochs))
        {
            Assert.Equal(epoch.Epoch, line.GetProperty("epoch").GetInt32());
            Assert.All(epoch.Values(), value => Assert.Equal(value.Value, line.GetProperty(value.Name).GetDouble()));
            Assert.Equal(epoch.Duration.TotalSeconds, line.GetProperty("seconds").GetDouble());
        }
    }

    [Fact]
    public void What_is_no_number_is_a_text_in_json()
    {
        new SmallClassifier(seed: 3).Fit(Lesson.Data, new() { Metrics = [new Named("none"), new Named("endless", double.NegativeInfinity)], Callbacks = [new JsonLinesLog(Log)] });

        var line = JsonDocument.Parse(File.ReadAllLines(Log).Single()).RootElement;

        Assert.Equal(("NaN", "-Infinity"), (line.GetProperty("none").GetString(), line.GetProperty("endless").GetString()));
    }

    [Fact]
    public void After_a_resume_no_line_stands_twice_or_is_missing()
    {
        Callback[] Logs(string name) => [new CsvLog(_folder[name + ".csv"]), new JsonLinesLog(_folder[name + ".jsonl"]) { EverySteps = 1 }];
        Train(Logs("whole"));
        for (var last = 1; last <= Lesson.Steps; last++)
        {
            File.Delete(Saved);
            var options = Lesson.Options(new Adam());
            options.Callbacks = [.. Logs("cut"), new Checkpoint(Saved) { EverySteps = 4 }];
            options.Steps = last;
            Lesson.NewNetwork().Fit(Lesson.Data, options);

            options.Steps = null;
            options.ResumeFrom = Saved;
            (options.Optimizer, options.Callbacks) = (new Adam(), [.. Logs("cut")]);
            Lesson.NewNetwork().Fit(Lesson.Data, options);

            Assert.Equal(File.ReadAllText(_folder["whole.csv"]), File.ReadAllText(_folder["cut.csv"]));
            Assert.Equal(WithoutTimes("whole"), WithoutTimes("cut"));
        }
    }

    [Fact]
    public void Where_a_resume_is_refused_no_log_is_cut_begun_or_made()
    {
        Callback[] Logs(string name, bool append = false) => [new CsvLog(_folder[name + ".csv"]) { Append = append }, new JsonLinesLog(_folder[name + ".jsonl"]) { Append = append }];
        FitOptions<int> Resumed(params Callback[] callbacks)
        {
            var options = Lesson.Options(new Adam());
            (options.Callbacks, options.ResumeFrom) = (callbacks, Saved);
            return options;
        }

        var options = Lesson.Options(new Adam());
        options.Callbacks = [.. Logs("log"), new Checkpoint(Saved) { EverySteps = 1 }];
        options.Steps = Lesson.Steps - 3;
        Lesson.NewNetwork().Fit(Lesson.Data, options);
        File.AppendAllText(_folder["log.csv"], "a row after the checkpoint\r\n");
        var (csv, json) = (File.ReadAllText(_folder["log.csv"]), File.ReadAllText(_folder["log.jsonl"]));
        var files = Directory.GetFiles(_folder.Path).Order();

        // A log of other columns, or one that someone has edited; the other comes before it in the list, and would have been cut by then.
        File.WriteAllText(_folder["other.csv"], "a,b\r\n1,2\r\n");
        Refused(Resumed([.. Logs("log"), new CsvLog(_folder["other.csv"]) { Append = true }]), "expected the columns 'epoch,loss,");
        File.Delete(_folder["other.csv"]);
        File.WriteAllText(_folder["log.csv"], csv.Replace("epoch,loss,", "epoch,lost,", StringComparison.Ordinal));
        Refused(Resumed(Logs("log")), "log.csv: expected the columns 'epoch,loss,");
        File.WriteAllText(_folder["log.csv"], csv.Replace("\r\n1,", "\r\n10,", StringComparison.Ordinal));
        Refused(Resumed(Logs("log")), "'callbacks.CsvLog.length': expected the end of a line of '");
        File.WriteAllText(_folder["log.csv"], csv);

        // A checkpoint of another training.
        var another = Resumed(Logs("log"));
        another.BatchSize = 8;
        Refused(another, "'settings.batch_size'");
        another.Callbacks = Logs("new");
        Refused(another, "'settings.batch_size'");

        Assert.Equal((csv, json), (File.ReadAllText(_folder["log.csv"]), File.ReadAllText(_folder["log.jsonl"])));
        Assert.Equal(files, Directory.GetFiles(_folder.Path).Order());

        void Refused(FitOptions<int> refused, string expected)
        {
            var network = Lesson.NewNetwork();
            var before = network.Parameters.ToArray();
            Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => network.Fit(Lesson.Data, refused)).Message, StringComparison.Ordinal);
            Assert.Equal(before, network.Parameters.ToArray());
            Assert.Equal((0, 0), (network.Steps, refused.Optimizer!.Steps));
        }
    }

    [Fact]
    public void A_log_into_a_missing_folder_is_refused_before_the_first_step()
    {
        var path = Path.Combine(_folder["none"], "log");

        Assert.StartsWith(path, Assert.Throws<DirectoryNotFoundException>(() => Train(new CsvLog(path))).Message);
        Assert.StartsWith(path, Assert.Throws<DirectoryNotFoundException>(() => Train(new JsonLinesLog(path))).Message);
        Assert.Equal("path", Assert.Throws<ArgumentException>(() => new CsvLog("")).ParamName);
        Assert.Equal("path", Assert.Throws<ArgumentException>(() => new JsonLinesLog("")).ParamName);
        Assert.Equal("EverySteps", Assert.Throws<ArgumentOutOfRangeException>(() => new JsonLinesLog(Log) { EverySteps = 0 }).ParamName);
    }

    [Fact]
    public void A_log_follows_a_link_and_is_refused_what_is_no_file()
    {
        File.CreateSymbolicLink(_folder["link"], "log");
        File.CreateSymbolicLink(_folder["device"], "/dev/null");

        Train(new CsvLog(_folder["link"]));

        Assert.StartsWith("epoch,", File.ReadAllText(Log), StringComparison.Ordinal);
        Assert.Equal("log", new FileInfo(_folder["link"]).LinkTarget);
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal(
                $"{_folder["device"]}: expected a regular file or nothing, found a device.", Assert.Throws<IOException>(() => Train(new JsonLinesLog(_folder["device"]))).Message);
            File.SetUnixFileMode(Log, UnixFileMode.UserRead);
            Assert.StartsWith(Log, Assert.Throws<UnauthorizedAccessException>(() => Train(new CsvLog(Log))).Message);
        }
    }

    [Fact]
    public void A_line_for_each_step_allocates_nothing_for_a_step()
    {
        long AllocatedBy(int steps) => Allocations.OfEach(() =>
        {
            var network = new SmallClassifier(seed: 3);
            var options = new FitOptions<int> { StepsPerEpoch = steps, BatchSize = 1, Optimizer = new Adam(), Callbacks = [new JsonLinesLog(Log) { EverySteps = 1 }, new TerminateOnNaN()] };
            return () => network.Fit(Lesson.Data, options);
        });

        AllocatedBy(2);

        Assert.Equal(AllocatedBy(2), AllocatedBy(Lesson.Data.Count));
    }

    [Fact]
    public void A_loss_that_is_no_number_ends_the_training()
    {
        var network = new SmallClassifier(seed: 3);
        var options = new FitOptions<int> { Epochs = 50, BatchSize = 16, Optimizer = new Sgd(1e30f), Callbacks = [new TerminateOnNaN()] };

        var history = network.Fit(Lesson.Data, options);

        Assert.Equal(StopReason.Callback, history.StopReason);
        Assert.StartsWith("the loss became ", history.Explanation, StringComparison.Ordinal);
        Assert.InRange(network.Steps, 1, 5);
    }

    private static History Train(params Callback[] callbacks)
    {
        var options = Lesson.Options(new Adam());
        options.Callbacks = [.. callbacks];
        return Lesson.NewNetwork().Fit(Lesson.Data, options);
    }

    private IEnumerable<string> WithoutTimes(string name) =>
        File.ReadAllLines(_folder[name + ".jsonl"]).Select(line => line.Split(",\"seconds\"")[0]);

    private sealed class Named(string name, double value = double.NaN) : Metric(name)
    {
        public override double Value => value;

        public override void Reset()
        {
        }

        public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int outputLength)
        {
        }
    }
}
