using System.Globalization;
using NetGen.EndToEnd.Networks;

namespace NetGen.EndToEnd.Checkpoints;

/// <summary>A training in which every callback and every metric takes part, that a test can begin, and resume from what it has damaged.</summary>
internal abstract class DamagedLesson
{
    public const string CheckpointName = "training.safetensors";

    /// <summary>By name; each is made for one attempt.</summary>
    public static Dictionary<string, Func<DamagedLesson>> All { get; } = new()
    {
        ["classes, within an epoch"] = () => new Of<int>(new Interrupted(seed: 3), Lesson.Data, Lesson.Validation, new Adam(0.02f), ClassMetrics()) { Steps = 7 },
        ["classes, after an epoch"] = () => new Of<int>(new Interrupted(seed: 3), Lesson.Data, Lesson.Validation, new Adam(0.02f), ClassMetrics()) { Steps = 10 },
        ["labels"] = () => new Of<float>(new MultiLabel(seed: 3), Labels(70, 1), Labels(20, 2), new Sgd(0.1f, 0.9f), LabelMetrics()) { Steps = 8 },
        ["numbers"] = () => new Of<float>(
            new Regression(seed: 3), Targets(70, 1), Targets(20, 2), new RmsProp { Schedule = new StepDecay(0.01, 6, 0.5) }, NumberMetrics())
        { Steps = 8 },
        ["a stream"] = () => new Of<int>(new Interrupted(seed: 3), Lesson.Data, Lesson.Validation, new Sgd(0.1f), ClassMetrics()) { Steps = 7, IsStream = true },
        ["all at once"] = () => new Of<float>(new Regression(seed: 3), Targets(70, 1), Targets(20, 2), new Lbfgs(history: 3), NumberMetrics()) { Steps = 3 },
    };

    /// <summary>After how many steps the training was left.</summary>
    public long Steps { get; init; }

    public bool IsStream { get; init; }

    public abstract Network Network { get; }

    public abstract Optimizer Optimizer { get; }

    public List<Callback> Callbacks { get; private set; } = [];

    public EarlyStopping Stopping { get; } = new() { Patience = 9, MinDelta = 0.01, RestoreBestWeights = true };

    public Noted Own { get; } = new();

    public abstract History Fit(string folder, bool resumes, long? steps = null);

    /// <summary>All callbacks; one that resumes need not write checkpoints, which takes longer than all else.</summary>
    protected Callback[] CallbacksIn(string folder, bool hasSchedule, bool resumes)
    {
        string In(string name) => Path.Combine(folder, name);
        Callback[] rates = hasSchedule ? [] : [new ReduceOnPlateau { Patience = 1, MinDelta = 10, Factor = 0.5, Cooldown = 2 }, new LearningRateScheduler((_, rate) => rate)];
        Callbacks =
        [
            Stopping,
            .. rates,
            new TerminateOnNaN(),
            new CsvLog(In("log.csv")),
            new JsonLinesLog(In("log.jsonl")) { EverySteps = 2 },
            new HealthMonitor { EverySteps = 3 },
            new TensorBoard(In("board")) { EverySteps = 1, HistogramEpochs = 1 },
            new Checkpoint(In("best.safetensors")) { BestOnly = true, EveryEpochs = resumes ? 1000 : 1 },
            Own,
            new Checkpoint(In(CheckpointName)) { EverySteps = resumes ? 1000 : 1, EveryEpochs = resumes ? 1000 : 1 },
        ];
        return [.. Callbacks];
    }

    private static Metric[] ClassMetrics() =>
    [
        new Accuracy(), new TopKAccuracy(2), new LogLoss(), new AreaUnderCurve(), new AveragePrecision(), new CalibrationError(5), new Precision(), new Recall(), new F1(),
        new ConfusionMatrix(), Metric.PerSample<int>("first", (output, _) => output[0]), new Lesson.LabelSum(),
    ];

    private static Metric[] LabelMetrics() => [new Accuracy(), new LogLoss(), new AreaUnderCurve(), new AveragePrecision(), new CalibrationError(5), new Precision(), new Recall(), new F1()];

    private static Metric[] NumberMetrics() => [new Mae(), new Mse(), new Rmse(), new R2(), Metric.PerSample<float>("first", (output, _) => output[0])];

    private static Dataset<float> Targets(int count, int seed)
    {
        var random = new Random(seed);
        var features = Enumerable.Range(0, count * 4).Select(_ => random.NextSingle()).ToArray();
        return Dataset.Regression(features, [.. Enumerable.Range(0, count * 3).Select(i => features[i / 3 * 4] + (i % 3))], count);
    }

    private static Dataset<float> Labels(int count, int seed)
    {
        var random = new Random(seed);
        var features = Enumerable.Range(0, count * 5).Select(_ => random.NextSingle()).ToArray();
        return Dataset.Regression(features, [.. Enumerable.Range(0, count * 4).Select(i => features[(i / 4 * 5) + (i % 4)] > 0.5f ? 1f : 0)], count);
    }

    /// <summary>A callback of a user's own, which counts steps and checks its state.</summary>
    internal sealed class Noted : Callback
    {
        public int Seen { get; private set; }

        public override void OnTrainBegin(TrainingContext training) => Seen = training.IsRestored(this) ? Seen : 0;

        public override void OnStepEnd(TrainingContext training) => Seen++;

        public override void Save(TrainingState state) => state.Set("seen", Seen);

        public override void CheckState(TrainingState state, TrainingContext training)
        {
            if (state.GetInteger("seen") is var seen && seen != training.TotalSteps)
                throw state.Invalid("seen", training.TotalSteps.ToString(CultureInfo.InvariantCulture), seen.ToString(CultureInfo.InvariantCulture));
        }

        public override void Restore(TrainingState state) => Seen = state.GetCount("seen");
    }

    private sealed class Of<TLabel>(Network<TLabel> network, Dataset<TLabel> data, Dataset<TLabel> validation, Optimizer optimizer, Metric[] metrics) : DamagedLesson
        where TLabel : unmanaged
    {
        public override Network Network => network;

        public override Optimizer Optimizer => optimizer;

        public override History Fit(string folder, bool resumes, long? steps = null)
        {
            var options = new FitOptions<TLabel>
            {
                Epochs = Lesson.Epochs,
                Steps = steps,
                BatchSize = 16,
                Optimizer = optimizer,
                Validation = validation,
                Metrics = metrics,
                Callbacks = CallbacksIn(folder, optimizer.Schedule is not null, resumes),
                ShowProgress = false,
                ResumeFrom = resumes ? Path.Combine(folder, CheckpointName) : null,
            };
            return IsStream ? network.Fit(Stream(), options) : network.Fit(data, options);
        }

        private SampleStream<TLabel> Stream()
        {
            var samples = Enumerable.Range(0, data.Count).Select(i => (data.FeaturesOf(i).ToArray(), (int)(object)data.LabelsOf(i)[0]));
            return (SampleStream<TLabel>)(object)SampleStream.Classification(samples, data.SampleLength);
        }
    }
}
