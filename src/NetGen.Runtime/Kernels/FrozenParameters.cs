using NetGen.Kernels.Products;
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
        var packs = Packs(tensors);
        var end = 0;
        for (var i = 0; i < tensors.Length; i++)
        {
            var packedLength = packs ? (int)PackedLength(tensors[i]) : 0;
            _starts[i] = tensors[i].Offset;
            _tensors[i] = new Tensor(end, packedLength);
            end = checked((int)(end + Aligned(tensors[i], packedLength)));
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

    /// <summary>Whether kernels are packed: where products read them so, and an array still holds all with what their last panels lack.</summary>
    internal static bool Packs(ReadOnlySpan<ParameterTensor> tensors)
    {
        long length = 0;
        foreach (var tensor in tensors)
            length += Aligned(tensor, PackedLength(tensor));
        return Dispatch.ReadsPanels && length <= AlignedFloats.MaxLength;
    }

    // A kernel of a few units would take up to 16 times its memory, and be read no faster.
    private static long PackedLength(ParameterTensor tensor) =>
        tensor.IsKernel && tensor.Shape[^1] >= Panel.Width / 2 ? DenseKernel.PackedLength(RowsOf(tensor), tensor.Shape[^1]) : 0;

    private static long Aligned(ParameterTensor tensor, long packedLength) => (Math.Max(packedLength, tensor.Length) + Line - 1) / Line * Line;

    private static int RowsOf(ParameterTensor kernel) => kernel.Length / kernel.Shape[^1];

    private readonly record struct Tensor(int Place, int PackedLength);
}
