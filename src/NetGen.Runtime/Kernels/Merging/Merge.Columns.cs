using NetGen.Kernels.Vectors;

namespace NetGen.Kernels;

/// <content>Values side by side on the last axis.</content>
public static partial class Merge
{
    /// <summary>Writes one of several values to its columns of the rows that hold them side by side. The other columns stay.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="columns">How many columns all values have together.</param>
    /// <param name="start">The first column of this one.</param>
    /// <param name="input">Rows x n values.</param>
    /// <param name="output">Rows x <paramref name="columns"/> values, of which those from <paramref name="start"/> on, n a row, are written.</param>
    /// <exception cref="ArgumentException">The lengths do not fit; nothing was written.</exception>
    public static void PutColumns(int rows, int columns, int start, ReadOnlySpan<float> input, Span<float> output)
    {
        int width = CheckColumns(rows, columns, start, input.Length, nameof(input), output.Length, nameof(output));
        for (int row = 0; row < rows; row++)
            input.Slice(row * width, width).CopyTo(output.Slice((row * columns) + start, width));
    }

    /// <summary>Reads one of several values from its columns, the reverse of <see cref="PutColumns"/>.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="columns">How many columns all values have together.</param>
    /// <param name="start">The first column of this one.</param>
    /// <param name="source">Rows x <paramref name="columns"/> values.</param>
    /// <param name="part">Rows x n values. It is not <paramref name="source"/>.</param>
    /// <exception cref="ArgumentException">The lengths do not fit; nothing was written.</exception>
    public static void TakeColumns(int rows, int columns, int start, ReadOnlySpan<float> source, Span<float> part)
    {
        int width = CheckColumns(rows, columns, start, part.Length, nameof(part), source.Length, nameof(source));
        for (int row = 0; row < rows; row++)
            source.Slice((row * columns) + start, width).CopyTo(part.Slice(row * width, width));
    }

    private static int CheckColumns(int rows, int columns, int start, int part, string partName, int all, string allName)
    {
        int width = Lanes.Width(part, rows, partName);
        Lanes.CheckLength(all, checked(rows * columns), allName);
        if (start < 0 || start > columns - width)
            throw new ArgumentOutOfRangeException(
                nameof(start), start, $"'{partName}' has {width} columns; expected a start from 0 to {columns - width}, that they end within {columns}.");
        return width;
    }
}
