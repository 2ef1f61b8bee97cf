using NetGen.Kernels;
using NetGen.Kernels.Vectors;

namespace NetGen.Runtime.Tests.Products;

/// <summary>Leaves everything as it is.</summary>
internal readonly struct Identity : IActivation
{
    public T Apply<T>(T x)
        where T : struct, ILanes<T>
        => x;

    public T Gradient<T>(T y, T gradient)
        where T : struct, ILanes<T>
        => gradient;
}

/// <summary>Has an option and a derivative that needs the output: x times the slope where x is negative.</summary>
internal readonly struct Leaky(float slope) : IActivation
{
    private readonly float _slope = slope;

    public static bool IsCheap => true;

    public T Apply<T>(T x)
        where T : struct, ILanes<T>
        => T.Select(T.GreaterThan(x, T.Zero), x, x * T.Of(_slope));

    public T Gradient<T>(T y, T gradient)
        where T : struct, ILanes<T>
        => T.Select(T.GreaterThan(y, T.Zero), gradient, gradient * T.Of(_slope));

    public float Apply(float x) => x > 0 ? x : x * _slope;

    public float Gradient(float y, float gradient) => y > 0 ? gradient : gradient * _slope;
}

/// <summary>The same function as <see cref="Leaky"/> with the slope of the tests, in two halves.</summary>
internal readonly struct CostlyLeaky(float slope) : IActivation
{
    private readonly Leaky _leaky = new(slope);

    public static bool HasHalves => true;

    public static T Begin<T>(T x)
        where T : struct, ILanes<T>
        => x * T.Of(DenseRunner.Slope);

    public static T End<T>(T x, T begun)
        where T : struct, ILanes<T>
        => T.Select(T.GreaterThan(x, T.Zero), x, begun);

    public T Apply<T>(T x)
        where T : struct, ILanes<T>
        => _leaky.Apply(x);

    public T Gradient<T>(T y, T gradient)
        where T : struct, ILanes<T>
        => _leaky.Gradient(y, gradient);
}
