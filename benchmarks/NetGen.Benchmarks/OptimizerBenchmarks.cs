using BenchmarkDotNet.Attributes;

namespace NetGen.Benchmarks;

/// <summary>
/// The pass of an optimizer over the 101,770 parameters of 784-128-10: one sample a step, so that little else is measured.
/// <see cref="Gradient"/> is a step without it.
/// </summary>
[MemoryDiagnoser]
public class OptimizerBenchmarks
{
    private readonly Floats _inputs = Floats.Uniform(ImageClassifier.InputLength, 0, 1);
    private readonly int[] _labels = [3];
    private readonly ImageClassifier _gradient = new(1);
    private readonly ImageClassifier _sgd = new(1);
    private readonly ImageClassifier _momentum = new(1);
    private readonly ImageClassifier _rmsProp = new(1);
    private readonly ImageClassifier _adam = new(1);
    private readonly Optimizer _sgdOptimizer = new Sgd();
    private readonly Optimizer _momentumOptimizer = new Sgd(momentum: 0.9f);
    private readonly Optimizer _rmsPropOptimizer = new RmsProp();
    private readonly Optimizer _adamOptimizer = new Adam();
    private readonly Floats _gradients = new(ImageClassifier.ParameterCount);

    [Benchmark(Baseline = true)]
    public float Gradient() => _gradient.Gradient(_inputs.Span, _labels, _gradients.Span);

    [Benchmark]
    public float Sgd() => _sgd.TrainStep(_inputs.Span, _labels, _sgdOptimizer);

    [Benchmark]
    public float SgdWithMomentum() => _momentum.TrainStep(_inputs.Span, _labels, _momentumOptimizer);

    [Benchmark]
    public float RmsProp() => _rmsProp.TrainStep(_inputs.Span, _labels, _rmsPropOptimizer);

    [Benchmark]
    public float Adam() => _adam.TrainStep(_inputs.Span, _labels, _adamOptimizer);
}
