using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen.Kernels.Products;

/// <summary>
/// How a large product is cut: a block of rows and of the depth of the left operand stays in the second-level cache while all columns are computed with
/// it. The sums are the same chains, which go on from one block of the depth to the next.
/// </summary>
internal readonly unsafe struct Blocks
{
    // What a block of the left operand takes of the second-level cache, in floats: 192 KB, of 512 and more.
    private const int Left = 192 * 256;

    // From so many columns on it pays to copy a block of the left operand together. Depths of 256 to 1024 differ by less than the noise at 1024 cubed; at 2048
    // cubed 256 is slower, as the sums come and go more often.
    private const int ColumnsThatPack = 512;

    private const int DepthThatPacks = 512;

    // The columns for which a block of the right operand is kept, which is 4 MB.
    private const int MostColumns = 2048;

    private readonly bool _packsLeft;

    /// <summary>Cuts a range of rows and panels.</summary>
    public Blocks(in Operands operands, int rows, int panels)
    {
        _packsLeft = panels * Panel.Width >= ColumnsThatPack;
        int depth = _packsLeft ? DepthThatPacks : operands.DepthBlock;
        InColumns = Count(panels * Panel.Width, MostColumns);
        InDepth = Count(operands.Depth, depth);
        InRows = Count(rows, Math.Max(1, Left / Math.Min(operands.Depth, depth)));
    }

    /// <summary>The blocks of the columns.</summary>
    public int InColumns { get; }

    /// <summary>The blocks of the depth.</summary>
    public int InDepth { get; }

    /// <summary>The blocks of the rows.</summary>
    public int InRows { get; }

    /// <summary>Whether a range of rows and panels is to be computed so: where the left operand does not stay in a near cache, and is used often.</summary>
    public static bool Pay(in Operands operands, int rows, int panels) =>
        operands.Depth <= operands.ChainLength && panels >= 4 && (long)rows * operands.Depth > 2 * Left;

    /// <summary>Makes one block of the left operand ready.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public LeftBlock Begin<T>(in Operands operands, int row, int rows, int k, int steps)
        where T : struct, IWidth<T>
    {
        float* left = operands.LeftAt(row, k);
        if (!_packsLeft)
            return new() { Row = row, Rows = rows, First = k, Steps = steps, Left = left, Step = operands.LeftStep, DepthStep = operands.LeftDepthStep };

        int height = Count(rows, Count(rows, T.TallestTile));
        float* packed = Scratch.Left(Count(rows, height) * height * steps);
        var packing = new LeftPacking(left, operands.LeftStep, operands.LeftDepthStep, rows, Count(rows, height), height, steps, packed);
        T.Run(ref packing, 0, 1);
        return new() { Row = row, Rows = rows, First = k, Steps = steps, Left = packed, Step = 1, DepthStep = height, TileRows = height };
    }

    /// <summary>Room for a block of the right operand; none where it is packed already.</summary>
    public static float* RoomForRight(in Operands operands, int panels, int steps) =>
        operands.IsPacked ? null : Scratch.Packed(panels * Panel.Width * steps);

    /// <summary>Goes on with the chains of one strip.</summary>
    /// <param name="operands">The product.</param>
    /// <param name="left">The block of the left operand.</param>
    /// <param name="sums">Rows and columns, and where the chains stand.</param>
    /// <param name="room">Where the strip of the right operand is copied together.</param>
    /// <param name="isCopied">Whether it is there already.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Multiply<T>(in Operands operands, in LeftBlock left, in Sums sums, float* room, bool isCopied)
        where T : struct, IWidth<T>
    {
        int panels = Panel.Count(sums.Columns), width = panels * Panel.Width;
        float* right = operands.RightAt(left.First, sums.Column / Panel.Width);
        if (!operands.IsPacked && !isCopied)
        {
            var packing = new Packing(right, operands.RightStep, operands.RightColumnStep, sums.Columns, panels, left.Steps, room);
            T.Run(ref packing, 0, 1);
        }

        T.Multiply(new Strip
        {
            Rows = sums.Rows,
            Panels = panels,
            Columns = sums.Columns,
            Depth = left.Steps,
            Left = left.Left,
            LeftStep = left.Step,
            LeftDepthStep = left.DepthStep,
            LeftTileRows = left.TileRows,
            Right = operands.IsPacked ? right : room,
            RightStep = operands.IsPacked ? operands.RightStep : width,
            RightPanelStep = operands.RightPanelStep,
            Sums = sums.From,
            SumsStep = sums.Step,
            Resumes = left.First > 0,
        });
    }

    private static int Count(int whole, int most) => (whole + most - 1) / most;
}

/// <summary>A block of the left operand, as it stands or copied together.</summary>
internal readonly unsafe struct LeftBlock
{
    /// <summary>The first row.</summary>
    public required int Row { get; init; }

    /// <summary>The rows.</summary>
    public required int Rows { get; init; }

    /// <summary>The first step of the depth.</summary>
    public required int First { get; init; }

    /// <summary>The steps of the depth.</summary>
    public required int Steps { get; init; }

    /// <summary>Where it is.</summary>
    public required float* Left { get; init; }

    /// <summary>From a row to the next.</summary>
    public required nint Step { get; init; }

    /// <summary>From a step of the depth to the next.</summary>
    public required nint DepthStep { get; init; }

    /// <summary>The rows for which each tile has room, where it is copied together; else 0.</summary>
    public int TileRows { get; init; }
}
