using System.Runtime.InteropServices;

namespace NetGen.Damage;

/// <summary>Checkpoints that a training goes on from.</summary>
internal sealed class Checkpoints : FileKind
{
    private readonly Func<Optimizer> _optimizer;
    private readonly string _log;
    private readonly byte[] _logged;

    /// <param name="name">What the kind is called.</param>
    /// <param name="folder">Where files of its own may lie.</param>
    /// <param name="optimizer">Makes the optimizer of the trainings.</param>
    public Checkpoints(string name, string folder, Func<Optimizer> optimizer)
    {
        Name = name;
        _optimizer = optimizer;
        _log = Path.Combine(folder, $"{name}.csv");
        Files = [Written(folder, everySteps: null), Written(folder, everySteps: 5)];
        _logged = File.ReadAllBytes(_log);
    }

    public override string Name { get; }

    public override IReadOnlyList<byte[]> Files { get; }

    public override bool HasStream => false;

    public override IEnumerable<byte[]> Extremes => Safetensors.Extremes;

    public override byte[] Damaged(Random random) => Safetensors.Damaged(Any(random), Any(random), random);

    public override void Read(string path)
    {
        var network = Course.NewNetwork();
        var before = network.Parameters.ToArray();
        // A training before this one may have cut it.
        File.WriteAllBytes(_log, _logged);
        var options = Options();
        options.ResumeFrom = path;
        try
        {
            network.Fit(Course.Data, options);
        }
        catch (Exception error)
        {
            // What is refused changes nothing.
            var isAsBefore = network.Steps == 0 && network.Preprocessor is null && MemoryMarshal.AsBytes(network.Parameters).SequenceEqual(MemoryMarshal.AsBytes(before.AsSpan()));
            if (!isAsBefore)
                throw new InvalidOperationException("A checkpoint was refused and has changed the network.", error);
            if (!File.ReadAllBytes(_log).AsSpan().SequenceEqual(_logged))
                throw new InvalidOperationException("A checkpoint was refused and has changed the log.", error);
            throw;
        }
    }

    /// <summary>Trains for two epochs of three steps, and takes the last checkpoint of it.</summary>
    private byte[] Written(string folder, int? everySteps)
    {
        var path = Path.Combine(folder, "made.safetensors");
        var options = Options();
        options.Epochs = 2;
        options.Callbacks.Add(new Checkpoint(path) { EverySteps = everySteps });
        Course.NewNetwork().Fit(Course.Data, options);
        var content = File.ReadAllBytes(path);
        File.Delete(path);
        return content;
    }

    private FitOptions<int> Options() => new()
    {
        Epochs = 3,
        BatchSize = 4,
        ShowProgress = false,
        Optimizer = _optimizer(),
        Validation = Course.Data,
        Metrics = [new LogLoss()],
        Preprocessor = new Standardize(),
        Callbacks = [new EarlyStopping { Patience = 2, RestoreBestWeights = true }, new ReduceOnPlateau { Monitor = "loss" }, new CsvLog(_log)],
    };
}

/// <summary>Journals that a search goes on with.</summary>
internal sealed class Journals : FileKind
{
    private static readonly Choice<float> Rate = Choice.Of("rate", 0.1f, 0.2f);

    public Journals(string folder)
    {
        var path = Path.Combine(folder, "made.jsonl");
        Search(path).Run();
        Files = [File.ReadAllBytes(path)];
        File.Delete(path);
    }

    public override string Name => "journal";

    public override IReadOnlyList<byte[]> Files { get; }

    public override bool HasStream => false;

    public override void Read(string path)
    {
        var before = File.ReadAllBytes(path);
        try
        {
            Search(path).Run();
        }
        catch (InvalidDataException error)
        {
            if (!File.ReadAllBytes(path).AsSpan().SequenceEqual(before))
                throw new InvalidOperationException("A journal was refused and has been changed.", error);
            throw;
        }
    }

    private static GridSearch<int> Search(string journal) => new()
    {
        Data = Course.Data,
        Folds = 2,
        Choices = [Rate],
        Create = trial => new Victim(trial.Seed),
        Options = trial => new() { Optimizer = new Sgd(trial.Get(Rate)), ShowProgress = false },
        Parallelism = 1,
        Journal = journal,
    };
}
