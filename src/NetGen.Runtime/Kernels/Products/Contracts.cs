using System.Runtime.Intrinsics;

namespace NetGen.Kernels.Products;

/// <summary>How a product finds its operands: left[row, k] times right[k, column], summed over the depth k.</summary>
/// <remarks>Static members of a struct, so that the JIT sees constants.</remarks>
internal interface IProduct
{
    /// <summary>The columns of the result and of the right operand.</summary>
    static abstract int Columns { get; }

    /// <summary>From a row of the left operand to the next.</summary>
    static abstract int LeftRowStep { get; }

    /// <summary>From one k of the left operand to the next.</summary>
    static abstract int LeftDepthStep { get; }

    /// <summary>From one k of the right operand to the next.</summary>
    static abstract int RightDepthStep { get; }

    /// <summary>From a column of the right operand to the next: 1 where it is read as it stands, else it is transposed first.</summary>
    static abstract int RightColumnStep { get; }

    /// <summary>The depth to which a strip of the right operand is copied together at once.</summary>
    static abstract int DepthBlock { get; }

    /// <summary>The rows from which copying a strip of the right operand together pays.</summary>
    static abstract int RowsThatPack { get; }

    /// <summary>
    /// The steps of the depth after which a chain ends; such chains are added up in double. For a depth that is the rows of a batch, of which there may be a
    /// million. A multiple of <see cref="DepthBlock"/>, or the most there is.
    /// </summary>
    static virtual int ChainLength => int.MaxValue;
}

/// <summary>What happens to sums when a tile leaves the registers.</summary>
internal interface IEpilogue
{
    /// <summary>Whether it is worth a copy in every store of every tile; else the tiles store plain sums, and it follows as a pass over the strip.</summary>
    static abstract bool IsCheap { get; }

    /// <summary>Finishes and stores the sums of one row and the 16 columns from <paramref name="column"/>, or as many of them as there are.</summary>
    void Store(Vector512<float> sum, nint row, nint column);

    /// <summary>Reads back what <see cref="PartialSums{TProduct}"/> stored, so that the chain over k goes on.</summary>
    Vector512<float> Resume(nint row, nint column);

    /// <summary>Whether the pass over the strip is faster in two halves (see <see cref="IActivation.HasHalves"/>).</summary>
    static virtual bool HasHalves => false;

    /// <summary>The first half of finishing sums that were stored.</summary>
    Vector512<float> Begin(nint row, nint column);

    /// <summary>The second half.</summary>
    void End(Vector512<float> begun, nint row, nint column);
}

/// <summary>The register tiles of one vector width.</summary>
internal interface ITiles
{
    /// <summary>The panels of 16 columns in the widest strip for a number of rows.</summary>
    static abstract int WidestStrip(int rows);

    /// <summary>The rows from which copying a strip of the right operand together pays at any size of it.</summary>
    static abstract int RowsThatPack { get; }

    /// <summary>Multiplies one strip: each sum is one chain of fused multiply-adds over k ascending.</summary>
    static abstract void Multiply<TProduct, TEpilogue, TStart>(in Strip strip, in TEpilogue epilogue)
        where TProduct : struct, IProduct
        where TEpilogue : struct, IEpilogue
        where TStart : struct, IStart;
}

/// <summary>Where the chains of a strip begin. As a type, so that the tiles which need not read anything back are compiled without.</summary>
internal interface IStart;

/// <summary>At zero.</summary>
internal readonly struct FromZero : IStart;

/// <summary>At the partial sums that the result holds.</summary>
internal readonly struct FromPartialSums : IStart;

/// <summary>A few panels of columns over a range of rows, and of the depth.</summary>
internal readonly unsafe struct Strip
{
    /// <summary>The first row of the result.</summary>
    public required int Row { get; init; }

    /// <summary>The rows; at least 1.</summary>
    public required int Rows { get; init; }

    /// <summary>The first column of the result.</summary>
    public required nint Column { get; init; }

    /// <summary>The panels of 16 columns.</summary>
    public required int Panels { get; init; }

    /// <summary>The steps of the chain.</summary>
    public required nint Depth { get; init; }

    /// <summary>The left operand at row 0 and the first k.</summary>
    public required float* Left { get; init; }

    /// <summary>The right operand at the first k and column; all panels can be read in full.</summary>
    public required float* Right { get; init; }

    /// <summary>From one k of the right operand to the next.</summary>
    public required nint RightStep { get; init; }
}
