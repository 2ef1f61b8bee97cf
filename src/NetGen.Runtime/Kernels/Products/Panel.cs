using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Kernels.Products;

/// <summary>Reads and writes 16 columns of a row, or as many as are left of it; nothing outside the row is touched.</summary>
internal static unsafe class Panel
{
    /// <summary>The columns of a panel.</summary>
    public const int Width = 16;

    /// <summary>The panels that cover a number of columns.</summary>
    public static int Count(int columns) => (columns + Width - 1) / Width;

    /// <summary>The panel at <paramref name="column"/> of a row of <paramref name="columns"/>; zero beyond its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* at, nint column, int columns) =>
        columns % Width == 0 || columns > Width && column + Width <= columns ? Vector512.Load(at) : LoadFirst(at, columns % Width);

    /// <summary>Writes the panel at <paramref name="column"/> of a row of <paramref name="columns"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> panel, float* at, nint column, int columns)
    {
        if (columns % Width == 0 || columns > Width && column + Width <= columns)
            panel.Store(at);
        else
            StoreFirst(panel, at, columns % Width);
    }

    /// <summary>Of the vectors in a panel, those that a column of the product reaches: fewer where it has less than a panel of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Vectors<TProduct>(int inPanel)
        where TProduct : struct, IProduct
        => TProduct.Columns >= Width ? inPanel : (TProduct.Columns * inPanel + Width - 1) / Width;

    /// <summary>
    /// Whether a tile fetches the rows of the tile below while it computes: where rows are long, the processor does not see by itself what comes next.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool FetchesAhead<TProduct>()
        where TProduct : struct, IProduct
        => TProduct.LeftDepthStep == 1 && TProduct.LeftRowStep >= 8 * Width;

    /// <summary>Asks for a cache line; an address outside the operand does no harm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(float* at)
    {
        if (Sse.IsSupported)
            Sse.Prefetch1(at);
    }

    // The count is a constant where these are inlined, so that at most four loads or stores remain.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LoadFirst(float* at, int count)
    {
        Vector256<float> eight = default;
        Vector128<float> four = default;
        if ((count & 8) != 0)
        {
            eight = Vector256.Load(at);
            at += 8;
        }

        if ((count & 4) != 0)
        {
            four = Vector128.Load(at);
            at += 4;
        }

        Vector128<float> rest = (count & 3) switch
        {
            0 => default,
            1 => Vector128.CreateScalar(at[0]),
            2 => Vector128.Create(at[0], at[1], 0, 0),
            _ => Vector128.Create(at[0], at[1], at[2], 0),
        };
        // Widened and filled, because Create(lower, upper) goes through memory.
        Vector256<float> afterEight = (count & 4) != 0 ? four.ToVector256Unsafe().WithUpper(rest) : rest.ToVector256();
        return (count & 8) != 0 ? eight.ToVector512Unsafe().WithUpper(afterEight) : afterEight.ToVector512();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFirst(Vector512<float> panel, float* at, int count)
    {
        Vector256<float> eight = panel.GetLower();
        if ((count & 8) != 0)
        {
            eight.Store(at);
            eight = panel.GetUpper();
            at += 8;
        }

        Vector128<float> four = eight.GetLower();
        if ((count & 4) != 0)
        {
            four.Store(at);
            four = eight.GetUpper();
            at += 4;
        }

        if ((count & 3) > 0) at[0] = four[0];
        if ((count & 3) > 1) at[1] = four[1];
        if ((count & 3) > 2) at[2] = four[2];
    }
}
