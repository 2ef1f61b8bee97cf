using System.Diagnostics;
using System.Globalization;
using NetGen.Datasets;
using Samples;
using Samples.BreastCancer;
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
var data = BreastCancer.Load();
var iterations = options.Count("--iterations", otherwise: 200);
Console.WriteLine(new TumourClassifier().Summary);

// The grid: for each alpha, each fold is held out once, and the scaling of the inputs is fitted to the others alone.
var alpha = Choice.Of("alpha", 0.001f, 0.01f, 0.1f, 1, 10, 100, 1000);
double[] scikitLearn = [0.965, 0.965, 0.967, 0.970, 0.979, 0.944, 0.627];
var start = Stopwatch.GetTimestamp();
var grid = new GridSearch<float>
{
    Data = data,
    Folds = new StratifiedKFold(Math.Clamp(options.Count("--folds", otherwise: 5), 2, 100)),
    Choices = [alpha],
    Create = trial => new TumourClassifier(trial.Seed),
    Options = trial => new()
    {
        Epochs = iterations,
        Optimizer = new Lbfgs(),
        Alpha = trial.Get(alpha),
        Preprocessor = new Standardize(),
    },
    Score = Score.Accuracy,
    Seed = 1,
}.Run();
var elapsed = Stopwatch.GetElapsedTime(start);

var table = new Table().AddColumns("alpha", "accuracy", "from fold to fold", "iterations", "scikit-learn");
foreach (var (trial, theirs) in grid.Trials.Zip(scikitLearn))
    table.AddRow(Text($"{trial.Get(alpha)}"), Text($"{trial.Mean:F3}"), Text($"± {trial.StandardDeviation:F3}"), Text($"{trial.Epochs:F0}"), Text($"{theirs:F3}"));

AnsiConsole.Write(table);
Console.WriteLine(Text($"Best at alpha {grid.Best.Get(alpha)}: accuracy {grid.Best.Mean:F3}, over {grid.Trials.Sum(trial => trial.Folds.Count)} trainings in {elapsed.TotalSeconds:F1} s"));

// The pipeline with the best alpha, trained on everything: the scaling is saved with the weights, so whoever loads it gives it raw measurements.
var pipeline = grid.Refit();
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
