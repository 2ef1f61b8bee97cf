using BenchmarkDotNet.Attributes;
using NetGen.Losses;

namespace NetGen.Benchmarks;

/// <summary>Softmax, and the losses with their gradients, over a batch of 128.</summary>
[MemoryDiagnoser]
public class LossBenchmarks
{
    private const int Rows = 128;

    private Floats _logits = new(0);
    private Floats _targets = new(0);
    private Floats _output = new(0);
    private int[] _labels = [];

    /// <summary>Outputs of a sample.</summary>
    [Params(10, 1000)]
    public int Width { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _logits = Floats.Uniform(Rows * Width, -4, 4);
        _targets = Floats.Uniform(Rows * Width, 0, 1);
        _output = new Floats(Rows * Width);
        _labels = [.. Enumerable.Range(0, Rows).Select(row => row % Width)];
    }

    [Benchmark]
    public void SoftmaxForward() => Kernels.Softmax.Forward(Rows, _logits.Span, _output.Span);

    [Benchmark]
    public LossResult CrossEntropyGradient() => CrossEntropy.Gradient(_logits.Span, _labels, _output.Span);

    [Benchmark]
    public LossResult BinaryCrossEntropyGradient() => BinaryCrossEntropy.Gradient(_logits.Span, _targets.Span, _output.Span);

    [Benchmark]
    public LossResult MeanSquaredErrorGradient() => MeanSquaredError.Gradient(_logits.Span, _targets.Span, _output.Span);
}
