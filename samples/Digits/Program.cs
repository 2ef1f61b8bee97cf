using System.Globalization;
using Digits;
using NetGen;
using Samples;
using Spectre.Console;

const string Usage = "usage: Digits [--epochs N]     (N passes over the training images; 30 unless said otherwise)";
if (CommandLine.Parse(args, Usage, counts: ["--epochs"], texts: []) is not { } options)
    return 2;

// The data: 1,797 images of 8 x 8 pixels; a fifth is held out to test on.
var (train, test) = DigitData.Read(Path.Combine(AppContext.BaseDirectory, "digits.csv.gz")).Split(0.8, seed: 1);
var network = new DigitClassifier(seed: 42);
Console.WriteLine(network.Summary);

// Training.
int epochs = options.Count("--epochs", otherwise: 30);
var history = TrainingProgress.Show(onStep =>
    network.Fit(train, new() { Epochs = epochs, BatchSize = 32, Optimizer = new Adam(), OnStep = onStep }));
Say($"Trained on {train.Count} digits, {epochs} epochs, in {history.Epochs.Sum(epoch => epoch.Duration.TotalSeconds):F2} s");
var result = network.Evaluate(test);
Say($"Test on {test.Count} others: loss {result.Loss:F4}, accuracy {result.Accuracy:F4}");

// What it reads.
float[] probabilities = new float[test.Count * DigitClassifier.OutputLength];
network.Predict(test.Features, probabilities);
DigitPictures.Show(test, probabilities, count: 8);

// Saved and loaded into a second network, it predicts the same, bit for bit.
string file = Path.Combine(AppContext.BaseDirectory, "digits.safetensors");
network.Save(file);
var reloaded = new DigitClassifier();
reloaded.Load(file);
float[] again = new float[probabilities.Length];
reloaded.Predict(test.Features, again);
bool equal = again.AsSpan().SequenceEqual(probabilities);
Say($"Saved to {file} and loaded again: predictions are {(equal ? "equal" : "DIFFERENT")}");
return equal ? 0 : 1;

static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
