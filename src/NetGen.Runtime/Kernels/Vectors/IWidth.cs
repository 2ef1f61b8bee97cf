using NetGen.Kernels.Products;

namespace NetGen.Kernels.Vectors;

/// <summary>
/// One width of vectors, with all that kernels do at it: 16 lanes of floats, of whole numbers or of doubles (eight then), their memory, the tiles of products
/// and the start of a pass. <see cref="Dispatch"/> chooses it; whatever is written once for all widths takes it as a type.
/// </summary>
internal unsafe interface IWidth<TSelf> : ILanes<TSelf>
    where TSelf : struct, IWidth<TSelf>
{
    /// <summary>The number of each lane, as bits.</summary>
    static abstract TSelf Indices { get; }

    /// <summary>A mask of the first lanes.</summary>
    static abstract TSelf First(int count);

    /// <summary>Where the bits are equal.</summary>
    static abstract TSelf EqualBits(TSelf left, TSelf right);

    /// <summary>Where whole numbers without a sign are at least as great as another.</summary>
    static abstract TSelf AtLeast(TSelf numbers, uint least);

    /// <summary>Whether all bits, as whole numbers without a sign, are below a limit.</summary>
    static abstract bool AreBelow(TSelf left, TSelf right, uint limit);

    /// <summary>The low halves of the products of whole numbers, and the high halves.</summary>
    static abstract TSelf Multiply(TSelf numbers, uint factor, out TSelf high);

    /// <summary>The sign of each lane in a bit, that of lane 0 lowest.</summary>
    static abstract uint Signs(TSelf value);

    /// <summary>16 floats from <paramref name="index"/>.</summary>
    static abstract TSelf Load(ref float source, int index);

    /// <summary>16 floats.</summary>
    static abstract TSelf Load(float* source);

    /// <summary>The first 0 to 15 floats, zeros after them; nothing beyond is read.</summary>
    static abstract TSelf LoadFirst(float* source, int count);

    /// <summary>Writes 16 floats from <paramref name="index"/>.</summary>
    void Store(ref float destination, int index);

    /// <summary>Writes 16 floats.</summary>
    void Store(float* destination);

    /// <summary>Writes the first 0 to 15 floats, and nothing beyond.</summary>
    void StoreFirst(float* destination, int count);

    /// <summary>The sum of all lanes, halves added to halves.</summary>
    static abstract float Sum(TSelf value);

    /// <summary>The greatest lane; NaN where there is one.</summary>
    static abstract float Max(TSelf value);

    /// <summary>The same double eight times.</summary>
    static abstract TSelf OfDouble(double value);

    /// <summary>The first eight lanes as doubles.</summary>
    static abstract TSelf WidenLower(TSelf value);

    /// <summary>The last eight lanes as doubles.</summary>
    static abstract TSelf WidenUpper(TSelf value);

    /// <summary>Twice eight doubles as floats.</summary>
    static abstract TSelf Narrow(TSelf lower, TSelf upper);

    /// <summary>The sums of doubles.</summary>
    static abstract TSelf AddDoubles(TSelf left, TSelf right);

    /// <summary>The differences of doubles.</summary>
    static abstract TSelf SubtractDoubles(TSelf left, TSelf right);

    /// <summary>The products of doubles.</summary>
    static abstract TSelf MultiplyDoubles(TSelf left, TSelf right);

    /// <summary>The quotients of doubles.</summary>
    static abstract TSelf DivideDoubles(TSelf left, TSelf right);

    /// <summary>Where doubles are less.</summary>
    static abstract TSelf LessThanDoubles(TSelf left, TSelf right);

    /// <summary>Where doubles are greater.</summary>
    static abstract TSelf GreaterThanDoubles(TSelf left, TSelf right);

    /// <summary>The magnitudes of doubles.</summary>
    static abstract TSelf AbsDoubles(TSelf value);

    /// <summary>The square roots of doubles.</summary>
    static abstract TSelf SqrtDoubles(TSelf value);

    /// <summary>left * right + addend in double, rounded once.</summary>
    static abstract TSelf FusedMultiplyAddDoubles(TSelf left, TSelf right, TSelf addend);

    /// <summary>The sum of eight doubles, halves added to halves.</summary>
    static abstract double SumDoubles(TSelf value);

    /// <summary>Whether there is <see cref="TransposePanel"/>.</summary>
    static abstract bool TransposesPanels { get; }

    /// <summary>See <see cref="Packing.TransposePanel"/>.</summary>
    static abstract void TransposePanel(float* source, nint sourceStep, float* target, nint targetStep);

    /// <summary>The panels of 16 columns in the widest strip for a number of rows.</summary>
    static abstract int WidestStrip(int rows);

    /// <summary>The rows from which copying a strip of the right operand together pays at any size of it.</summary>
    static abstract int RowsThatPack { get; }

    /// <summary>Whether a strip can be read where its panels do not lie beside each other, as in a kernel that was packed ahead.</summary>
    static abstract bool ReadsPanels { get; }

    /// <summary>The panels of the widest strip where there are rows enough.</summary>
    static abstract int UsualStrip { get; }

    /// <summary>The rows of the tallest tile of such a strip.</summary>
    static abstract int TallestTile { get; }

    /// <summary>Multiplies one strip: each sum is one chain of fused multiply-adds over k ascending.</summary>
    static abstract void Multiply(in Strip strip);

    /// <summary>
    /// Runs a pass at this width. The one place where a pass is compiled: it never becomes part of a caller, and each operation in it is an instruction.
    /// </summary>
    static abstract void Run<TPass>(ref TPass pass, int part, int parts)
        where TPass : struct, IPass, allows ref struct;
}
