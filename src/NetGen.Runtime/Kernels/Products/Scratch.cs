using System.Runtime.CompilerServices;

namespace NetGen.Kernels.Products;

/// <summary>Memory of the calling thread: pinned, and kept from call to call, so that a steady state allocates nothing.</summary>
internal static unsafe class Scratch
{
    private const int Alignment = 64;

    [ThreadStatic]
    private static float[]? _packed;

    [ThreadStatic]
    private static float[]? _left;

    [ThreadStatic]
    private static float[]? _sums;

    [ThreadStatic]
    private static float[]? _totals;

    /// <summary>
    /// Room for a strip that is copied together: at least <paramref name="length"/> floats, with any content; valid until the thread asks again.
    /// </summary>
    public static float* Packed(int length) => Take(ref _packed, length);

    /// <summary>Room for a block of the left operand.</summary>
    public static float* Left(int length) => Take(ref _left, length);

    /// <summary>Room for the sums of a strip.</summary>
    public static float* Sums(int length) => Take(ref _sums, length);

    /// <summary>Room for the totals of chains: zeros.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double* Totals(int length)
    {
        double* totals = (double*)Take(ref _totals, checked(length * (sizeof(double) / sizeof(float))));
        new Span<double>(totals, length).Clear();
        return totals;
    }

    // On a 64-byte boundary.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float* Take(ref float[]? buffer, int length)
    {
        int needed = length + Alignment / sizeof(float);
        if (buffer is not { } found || found.Length < needed)
            buffer = found = GC.AllocateArray<float>(needed, pinned: true);
        nuint start = (nuint)Unsafe.AsPointer(ref found[0]);
        return (float*)((start + Alignment - 1) & ~(nuint)(Alignment - 1));
    }
}
