using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Kernels.Products;

/// <summary>16 columns, or as many as are left of a row.</summary>
internal static unsafe class Panel
{
    /// <summary>The columns of a panel.</summary>
    public const int Width = 16;

    /// <summary>The panels that cover a number of columns.</summary>
    public static int Count(int columns) => (columns + Width - 1) / Width;

    /// <summary>Of the vectors in a panel, those that reach one of its columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Vectors(int columns, int inPanel) => columns >= Width ? inPanel : (columns * inPanel + Width - 1) / Width;

    /// <summary>Asks for a cache line; an address outside the operand does no harm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(float* at)
    {
        if (Sse.IsSupported)
            Sse.Prefetch1(at);
    }
}
