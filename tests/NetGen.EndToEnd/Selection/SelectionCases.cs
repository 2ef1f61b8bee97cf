using NetGen.EndToEnd.Networks;
using NetGen.EndToEnd.Training;

namespace NetGen.EndToEnd.Selection;

/// <summary>The searches of these tests, and what is compared of their results: all but times.</summary>
internal static class SelectionCases
{
    public static Choice<float> Rate { get; } = Choice.Of("rate", 0.001f, 0.03f, 0.01f);

    public static Choice<int> BatchSize { get; } = Choice.Of("batch size", 8, 16);

    public static Dataset<int> Data { get; } = FitTests.MakeData(90, seed: 1);

    public static GridSearch<int> Grid(
        int parallelism = 2, string? journal = null, Action<TrialResult>? onTrial = null, CancellationToken cancellation = default, long seed = 7, Func<Trial, Network<int>>? create = null) => new()
        {
            Data = Data,
            Folds = 3,
            Choices = [Rate, BatchSize],
            Create = create ?? (trial => new SmallClassifier(trial.Seed)),
            Options = trial => new() { Epochs = 3, BatchSize = trial.Get(BatchSize), Optimizer = new Adam(trial.Get(Rate)) },
            Seed = seed,
            Parallelism = parallelism,
            Journal = journal,
            OnTrial = onTrial,
            Cancellation = cancellation,
        };

    /// <summary>All that a result says but for times.</summary>
    public static string Essence(SearchResult<int> result) =>
        string.Join('\n', result.Trials.Select(t => $"{t.Number} {t.Rank} {string.Join(',', t.Choices)} {t.Mean:R} {t.StandardDeviation:R} {string.Join(' ', t.Folds.Select(f => $"{f.Fold}:{f.Score:R}:{f.Epochs}"))} {t.Error?.Message}"));
}
