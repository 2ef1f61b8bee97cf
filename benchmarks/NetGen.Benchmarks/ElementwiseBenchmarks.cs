using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using NetGen.Kernels;

namespace NetGen.Benchmarks;

/// <summary>Functions over 64 K floats, beside those of the platform's own library.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class ElementwiseBenchmarks
{
    private const int Length = 64 * 1024;

    private readonly Floats _input = Floats.Uniform(Length, -6, 6);
    private readonly Floats _output = new(Length);

    [Benchmark]
    [BenchmarkCategory("exp")]
    public void Exp() => Activations.Forward<Exponential>(_input.Span, _output.Span);

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("exp")]
    public void ExpOfTensorPrimitives() => TensorPrimitives.Exp(_input.Span, _output.Span);

    [Benchmark]
    [BenchmarkCategory("tanh")]
    public void Tanh() => Activations.Forward<Tanh>(_input.Span, _output.Span);

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("tanh")]
    public void TanhOfTensorPrimitives() => TensorPrimitives.Tanh(_input.Span, _output.Span);

    [Benchmark]
    [BenchmarkCategory("sigmoid")]
    public void Sigmoid() => Activations.Forward<Sigmoid>(_input.Span, _output.Span);

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("sigmoid")]
    public void SigmoidOfTensorPrimitives() => TensorPrimitives.Sigmoid(_input.Span, _output.Span);
}
