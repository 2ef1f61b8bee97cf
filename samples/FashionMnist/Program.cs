using System.Globalization;
using FashionMnist;
using NetGen;
using Samples;

const string Usage = """
    usage: FashionMnist [--data DIR] [--epochs N] [--samples N]
      --data DIR     the folder with the four files of Fashion-MNIST; without it they are looked for and, if need be, downloaded
      --epochs N     passes over the training images; 5 unless said otherwise
      --samples N    use only the first N images of each set
    """;
if (CommandLine.Parse(args, Usage, counts: ["--epochs", "--samples"], texts: ["--data"]) is not { } options)
    return 2;

try
{
    // The data: 60,000 images to train on and 10,000 to test on, values from 0 to 1.
    string folder = await FashionData.FindAsync(options.Text("--data"));
    Console.WriteLine($"Data: {folder}");
    int samples = options.Count("--samples", otherwise: int.MaxValue);
    var train = First(FashionData.Read(folder, FashionFiles.TrainImages, FashionFiles.TrainLabels), samples);
    var test = First(FashionData.Read(folder, FashionFiles.TestImages, FashionFiles.TestLabels), samples);

    var network = new FashionClassifier(seed: 42);
    Console.WriteLine(network.Summary);

    // Training.
    var history = TrainingProgress.Show(onStep => network.Fit(train, new()
    {
        Epochs = options.Count("--epochs", otherwise: 5),
        BatchSize = 128,
        Optimizer = new RmsProp(0.001f),
        OnStep = onStep,
    }));
    foreach (var epoch in history.Epochs)
        Say($"epoch {epoch.Epoch}: loss {epoch.Loss:F4}, accuracy {epoch.Accuracy:F4}, {epoch.SamplesPerSecond:N0} samples per second");

    var result = network.Evaluate(test);
    Say($"Test on {test.Count} images: loss {result.Loss:F4}, accuracy {result.Accuracy:F4}");
    return 0;
}
catch (Exception problem) when (problem is IOException or InvalidDataException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}

static Dataset<int> First(Dataset<int> data, int count) => data.Take(Math.Min(count, data.Count));

static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
