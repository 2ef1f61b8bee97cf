using BenchmarkDotNet.Attributes;

namespace NetGen.Benchmarks;

/// <summary>Predictions of 784-128-10.</summary>
[MemoryDiagnoser]
public class PredictionBenchmarks
{
    private Prediction _prediction = new(1);

    [Params(1, 128, 1024)]
    public int Batch { get; set; }

    [GlobalSetup]
    public void SetUp() => _prediction = new Prediction(Batch);

    [Benchmark]
    public void Predict784x128x10() => _prediction.Predict();
}
