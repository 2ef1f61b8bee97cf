using System.ComponentModel;

namespace NetGen.Kernels;

/// <summary>
/// A network's parameters as its forward pass reads them: the flat vector of a <see cref="Network"/>, or what a <see cref="Predictor"/> made of it. Both are
/// asked for a tensor by its place in the flat vector.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct Weights
{
    private readonly ReadOnlySpan<float> _values;
    private readonly FrozenParameters? _frozen;

    internal Weights(ReadOnlySpan<float> values, FrozenParameters? frozen)
    {
        _values = values;
        _frozen = frozen;
    }

    /// <summary>The parameters of a network.</summary>
    /// <param name="parameters">The flat vector.</param>
    public static implicit operator Weights(Span<float> parameters) => new(parameters, frozen: null);

    /// <summary>A tensor, such as a bias.</summary>
    /// <param name="start">Where it starts in the flat vector.</param>
    /// <param name="length">How many values it has.</param>
    /// <returns>Its values.</returns>
    public ReadOnlySpan<float> Slice(int start, int length) => _values.Slice(_frozen is null ? start : _frozen.PlaceOf(start, out _), length);

    /// <summary>The kernel of a dense layer.</summary>
    /// <param name="start">Where it starts in the flat vector.</param>
    /// <param name="length">How many values it has there.</param>
    /// <returns>The kernel, as it stands or packed.</returns>
    public DenseKernel Kernel(int start, int length)
    {
        if (_frozen is null)
            return _values.Slice(start, length);

        int place = _frozen.PlaceOf(start, out int packedLength);
        return packedLength == 0 ? _values.Slice(place, length) : new DenseKernel(_values.Slice(place, packedLength), isPacked: true);
    }
}
