using System.ComponentModel;
using NetGen.Kernels;
using NetGen.Losses;

namespace NetGen;

/// <summary>
/// The base of the classes that are generated for the other values of a declaration's choices: a network whose code is an object, because
/// all variants that make the same calls share it. Users see the variant as a <see cref="Network{TLabel}"/>.
/// </summary>
/// <typeparam name="TLabel">The type of a label; the loss decides it.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class VariantNetwork<TLabel> : Network<TLabel>
{
    private readonly VariantCode<TLabel> _code;

    /// <summary>Creates the network with parameters drawn from its initialisers.</summary>
    /// <param name="description">What the generator knows of it.</param>
    /// <param name="code">What it computes; made for this network alone.</param>
    /// <param name="seed">What its random numbers follow from.</param>
    protected VariantNetwork(NetworkDescription description, VariantCode<TLabel> code, long seed)
        : base(description, seed)
    {
        _code = code;
        code.Network = this;
    }

    /// <summary>What <see cref="Network.Mask"/> gives, for the code.</summary>
    internal DropoutMask MaskOf(int layer) => Mask(layer);

    /// <summary>What <see cref="Network.Watch"/> is, for the code.</summary>
    internal LayerWatch? Watching => Watch;

    /// <inheritdoc/>
    protected sealed override ForwardPass ForwardPass => field ??= _code.Detached().Forward;

    /// <inheritdoc/>
    protected sealed override LossResult Loss(int batch, ReadOnlySpan<float> input, ReadOnlySpan<TLabel> labels, Span<float> outputs, Span<float> arena) =>
        _code.Loss(batch, input, labels, outputs, arena);

    /// <inheritdoc/>
    protected sealed override LossResult Backpropagate(
        int batch, ReadOnlySpan<float> input, ReadOnlySpan<TLabel> labels, ReadOnlySpan<float> weights,
        Span<float> outputs, Span<float> gradients, Span<float> arena) =>
        _code.Backpropagate(batch, input, labels, weights, outputs, gradients, arena);

    /// <inheritdoc/>
    protected sealed override void CheckLabels(ReadOnlySpan<TLabel> labels) => _code.CheckLabels(labels);
}
