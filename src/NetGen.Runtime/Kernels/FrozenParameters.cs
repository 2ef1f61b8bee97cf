using NetGen.Kernels.Vectors;

namespace NetGen.Kernels;

/// <summary>A copy of a network's parameters that nobody can write, with the kernels packed where the processor reads them faster so.</summary>
internal sealed class FrozenParameters
{
    // Each tensor starts at the start of a cache line.
    private const int Line = 16;

    private readonly AlignedFloats _values;
    private readonly int[] _starts;
    private readonly Tensor[] _tensors;

    /// <param name="tensors">The tensors of the flat vector.</param>
    /// <param name="parameters">The flat vector.</param>
    public FrozenParameters(ReadOnlySpan<ParameterTensor> tensors, ReadOnlySpan<float> parameters)
    {
        _starts = new int[tensors.Length];
        _tensors = new Tensor[tensors.Length];
        var end = 0;
        for (var i = 0; i < tensors.Length; i++)
        {
            var packedLength = tensors[i].IsKernel && Dispatch.ReadsPanels ? DenseKernel.PackedLength(RowsOf(tensors[i]), tensors[i].Shape[^1]) : 0;
            _starts[i] = tensors[i].Offset;
            _tensors[i] = new Tensor(end, packedLength);
            end = checked(end + (Math.Max(packedLength, tensors[i].Length) + Line - 1) / Line * Line);
        }

        _values = new AlignedFloats(end);
        for (var i = 0; i < tensors.Length; i++)
        {
            var values = parameters.Slice(tensors[i].Offset, tensors[i].Length);
            if (_tensors[i].PackedLength == 0)
                values.CopyTo(_values.Span[_tensors[i].Place..]);
            else
                DenseKernel.Pack(RowsOf(tensors[i]), tensors[i].Shape[^1], values, _values.Span.Slice(_tensors[i].Place, _tensors[i].PackedLength));
        }

        // What training leaves as it is stands behind all that it changes, and is listed with its layer.
        Array.Sort(_starts, _tensors);
    }

    /// <summary>The parameters as a forward pass reads them.</summary>
    public Weights Weights => new(_values.Span, this);

    /// <summary>Where a tensor starts.</summary>
    /// <param name="start">Where it starts in the flat vector.</param>
    /// <param name="packedLength">Its length where it is packed, else 0.</param>
    public int PlaceOf(int start, out int packedLength)
    {
        var tensor = _tensors[_starts.AsSpan().BinarySearch(start)];
        packedLength = tensor.PackedLength;
        return tensor.Place;
    }

    private static int RowsOf(ParameterTensor kernel) => kernel.Length / kernel.Shape[^1];

    private readonly record struct Tensor(int Place, int PackedLength);
}
