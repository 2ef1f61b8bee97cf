using System.Globalization;
using System.Runtime.InteropServices;
using NetGen.Datasets;
using Samples;
using Samples.Digits;

const string Usage = """
    usage: Digits [--epochs N]
      --epochs N     passes over the training images; 30 unless said otherwise
    """;
var options = CommandLine.Parse(args, Usage, counts: ["--epochs"], texts: []);
if (options.ExitCode is { } code)
    return code;

Terminal.Prepare();

// The data: 1,797 images of 8 x 8 pixels, of which a fifth is held out to test on.
var (train, test) = Digits.Load().Split(0.2, seed: 1);
var network = new DigitClassifier(seed: 42);
Console.WriteLine(network.Summary);

// Training.
var history = network.Fit(train, new()
{
    Epochs = options.Count("--epochs", otherwise: 30),
    BatchSize = 32,
    Optimizer = new Adam(0.003f),
});
Say($"Trained on {train.Count} digits in {history.Epochs.Sum(epoch => epoch.Duration.TotalSeconds):F2} s");
Say($"Test on {test.Count} others: {network.Evaluate(test)}");

// What it reads in some of the digits that it never saw.
var probabilities = new float[test.Count * DigitClassifier.OutputLength];
network.Predict(test.Features, probabilities);
DigitPictures.Show(test, probabilities, count: 8);

// Saved, and loaded into a second network that started from other weights, it predicts the same, bit for bit.
var reloaded = new DigitClassifier(seed: 7);
var folder = Directory.CreateTempSubdirectory("digits");
try
{
    var file = Path.Combine(folder.FullName, "digits.safetensors");
    network.Save(file);
    reloaded.Load(file);
    Say($"Saved {DigitClassifier.ParameterCount:N0} parameters in {new FileInfo(file).Length:N0} bytes and loaded them into a second network.");
}
finally
{
    folder.Delete(recursive: true);
}

var again = new float[probabilities.Length];
reloaded.Predict(test.Features, again);
var same = MemoryMarshal.AsBytes<float>(again).SequenceEqual(MemoryMarshal.AsBytes<float>(probabilities));
Console.WriteLine(same ? "Its predictions are equal, bit for bit." : "Its predictions DIFFER.");
return same ? 0 : 1;

static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
