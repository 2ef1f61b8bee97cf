namespace NetGen;

/// <summary>Trains a network once for each fold and scores it on the part that it did not see.</summary>
/// <typeparam name="TLabel">The type of a label.</typeparam>
public sealed class CrossValidation<TLabel> : ModelSelection<TLabel>
{
    /// <summary>Trains and scores all folds.</summary>
    /// <exception cref="ArgumentException">The description is no good.</exception>
    /// <exception cref="TrialException">A training failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public CrossValidationResult Run()
    {
        var trainer = CheckedTrainer();
        var results = new FoldResult?[trainer.FoldCount];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Workers.Run(Parallelism, results.Length, stop, index =>
        {
            var trial = new Trial(1, index + 1, TrialSeeds.Of(Seed, trial: 1, index + 1), [], []);
            try
            {
                results[index] = trainer.Train(trial, stop.Token);
            }
            catch (Exception error) when (error is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                throw TrialException.Of(trial, error);
            }
            catch (OperationCanceledException)
            {
                // What is missing shows below.
            }
        });

        return results.Any(r => r is null)
            ? throw new OperationCanceledException("The cross-validation was cancelled before all folds were trained.", Cancellation)
            : new CrossValidationResult(Score.Name, [.. results.Select(r => r!.Value)]);
    }
}
