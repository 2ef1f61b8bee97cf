using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NetGen.Trainee;

/// <summary>A training that writes a checkpoint after every step and says where it is, for a test that kills it.</summary>
internal static class Interruptible
{
    private const int Samples = 96;

    /// <summary>Goes on from the file if there is one, and prints a hash of the weights and of the history at the end.</summary>
    /// <param name="file">The checkpoint.</param>
    /// <param name="steps">The steps of the whole training.</param>
    public static void Run(string file, int steps)
    {
        var random = new Random(1);
        var inputs = Enumerable.Range(0, Samples * Pupil.InputLength).Select(_ => random.Next(-8, 9) / 4f).ToArray();
        var labels = Enumerable.Range(0, Samples).Select(_ => random.Next(Pupil.OutputLength)).ToArray();
        var network = new Pupil(seed: 5);
        var history = network.Fit(Dataset.Classification(inputs, labels), new()
        {
            Steps = steps,
            BatchSize = 16,
            ValidationSplit = 0.2,
            Optimizer = new Adam { Schedule = new CosineDecay(0, steps, warmupTarget: 0.01, warmupSteps: 10) },
            Callbacks = [new EarlyStopping { Patience = steps, RestoreBestWeights = true }, new Checkpoint(file) { EverySteps = 1, EveryEpochs = 1 }, new Report()],
            ResumeFrom = file,
            // Before the checkpoint of the step is written; it then waits for a line, or runs on where the input has ended.
            OnStep = _ =>
            {
                Console.Out.WriteLine("step");
                Console.In.ReadLine();
            },
        });

        var values = history.Epochs.SelectMany(epoch => epoch.Values()).Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Name} {v.Value:R}"));
        Console.Out.WriteLine($"end {Hash(MemoryMarshal.AsBytes(network.Parameters))} {Hash(MemoryMarshal.AsBytes(string.Join(' ', values).AsSpan()))} {history.Epochs.Count}");
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexString(SHA256.HashData(bytes));

    private sealed class Report : Callback
    {
        public override void OnTrainBegin(TrainingContext training) => Console.Out.WriteLine($"start {training.TotalSteps}");
    }
}
