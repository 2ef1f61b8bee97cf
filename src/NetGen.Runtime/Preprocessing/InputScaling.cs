namespace NetGen;

/// <summary>A network's preprocessor at work, with the scratch that predictions need for it.</summary>
internal sealed class InputScaling
{
    private readonly ArenaPool _scratch;

    /// <param name="preprocessor">The preprocessor, which belongs to the network.</param>
    /// <param name="chunkLength">How many samples the network predicts at a time.</param>
    public InputScaling(Preprocessor preprocessor, int chunkLength)
    {
        Preprocessor = preprocessor;
        ChunkLength = Math.Clamp(Array.MaxLength / 2 / preprocessor.SampleLength, 1, chunkLength);
        _scratch = new ArenaPool(ChunkLength * preprocessor.SampleLength);
    }

    public Preprocessor Preprocessor { get; }

    /// <summary>How many samples at a time fit into the scratch.</summary>
    public int ChunkLength { get; }

    public AlignedFloats Rent() => _scratch.Rent();

    public void Return(AlignedFloats scratch) => _scratch.Return(scratch);

    /// <summary>The samples as the network's first layer wants them, in <paramref name="scratch"/>.</summary>
    public ReadOnlySpan<float> Apply(ReadOnlySpan<float> inputs, AlignedFloats scratch)
    {
        var scaled = scratch.Span[..inputs.Length];
        Preprocessor.Transform(inputs, scaled);
        return scaled;
    }
}
