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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector512<float> sum, nint row, nint column) =>
        _output.Store(_activation.Apply(sum + Panel.Load(_bias + column, column, TProduct.Columns)), row, column);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Resume(nint row, nint column) => _output.Resume(row, column);
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector512<float> sum, nint row, nint column) => _output.Store(_activation.Apply(sum), row, column);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Resume(nint row, nint column) => _output.Resume(row, column);
}

/// <summary>Multiplies by the derivative of the activation, told from its output.</summary>
internal readonly unsafe struct ActivationGradient<TProduct, TActivation>(float* activated, float* output, TActivation activation) : IEpilogue
    where TProduct : struct, IProduct
    where TActivation : struct, IActivation
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
}
