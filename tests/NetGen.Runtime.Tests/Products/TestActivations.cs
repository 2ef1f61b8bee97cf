using System.Runtime.Intrinsics;
using NetGen.Kernels;

namespace NetGen.Runtime.Tests.Products;

/// <summary>Leaves everything as it is.</summary>
internal readonly struct Identity : IActivation
{
    public Vector512<float> Apply(Vector512<float> x) => x;

    public Vector512<float> Gradient(Vector512<float> y, Vector512<float> gradient) => gradient;
}

/// <summary>Has an option and a derivative that needs the output: x times the slope where x is negative. Runs in registers.</summary>
internal readonly struct Leaky(float slope) : IActivation
{
    private readonly float _slope = slope;

    public static bool IsCheap => true;

    public Vector512<float> Apply(Vector512<float> x) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), x, x * _slope);

    public Vector512<float> Gradient(Vector512<float> y, Vector512<float> gradient) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(y, Vector512<float>.Zero), gradient, gradient * _slope);

    public float Apply(float x) => x > 0 ? x : x * _slope;

    public float Gradient(float y, float gradient) => y > 0 ? gradient : gradient * _slope;
}

/// <summary>The same function as <see cref="Leaky"/>, which runs as a second pass.</summary>
internal readonly struct CostlyLeaky(float slope) : IActivation
{
    private readonly Leaky _leaky = new(slope);

    public Vector512<float> Apply(Vector512<float> x) => _leaky.Apply(x);

    public Vector512<float> Gradient(Vector512<float> y, Vector512<float> gradient) => _leaky.Gradient(y, gradient);
}
