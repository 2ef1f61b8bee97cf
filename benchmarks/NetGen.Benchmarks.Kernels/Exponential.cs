using System.Runtime.Intrinsics;
using NetGen.Kernels;

namespace NetGen.Benchmarks;

/// <summary>The exponential on its own, which no layer has: the one that softmax, ELU and softplus are made of.</summary>
public readonly struct Exponential : IActivation
{
    public Vector512<float> Apply(Vector512<float> x) => VectorMath.Exp(x);

    public Vector512<float> Gradient(Vector512<float> y, Vector512<float> gradient) => gradient * y;
}
