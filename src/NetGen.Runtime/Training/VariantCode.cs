using System.ComponentModel;
using NetGen.Kernels;
using NetGen.Losses;

namespace NetGen;

/// <summary>
/// What a <see cref="VariantNetwork{TLabel}"/> computes. Written by the generator: a class for all variants that make the same calls, with the numbers that
/// differ as parameters.
/// </summary>
/// <typeparam name="TLabel">The type of a label; the loss decides it.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class VariantCode<TLabel>
{
    /// <summary>The network that it belongs to.</summary>
    internal VariantNetwork<TLabel> Network { get; set; } = null!;

    /// <summary>The network's parameters.</summary>
    protected Span<float> Parameters => Network.Parameters;

    /// <summary>Who watches the training step under way; null where nobody does.</summary>
    protected LayerWatch? Watch => Network.Watching;

    /// <summary>The mask that dropout layer number <paramref name="layer"/> uses in the step under way.</summary>
    /// <param name="layer">The number of the dropout layer, from 0.</param>
    protected DropoutMask Mask(int layer) => Network.MaskOf(layer);

    /// <summary>Predicts a batch, as <see cref="ForwardPass"/>; reads nothing of the network.</summary>
    /// <param name="batch">The number of samples.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="input">The samples.</param>
    /// <param name="output">Takes the outputs.</param>
    /// <param name="arena">At least <see cref="NetworkDescription.PredictArena"/> floats a sample.</param>
    protected internal abstract void Forward(int batch, Weights parameters, ReadOnlySpan<float> input, Span<float> output, Span<float> arena);

    /// <summary>The loss of a batch, nothing dropped out.</summary>
    /// <param name="batch">The number of samples.</param>
    /// <param name="input">The samples.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="outputs">Takes the outputs; empty where nobody asks for them.</param>
    /// <param name="arena">At least <see cref="NetworkDescription.PredictArena"/> floats a sample.</param>
    protected internal abstract LossResult Loss(int batch, ReadOnlySpan<float> input, ReadOnlySpan<TLabel> labels, Span<float> outputs, Span<float> arena);

    /// <summary>The loss of a batch in training and its gradient for every parameter.</summary>
    /// <param name="batch">The number of samples.</param>
    /// <param name="input">The samples.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="weights">What each sample counts; empty where each counts 1.</param>
    /// <param name="outputs">Takes the outputs, as training computes them; empty where nobody asks for them.</param>
    /// <param name="gradients">Takes the gradient in the layout of <see cref="Parameters"/>, and the next values of what training observes behind it.</param>
    /// <param name="arena">
    /// At least <see cref="NetworkDescription.TrainArena"/> floats a sample, and <see cref="NetworkDescription.TrainFixed"/> besides.
    /// </param>
    protected internal abstract LossResult Backpropagate(
        int batch, ReadOnlySpan<float> input, ReadOnlySpan<TLabel> labels, ReadOnlySpan<float> weights,
        Span<float> outputs, Span<float> gradients, Span<float> arena);

    /// <summary>Throws an <see cref="ArgumentException"/> that names the first label that cannot be one.</summary>
    /// <param name="labels">The labels.</param>
    protected internal abstract void CheckLabels(ReadOnlySpan<TLabel> labels);

    /// <summary>The same without its network, which a <see cref="Predictor"/> need not keep in memory.</summary>
    internal VariantCode<TLabel> Detached()
    {
        var code = (VariantCode<TLabel>)MemberwiseClone();
        code.Network = null!;
        return code;
    }
}
