using System.ComponentModel;

namespace NetGen.Losses;

/// <summary>What a loss says of a batch.</summary>
/// <param name="Loss">The mean loss over the batch, with penalties where the network has any.</param>
/// <param name="Correct">How many labels the outputs hit; 0 for a regression.</param>
/// <param name="Count">How many labels there were: the mean is over these.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct LossResult(double Loss, int Correct, int Count)
{
    /// <summary>The same with a penalty, such as L2 regularisation, added to the loss.</summary>
    /// <param name="penalty">What to add, once for the batch.</param>
    public LossResult WithPenalty(double penalty) => this with { Loss = Loss + penalty };
}
