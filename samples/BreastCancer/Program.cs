using System.Diagnostics;
using System.Globalization;
using BreastCancer;
using Samples;
using Spectre.Console;

const string Usage = """
    usage: BreastCancer [--iterations N] [--folds N]
      --iterations N   the most iterations of L-BFGS in each training; 200 unless said otherwise
      --folds N        how many parts to divide the samples into; 5 unless said otherwise
    """;
var options = CommandLine.Parse(args, Usage, counts: ["--iterations", "--folds"], texts: []);
if (options.ExitCode is { } code)
    return code;

Terminal.Prepare();

// The data: 30 measurements of each of 569 tumours, and whether it is benign.
var data = Csv.Read(Path.Combine(AppContext.BaseDirectory, "breast_cancer.csv")).ToRegression("benign");
var folds = new Folds(data, Math.Clamp(options.Count("--folds", otherwise: 5), 2, 100));
var iterations = options.Count("--iterations", otherwise: 200);
Console.WriteLine(new TumourClassifier().Summary);

// The grid: for each alpha, each fold is held out once, and the scaling of the inputs is fitted to the others alone.
(float Alpha, double ScikitLearn)[] grid = [(0.001f, 0.965), (0.01f, 0.965), (0.1f, 0.967), (1, 0.970), (10, 0.979), (100, 0.944), (1000, 0.627)];
var table = new Table().AddColumns("alpha", "accuracy", "from fold to fold", "iterations", "scikit-learn");
var best = (Alpha: 0f, Accuracy: 0.0);
var start = Stopwatch.GetTimestamp();
foreach (var (alpha, scikitLearn) in grid)
{
    var accuracies = new double[folds.Count];
    var made = 0;
    for (var fold = 0; fold < folds.Count; fold++)
    {
        var (training, heldOut) = folds[fold];
        var network = new TumourClassifier(seed: fold);
        var history = network.Fit(training, new()
        {
            Epochs = iterations,
            Optimizer = new Lbfgs(),
            Alpha = alpha,
            Preprocessor = new Standardize(),
        });
        made += history.Epochs.Count;
        accuracies[fold] = network.Evaluate(heldOut).Accuracy!.Value;
    }

    var mean = accuracies.Average();
    var deviation = Math.Sqrt(accuracies.Average(a => (a - mean) * (a - mean)));
    table.AddRow(Text($"{alpha}"), Text($"{mean:F3}"), Text($"± {deviation:F3}"), Text($"{(double)made / folds.Count:F0}"), Text($"{scikitLearn:F3}"));
    if (mean > best.Accuracy)
        best = (alpha, mean);
}

AnsiConsole.Write(table);
Console.WriteLine(Text($"Best at alpha {best.Alpha}: accuracy {best.Accuracy:F3}, over {grid.Length * folds.Count} trainings in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s"));

// The pipeline with the best alpha, trained on everything: the scaling is saved with the weights, so whoever loads it gives it raw measurements.
var pipeline = new TumourClassifier(seed: 1);
pipeline.Fit(data, new() { Epochs = iterations, Optimizer = new Lbfgs(), Alpha = best.Alpha, Preprocessor = new Standardize() });
using var file = new MemoryStream();
pipeline.Save(file);
file.Position = 0;
var loaded = new TumourClassifier();
loaded.Load(file);
var probability = new float[1];
loaded.Predict(data.FeaturesOf(0), probability);
Console.WriteLine(Text($"The first tumour, which is malignant, is benign with a probability of {probability[0]:F3}."));
return 0;

static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
