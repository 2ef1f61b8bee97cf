namespace NetGen.Benchmarks;

/// <summary>Floats to compute with, aligned as the generated code's own memory is, and as the peers' is.</summary>
public sealed class Floats(int length)
{
    private readonly AlignedFloats _memory = new(length);

    public Span<float> Span => _memory.Span;

    /// <summary>Evenly drawn from [from, to).</summary>
    public static Floats Uniform(int length, float from, float to)
    {
        var values = new Floats(length);
        var random = new Random(1);
        foreach (ref var value in values.Span)
            value = from + (to - from) * random.NextSingle();

        return values;
    }
}
