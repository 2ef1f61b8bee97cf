namespace NetGen;

/// <summary>How good a training was on its fold.</summary>
/// <param name="Fold">The fold, from 1.</param>
/// <param name="Score">The score on the part that was not trained on; NaN where it is not defined.</param>
/// <param name="Epochs">The epochs that were made.</param>
/// <param name="Time">The time of training and scoring.</param>
public readonly record struct FoldResult(int Fold, double Score, int Epochs, TimeSpan Time)
{
    /// <summary>The score on the part that was trained on; null unless <see cref="ModelSelection{TLabel}.ReturnTrainScore"/> asks for it.</summary>
    public double? TrainScore { get; init; }
}
