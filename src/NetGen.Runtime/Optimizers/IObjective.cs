using NetGen.Losses;

namespace NetGen;

/// <summary>A loss that an optimizer evaluates at parameters of its choice: it writes them where they lie, and asks.</summary>
internal interface IObjective
{
    /// <summary>The loss at the parameters as they are.</summary>
    /// <param name="gradients">Takes the gradient.</param>
    /// <param name="outputs">Takes the network's outputs; empty where nobody asks for them.</param>
    LossResult Evaluate(Span<float> gradients, Span<float> outputs);
}
