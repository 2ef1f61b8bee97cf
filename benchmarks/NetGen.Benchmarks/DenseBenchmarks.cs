using BenchmarkDotNet.Attributes;

namespace NetGen.Benchmarks;

/// <summary>The three products of a dense layer, large and narrow.</summary>
[MemoryDiagnoser]
[GenericTypeArguments(typeof(Product128x784x128))]
[GenericTypeArguments(typeof(Product512))]
[GenericTypeArguments(typeof(Product1024))]
[GenericTypeArguments(typeof(Product2048))]
[GenericTypeArguments(typeof(Product1x64x8))]
[GenericTypeArguments(typeof(Product32x64x8))]
[GenericTypeArguments(typeof(Product128x128x10))]
[GenericTypeArguments(typeof(Product128x64x16))]
public class DenseBenchmarks<TShape>
    where TShape : struct, IProductShape
{
    private readonly Product<TShape> _product = new();

    [Benchmark]
    public void Forward() => _product.Forward();

    [Benchmark]
    public void KernelGradient() => _product.KernelGradient();

    [Benchmark]
    public void InputGradient() => _product.InputGradient();
}
