using System.Runtime.CompilerServices;
using NetGen.Kernels;
using NetGen.Kernels.Vectors;

namespace NetGen.Benchmarks;

/// <summary>The exponential on its own, which no layer has: the one that softmax, ELU and softplus are made of.</summary>
public readonly struct Exponential : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T x)
        where T : struct, ILanes<T>
        => VectorMath<T>.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Gradient<T>(T y, T gradient)
        where T : struct, ILanes<T>
        => gradient * y;
}
