namespace NetGen.Runtime.Tests.Testing;

/// <summary>What a kernel does with an operand.</summary>
internal enum Use
{
    /// <summary>Reads it, and leaves it as it is.</summary>
    Read,

    /// <summary>Writes all of it, whatever stood there.</summary>
    Written,

    /// <summary>Reads and writes it.</summary>
    Updated,
}

/// <summary>How many floats an operand has for rows of a width.</summary>
internal delegate int Extent(int rows, int width);

/// <summary>Writes the values that an operand starts with.</summary>
internal delegate void Fill(Random random, int width, Span<float> values);

/// <summary>One operand of a kernel; what it only writes has no values to start with.</summary>
internal sealed record Operand(Use Use, Extent Extent, Fill? Fill = null);

/// <summary>What a kernel should give: for each operand that it writes, in their order, and for the numbers that it returns.</summary>
internal sealed record Expected(Near[][] Operands, Near[] Results);

/// <summary>
/// One kernel as the tests that hold for every kernel see it: its operands, a call, and its formula in double with the error that
/// the formula's length allows.
/// </summary>
internal sealed record KernelCase(string Name, params Operand[] Operands)
{
    /// <summary>The tiles and vectors that a size can be at the edge of all have edges below this.</summary>
    public const int Largest = 130;

    /// <summary>Whether rows mean something to it; else it sees one.</summary>
    public bool HasRows { get; init; }

    /// <summary>The fewest rows and the least width that it takes.</summary>
    public int Smallest { get; init; }

    /// <summary>How many numbers it returns.</summary>
    public int ResultCount { get; init; }

    /// <summary>Which operands may be the same span: one that it writes, one that it reads.</summary>
    public (int Written, int Read)[] InPlace { get; init; } = [];

    /// <summary>Calls the kernel.</summary>
    public required Action<Arguments> Run { get; init; }

    /// <summary>The formula in double, on the values that the operands start with.</summary>
    public required Func<int, int, float[][], Expected> Expect { get; init; }

    /// <summary>Whether <see cref="Run"/> makes new objects, which then are not the kernel's doing.</summary>
    public bool RunAllocates { get; init; }

    /// <summary>Every width at few rows and every number of rows at few widths, or every length.</summary>
    public IEnumerable<(int Rows, int Width)> Sizes()
    {
        int[] fewRows = HasRows ? [0, 1, 2, 7] : [1], fewWidths = HasRows ? [1, 10, 16, 37] : [];
        for (int size = Smallest; size <= Largest; size++)
        {
            foreach (int rows in fewRows.Where(rows => rows >= Smallest))
                yield return (rows, size);
            foreach (int width in fewWidths)
                yield return (size, width);
        }
    }
}
