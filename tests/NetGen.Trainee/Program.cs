// Trains a network from fixed data and prints the hash of its weights and how it was computed: tests run it under many settings.
// With "workout" it trains and predicts all there is, for a test that watches the JIT; with "overgrown" it does what that test must find.
// With "resume FILE STEPS" it goes on from a checkpoint, and writes one after each step: a test kills it.
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using NetGen.Trainee;

if (args[0] == "resume")
{
    Interruptible.Run(args[1], int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture));
    return;
}

if (args[0] is "workout" or "overgrown")
{
    using var watch = new InliningWatch();
    if (args[0] == "workout")
        Workout.Run();
    else
        Workout.RunOvergrown();
    Console.WriteLine($"threads {NetGenThreads.Count}, vectors of {Width()} bits, {(watch.Heard > 0 ? "heard" : "deaf")}");
    foreach (var found in watch.Found)
        Console.WriteLine(found);
    return;
}

const int Batch = 96, Batches = 5;
const int Samples = Batch * Batches;

// Quarters: exact in a float, so the data are the same everywhere.
var random = new Random(1);
var inputs = new float[Samples * Pupil.InputLength];
for (var i = 0; i < inputs.Length; i++)
    inputs[i] = random.Next(-8, 9) / 4f;
var labels = new int[Samples];
for (var i = 0; i < labels.Length; i++)
    labels[i] = random.Next(Pupil.OutputLength);

var network = new Pupil(seed: 5);
Optimizer[] optimizers = [new RmsProp(), new Adam(), new Sgd(0.05f, momentum: 0.9f)];
var optimizer = optimizers[int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture)];
var steps = int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture);
for (var step = 0; step < steps; step++)
{
    var first = step % Batches * Batch;
    network.TrainStep(inputs.AsSpan(first * Pupil.InputLength, Batch * Pupil.InputLength), labels.AsSpan(first, Batch), optimizer);
}

var outputs = new float[Samples * Pupil.OutputLength];
network.Predict(inputs, outputs);

Console.WriteLine($"threads {NetGenThreads.Count}, vectors of {Width()} bits");
Console.WriteLine($"weights {Hash(network.Parameters)}, predictions {Hash(outputs)}");

static int Width() => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

static string Hash(ReadOnlySpan<float> values) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(values)))[..16];
