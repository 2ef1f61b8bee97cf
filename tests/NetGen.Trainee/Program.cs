// Trains a network from fixed data and prints the hash of its weights and how it was computed: tests run it under many settings.
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

var width = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;
Console.WriteLine($"threads {NetGenThreads.Count}, vectors of {width} bits");
Console.WriteLine($"weights {Hash(network.Parameters)}, predictions {Hash(outputs)}");

static string Hash(ReadOnlySpan<float> values) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(values)))[..16];
