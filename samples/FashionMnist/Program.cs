using System.Globalization;
using NetGen.Datasets;
using Samples;
using Samples.FashionMnist;

const string Usage = """
    usage: FashionMnist [--data DIR] [--epochs N] [--samples N]
      --data DIR     the folder with the four files of Fashion-MNIST; without it they are looked for and, if need be, downloaded
      --epochs N     passes over the training images; 5 unless said otherwise
      --samples N    use only the first N images of each set
    """;
var options = CommandLine.Parse(args, Usage, counts: ["--epochs", "--samples"], texts: ["--data"]);
if (options.ExitCode is { } code)
    return code;

Terminal.Prepare();

try
{
    // The data: 60,000 images to train on and 10,000 to test on, pixels from 0 to 1.
    var folder = options.Text("--data");
    var (train, test) = await FashionMnist.LoadAsync(folder, download: folder is null, new DownloadLines());
    var samples = options.Count("--samples", otherwise: int.MaxValue);
    (train, test) = (train.Take(Math.Min(samples, train.Count)), test.Take(Math.Min(samples, test.Count)));

    // The network, and its training: large steps first, then smaller ones.
    var network = new FashionClassifier(seed: 42);
    Console.WriteLine(network.Summary);
    var optimizer = new RmsProp(0.003f);
    network.Fit(train, new()
    {
        Epochs = options.Count("--epochs", otherwise: 5),
        BatchSize = 128,
        Optimizer = optimizer,
        OnEpoch = _ => optimizer.LearningRate = Math.Max(optimizer.LearningRate / 2, 0.0001f),
    });

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Test on {test.Count} images: {network.Evaluate(test)}"));
    return 0;
}
catch (Exception problem) when (problem is IOException or InvalidDataException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
