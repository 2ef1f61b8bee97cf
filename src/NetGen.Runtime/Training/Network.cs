using NetGen.Kernels;
using NetGen.Losses;

namespace NetGen;

/// <summary>The part of every network that does not depend on the kind of its labels. The generated part of a declared class derives from it.</summary>
public abstract class Network
{
    /// <summary>Creates the network with parameters drawn from its initialisers.</summary>
    private protected Network(NetworkDescription description, long seed) => throw new NotImplementedException();

    /// <summary>All parameters, layer by layer in declaration order, each kernel row-major (inputs x outputs), then its bias.</summary>
    public Span<float> Parameters => throw new NotImplementedException();

    /// <summary>The mask that dropout layer number <paramref name="layer"/> uses in the step under way.</summary>
    protected DropoutMask Mask(int layer) => throw new NotImplementedException();

    /// <summary>Writes the outputs of a batch.</summary>
    protected abstract void Forward(int batch, ReadOnlySpan<float> input, Span<float> output, Span<float> arena);
}

/// <summary>A network with labels of a kind: <c>int</c> for class indices, <c>float</c> for targets.</summary>
public abstract class Network<TLabel> : Network
    where TLabel : unmanaged
{
    /// <summary>Creates the network with parameters drawn from its initialisers.</summary>
    protected Network(NetworkDescription description, long seed)
        : base(description, seed)
    {
    }

    /// <summary>The loss of a batch, nothing dropped out.</summary>
    protected abstract LossResult Loss(int batch, ReadOnlySpan<float> input, ReadOnlySpan<TLabel> labels, Span<float> arena);

    /// <summary>The loss of a batch in training and its gradient for every parameter.</summary>
    protected abstract LossResult Backpropagate(int batch, ReadOnlySpan<float> input, ReadOnlySpan<TLabel> labels, Span<float> gradients, Span<float> arena);

    /// <summary>Throws an <see cref="ArgumentException"/> that names the first label that cannot be one.</summary>
    protected abstract void CheckLabels(ReadOnlySpan<TLabel> labels);
}
