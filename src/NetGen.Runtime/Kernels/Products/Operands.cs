using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen.Kernels.Products;

/// <summary>What a product multiplies, and how it finds it: output[row, column] is the sum over k of left[row, k] times right[k, column].</summary>
internal readonly unsafe struct Operands
{
    public Operands()
    {
    }

    /// <summary>The rows of the left operand and of the output.</summary>
    public required int Rows { get; init; }

    /// <summary>The columns of the right operand and of the output.</summary>
    public required int Columns { get; init; }

    /// <summary>The extent that is summed over; 0 makes every sum 0.</summary>
    public required int Depth { get; init; }

    /// <summary>The left operand.</summary>
    public required float* Left { get; init; }

    /// <summary>From a row of the left operand to the next.</summary>
    public required int LeftStep { get; init; }

    /// <summary>From one k of the left operand to the next.</summary>
    public required int LeftDepthStep { get; init; }

    /// <summary>The right operand.</summary>
    public required float* Right { get; init; }

    /// <summary>From one k of the right operand to the next.</summary>
    public required int RightStep { get; init; }

    /// <summary>From a column of the right operand to the next: 1 where it is read as it stands, else it is transposed first.</summary>
    public required int RightColumnStep { get; init; }

    /// <summary>Whether the right operand lies panel by panel, packed ahead: each in one piece, with zeros for the columns that a last one lacks.</summary>
    public bool IsPacked { get; init; }

    /// <summary>The output, row by row, which also holds the state of a chain between two blocks of the depth.</summary>
    public required float* Output { get; init; }

    /// <summary>The depth to which a strip of the right operand is copied together at once.</summary>
    public required int DepthBlock { get; init; }

    /// <summary>The rows from which copying a strip of the right operand together pays.</summary>
    public required int RowsThatPack { get; init; }

    /// <summary>
    /// The steps of the depth after which a chain ends; such chains are added up in double. For a depth that is the rows of a batch, of which there may be a
    /// million.
    /// </summary>
    public int ChainLength { get; init; } = int.MaxValue;

    /// <summary>From a panel of the right operand to the next.</summary>
    public nint RightPanelStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Panel.Width * (IsPacked ? Depth : (nint)RightColumnStep);
    }

    /// <summary>The left operand at a row and a step of the depth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* LeftAt(int row, int k) => Left + (nint)row * LeftStep + (nint)k * LeftDepthStep;

    /// <summary>The right operand at a step of the depth and the first column of a panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* RightAt(int k, int panel) => Right + (nint)k * RightStep + panel * RightPanelStep;
}

/// <summary>A few panels of columns over a range of rows, and of the depth.</summary>
internal readonly unsafe struct Strip
{
    /// <summary>The rows; at least 1.</summary>
    public required int Rows { get; init; }

    /// <summary>The panels of 16 columns.</summary>
    public required int Panels { get; init; }

    /// <summary>The columns that are wanted; what lies beyond in the last panel may be anything.</summary>
    public required int Columns { get; init; }

    /// <summary>The steps of the chain.</summary>
    public required nint Depth { get; init; }

    /// <summary>The left operand at the first row and k.</summary>
    public required float* Left { get; init; }

    /// <summary>From a row of the left operand to the next.</summary>
    public required nint LeftStep { get; init; }

    /// <summary>From one k of the left operand to the next.</summary>
    public required nint LeftDepthStep { get; init; }

    /// <summary>The rows for which each tile has room where the left operand is packed tile by tile, and at most so many it then computes; else 0.</summary>
    public int LeftTileRows { get; init; }

    /// <summary>The right operand at the first k and column; all panels can be read in full.</summary>
    public required float* Right { get; init; }

    /// <summary>From one k of the right operand to the next.</summary>
    public required nint RightStep { get; init; }

    /// <summary>From a panel of the right operand to the next; looked at only where the width <see cref="IWidth{TSelf}.ReadsPanels"/>.</summary>
    public required nint RightPanelStep { get; init; }

    /// <summary>Where the sums go, all panels in full.</summary>
    public required float* Sums { get; init; }

    /// <summary>From a row of the sums to the next.</summary>
    public required nint SumsStep { get; init; }

    /// <summary>Whether the chains go on from what the sums hold; else they begin at 0.</summary>
    public required bool Resumes { get; init; }

    /// <summary>Whether a tile should fetch the rows of the tile below: where rows are long, the processor does not see by itself what comes next.</summary>
    public bool FetchesAhead => LeftDepthStep == 1 && LeftStep >= 8 * Panel.Width;
}
