namespace NetGen;

/// <summary>The shape of one sample or output, and what a span of them must be.</summary>
internal sealed class SampleShape(int[] extents)
{
    /// <summary>How many values one has.</summary>
    public int Length { get; } = LengthOf(extents);

    /// <summary>The product of extents. A loop: the first network of a process waits for all that is compiled.</summary>
    public static int LengthOf(int[] extents)
    {
        var length = 1;
        foreach (var extent in extents)
            length = checked(length * extent);
        return length;
    }

    /// <summary>How many there are in so many values; throws where that is no whole number.</summary>
    public int CountOf(int values, string name) => values % Length == 0
        ? values / Length
        : throw new ArgumentException($"'{name}' holds {values} values, which is no multiple of {Length}, the length of one sample of shape {this}.", name);

    /// <summary>Throws unless there are values for so many.</summary>
    public void Check(int values, int count, string name)
    {
        if (values != (long)count * Length)
            throw new ArgumentException($"'{name}' holds {values} values; expected {(long)count * Length}: {count} of shape {this}.", name);
    }

    public ReadOnlySpan<float> Slice(ReadOnlySpan<float> values, int start, int count) => values.Slice(start * Length, count * Length);

    public Span<float> Slice(Span<float> values, int start, int count) => values.Slice(start * Length, count * Length);

    public override string ToString() => $"({string.Join(", ", extents)})";
}
