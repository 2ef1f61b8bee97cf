using System.Diagnostics;
using System.Globalization;

namespace NetGen.Benchmarks.Training;

/// <summary>The grid of samples/BreastCancer: 7 alphas by 5 folds with L-BFGS, on all processors. The first one compiles what it runs.</summary>
internal static class Grid
{
    public static void Run(string path, int rounds)
    {
        var data = Csv.Read(path).ToRegression(^1);
        for (var round = 0; round < rounds; round++)
        {
            var alpha = Choice.Of("alpha", 0.001f, 0.01f, 0.1f, 1, 10, 100, 1000);
            var start = Stopwatch.GetTimestamp();
            var result = new GridSearch<float>
            {
                Data = data,
                Folds = new StratifiedKFold(5),
                Choices = [alpha],
                Create = trial => new TumourClassifier(trial.Seed),
                Options = trial => new() { Epochs = 200, Optimizer = new Lbfgs(), Alpha = trial.Get(alpha), Preprocessor = new Standardize() },
                Score = Score.Accuracy,
            }.Run();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(start).TotalSeconds:F3} s, best accuracy {result.Best.Mean:F3} at alpha {result.Best.Get(alpha)}"));
        }
    }
}
