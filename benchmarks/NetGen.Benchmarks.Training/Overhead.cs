using System.Diagnostics;
using System.Globalization;

namespace NetGen.Benchmarks.Training;

/// <summary>What stands around the steps of a training costs: 784-128-10 with RMSprop, batch 128, an epoch of 60,000 samples.</summary>
/// <remarks>Each round runs an epoch of every row, in turn and from the other end each time; a figure is the median over the rounds of a row's time over its base's.</remarks>
internal static class Overhead
{
    private const int Batch = 128;
    private const int RoundsToWarmUp = 2;

    public static void Run(int rounds, bool drawsOnConsole, bool countsProcessorTime)
    {
        using var files = new ImageFiles();
        using var source = ImageSource.FromIdx(files.Images, files.Labels);
        var data = ImageDataset.FromIdx(files.Images, files.Labels);
        var writer = drawsOnConsole ? null : TextWriter.Null;

        var events = Directory.CreateTempSubdirectory("netgen-events");

        // A row of one's own names the row that it is compared with.
        Row[] rows =
        [
            new("bare steps", null, 0, Bare(data)),
            new("fit, silent", "bare steps", 3, Fit(data, new() { Shuffle = false, ShowProgress = false })),
            new("fit with progress, metric, history", "bare steps", 3, Fit(data, new() { Shuffle = false, ProgressOutput = writer, Metrics = [new TopOne()] })),
            new("fit with monitor and TensorBoard", "fit, silent", 3, Watched(data, events.FullName)),
            new("shuffled in memory", null, 0, Fit(data, new() { ShowProgress = false })),
            new("shuffled from disk", "shuffled in memory", 5, Fit(source, new() { ShowProgress = false })),
            new("in order in memory", null, 0, Fit(data, new() { Shuffle = false, ShowProgress = false })),
            new("in order from disk", "in order in memory", 5, Fit(source, new() { Shuffle = false, ShowProgress = false })),
        ];

        var times = rows.ToDictionary(row => row.Name, _ => new List<double>());
        for (var round = -RoundsToWarmUp; round < rounds; round++)
        {
            foreach (var row in round % 2 == 0 ? rows : rows.Reverse())
            {
                var start = Now(countsProcessorTime);
                row.Epoch();
                if (round >= 0)
                    times[row.Name].Add((Now(countsProcessorTime) - start).TotalMilliseconds);
            }
        }

        events.Delete(recursive: true);
        Print(rows, times);
    }

    /// <summary>The clock, or what the process has used of all processors, which others on the machine disturb less.</summary>
    private static TimeSpan Now(bool countsProcessorTime) => countsProcessorTime ? Environment.CpuUsage.TotalTime : Stopwatch.GetElapsedTime(0);

    private static Action Bare(Dataset<int> data)
    {
        var network = new ImageClassifier(1);
        var optimizer = new RmsProp();
        return () =>
        {
            foreach (var batch in data.Batches(Batch))
                network.TrainStep(batch.Features, batch.Labels, optimizer);
        };
    }

    private static Action Fit(Dataset<int> data, FitOptions<int> options)
    {
        var network = Prepare(options);
        return () => network.Fit(data, options);
    }

    private static Action Fit(SampleSource<int> data, FitOptions<int> options)
    {
        var network = Prepare(options);
        return () => network.Fit(data, options);
    }

    private static Action Watched(Dataset<int> data, string folder)
    {
        var network = new WatchedClassifier(1);
        var options = new FitOptions<int>
        {
            BatchSize = Batch,
            Optimizer = new RmsProp(),
            Shuffle = false,
            ShowProgress = false,
            Callbacks = [new HealthMonitor { EverySteps = 100 }, new TensorBoard(folder) { EverySteps = 100 }],
        };
        return () => network.Fit(data, options);
    }

    private static ImageClassifier Prepare(FitOptions<int> options)
    {
        options.BatchSize = Batch;
        options.Optimizer = new RmsProp();
        return new ImageClassifier(1);
    }

    private static void Print(Row[] rows, Dictionary<string, List<double>> times)
    {
        Say($"{"row",-36}{"ms",8}{"slower by",12}{"rounds",18}{"of minima",12}{"target",10}");
        foreach (var row in rows)
        {
            var mine = times[row.Name];
            if (row.Base is null)
            {
                Say($"{row.Name,-36}{Median(mine),8:F1}");
                continue;
            }

            var others = times[row.Base];
            var ratios = mine.Zip(others, (time, other) => (100 * time / other) - 100).Order().ToList();
            var range = string.Create(CultureInfo.InvariantCulture, $"{ratios[0]:F1} to {ratios[^1]:F1} %");
            Say($"{row.Name,-36}{Median(mine),8:F1}{Median(ratios),10:F1} %{range,18}{(100 * mine.Min() / others.Min()) - 100,10:F1} %{row.Target,8} %");
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>A way to train for an epoch.</summary>
    /// <param name="Name">What it is.</param>
    /// <param name="Base">The row that it is compared with; null for one that is only there for others.</param>
    /// <param name="Target">The per cent that it may be slower.</param>
    /// <param name="Epoch">The work.</param>
    private sealed record Row(string Name, string? Base, int Target, Action Epoch);
}
