using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels.Products;

/// <summary>Stores the sums as they are: the end of a weight gradient, or the state of a chain between two blocks of the depth.</summary>
internal readonly unsafe struct PartialSums<TProduct>(float* output) : IEpilogue
    where TProduct : struct, IProduct
{
    private readonly float* _output = output;

    /// <inheritdoc/>
    public static bool IsCheap => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector512<float> sum, nint row, nint column) =>
        Panel.Store(sum, _output + row * TProduct.Columns + column, column, TProduct.Columns);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Resume(nint row, nint column) =>
        Panel.Load(_output + row * TProduct.Columns + column, column, TProduct.Columns);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Begin(nint row, nint column) => Resume(row, column);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(Vector512<float> begun, nint row, nint column) => Store(begun, row, column);
}

/// <summary>Adds the bias and applies the activation.</summary>
internal readonly unsafe struct BiasThenActivation<TProduct, TActivation>(float* bias, float* output, TActivation activation) : IEpilogue
    where TProduct : struct, IProduct
    where TActivation : struct, IActivation
{
    private readonly float* _bias = bias;
    private readonly PartialSums<TProduct> _output = new(output);
    private readonly TActivation _activation = activation;

    /// <inheritdoc/>
    public static bool IsCheap => TActivation.IsCheap;

    /// <inheritdoc/>
    public static bool HasHalves => TActivation.HasHalves;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector512<float> sum, nint row, nint column) =>
        _output.Store(_activation.Apply(WithBias(sum, column)), row, column);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Resume(nint row, nint column) => _output.Resume(row, column);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Begin(nint row, nint column) => TActivation.Begin(WithBias(Resume(row, column), column));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(Vector512<float> begun, nint row, nint column) => _output.Store(TActivation.End(WithBias(Resume(row, column), column), begun), row, column);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<float> WithBias(Vector512<float> sum, nint column) => sum + Panel.Load(_bias + column, column, TProduct.Columns);
}

/// <summary>Applies the activation.</summary>
internal readonly unsafe struct ActivationAlone<TProduct, TActivation>(float* output, TActivation activation) : IEpilogue
    where TProduct : struct, IProduct
    where TActivation : struct, IActivation
{
    private readonly PartialSums<TProduct> _output = new(output);
    private readonly TActivation _activation = activation;

    /// <inheritdoc/>
    public static bool IsCheap => TActivation.IsCheap;

    /// <inheritdoc/>
    public static bool HasHalves => TActivation.HasHalves;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector512<float> sum, nint row, nint column) => _output.Store(_activation.Apply(sum), row, column);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Resume(nint row, nint column) => _output.Resume(row, column);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Begin(nint row, nint column) => TActivation.Begin(Resume(row, column));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(Vector512<float> begun, nint row, nint column) => _output.Store(TActivation.End(Resume(row, column), begun), row, column);
}

/// <summary>Multiplies by the derivative of the activation, told from its output or from its kept slope.</summary>
internal readonly unsafe struct ActivationGradient<TProduct, TActivation>(float* activated, float* output, TActivation activation) : IEpilogue
    where TProduct : struct, IProduct
    where TActivation : struct, IActivationGradient
{
    private readonly PartialSums<TProduct> _activated = new(activated);
    private readonly PartialSums<TProduct> _output = new(output);
    private readonly TActivation _activation = activation;

    /// <inheritdoc/>
    public static bool IsCheap => TActivation.IsCheap;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector512<float> sum, nint row, nint column) =>
        _output.Store(_activation.Gradient(_activated.Resume(row, column), sum), row, column);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Resume(nint row, nint column) => _output.Resume(row, column);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Begin(nint row, nint column) => Resume(row, column);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(Vector512<float> begun, nint row, nint column) => Store(begun, row, column);
}

/// <summary>Stores the sums transposed: a column of the output is a row of the product.</summary>
internal readonly unsafe struct TransposedSums<TShape>(float* output) : IEpilogue
    where TShape : struct, IDenseShape
{
    private readonly float* _output = output;

    /// <inheritdoc/>
    public static bool IsCheap => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector512<float> sum, nint row, nint column)
    {
        float* at = _output + column * TShape.Units + row;
        StoreFour(sum.GetLower().GetLower(), at);
        StoreFour(sum.GetLower().GetUpper(), at + 4 * TShape.Units);
        StoreFour(sum.GetUpper().GetLower(), at + 8 * TShape.Units);
        StoreFour(sum.GetUpper().GetUpper(), at + 12 * TShape.Units);
    }

    /// <inheritdoc/>
    public Vector512<float> Resume(nint row, nint column)
    {
        Vector512<float> sum = default;
        for (int i = 0; i < Panel.Width; i++)
            sum = sum.WithElement(i, _output[(column + i) * TShape.Units + row]);
        return sum;
    }

    /// <inheritdoc/>
    public Vector512<float> Begin(nint row, nint column) => Resume(row, column);

    /// <inheritdoc/>
    public void End(Vector512<float> begun, nint row, nint column) => Store(begun, row, column);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFour(Vector128<float> four, float* at)
    {
        at[0] = four[0];
        at[TShape.Units] = four[1];
        at[2 * TShape.Units] = four[2];
        at[3 * TShape.Units] = four[3];
    }
}

/// <summary>Adds a chain that has ended, in double, to those before it, which lie beside the strip.</summary>
/// <param name="sums">The sums so far, one a row and column of the strip.</param>
/// <param name="firstRow">The strip's first row.</param>
/// <param name="firstColumn">The strip's first column.</param>
/// <param name="width">The strip's columns, full panels.</param>
/// <param name="state">Where the state of a chain stands that has not ended.</param>
internal readonly unsafe struct ChainSums<TProduct>(double* sums, int firstRow, int firstColumn, int width, PartialSums<TProduct> state) : IEpilogue
    where TProduct : struct, IProduct
{
    private readonly double* _first = sums - ((nint)firstRow * width) - firstColumn;
    private readonly PartialSums<TProduct> _state = state;

    /// <inheritdoc/>
    public static bool IsCheap => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector512<float> sum, nint row, nint column)
    {
        double* at = _first + row * width + column;
        var (lower, upper) = Vector512.Widen(sum);
        (Vector512.Load(at) + lower).Store(at);
        (Vector512.Load(at + Panel.Width / 2) + upper).Store(at + Panel.Width / 2);
    }

    /// <summary>The sum of all chains, rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Total(nint row, nint column)
    {
        double* at = _first + row * width + column;
        return Vector512.Narrow(Vector512.Load(at), Vector512.Load(at + Panel.Width / 2));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Resume(nint row, nint column) => _state.Resume(row, column);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Begin(nint row, nint column) => Resume(row, column);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(Vector512<float> begun, nint row, nint column) => Store(begun, row, column);
}
