namespace NetGen.Runtime.Tests.Testing;

/// <summary>The operands that kernels have.</summary>
internal static class Operands
{
    public static readonly Extent Elements = (rows, width) => rows * width;
    public static readonly Extent Columns = (_, width) => width;
    public static readonly Extent Rows = (rows, _) => rows;

    /// <summary>Values that are read, one an element.</summary>
    public static Operand Read(double from = -3, double to = 3) => new(Use.Read, Elements, Between(from, to));

    /// <summary>Values that are overwritten, one an element.</summary>
    public static Operand Written() => new(Use.Written, Elements);

    /// <summary>Uniform values, of which some are zero or at an end of the range where it holds them.</summary>
    public static Fill Between(double from, double to) => (random, _, values) =>
    {
        for (int i = 0; i < values.Length; i++)
        {
            double special = random.Next(16) switch { 0 => from, 1 => to, 2 => Math.Clamp(0, from, to), _ => double.NaN };
            values[i] = (float)(double.IsNaN(special) ? from + (to - from) * random.NextSingle() : special);
        }
    };

    /// <summary>Logits, of which some are far from the others.</summary>
    public static Fill Logits { get; } = (random, _, values) =>
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = (random.Next(8) == 0 ? 100 : 4) * (random.NextSingle() - 0.5f);
    };

    /// <summary>Class indices, as the bits of floats.</summary>
    public static Fill Classes { get; } = (random, width, values) =>
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = BitConverter.Int32BitsToSingle(random.Next(width));
    };
}
