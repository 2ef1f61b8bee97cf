using BenchmarkDotNet.Attributes;

namespace NetGen.Benchmarks;

/// <summary>Whole training steps.</summary>
[MemoryDiagnoser]
public class TrainingBenchmarks
{
    private readonly Training<int> _image = Training.Image(batch: 128);
    private readonly Training<float> _small = Training.Small();

    [Benchmark]
    public void Image784x128x10Batch128RmsProp() => _image.Step();

    [Benchmark]
    public void Small32x64x64x8Batch32Adam() => _small.Step();
}
